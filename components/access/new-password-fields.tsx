import { TextField } from "#components/ui/text-fields.tsx";

export function NewPasswordFields() {
  return (
    <>
      <TextField
        name="password"
        label="New password"
        hint="12 characters or more. Three words you can remember work well."
        type="password"
        autoComplete="new-password"
      />
      <TextField name="again" label="New password, again" type="password" autoComplete="new-password" />
    </>
  );
}
