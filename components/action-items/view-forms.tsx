import { Form } from "#components/ui/form.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";

/** Keeps what the address asks for under a name of the person's own. */
export function SaveView({ action, query }: { action: FormAction; query: string }) {
  return (
    <details className="menu">
      <summary>Save this view</summary>
      <div className="panel">
        <Form action={action} submit="Save the view" variant="plain" hidden={{ query }} id="save-view">
          <TextField name="name" label="Name of the view" width="medium" />
        </Form>
      </div>
    </details>
  );
}

export function DeleteView({ action, id, name }: { action: FormAction; id: string; name: string }) {
  return <Form action={action} submit={`Delete the view “${name}”`} variant="quiet" hidden={{ id }} id="delete-view" />;
}
