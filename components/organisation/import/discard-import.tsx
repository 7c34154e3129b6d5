import { Form } from "#components/ui/form.tsx";
import type { FormAction } from "#lib/forms/state.ts";

export function DiscardImport({ action, id, version }: { action: FormAction; id: string; version: number }) {
  return (
    <Form action={action} submit="End this import without a change" variant="plain" hidden={{ id, version }} id="end" />
  );
}
