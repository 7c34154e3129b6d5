import { Form } from "#components/ui/form.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import type { Register, SavedView } from "#lib/registers/query.ts";

/** Keeps what the address asks for under a name of the person's own. */
export function SaveView({ action, register, query }: { action: FormAction; register: Register; query: string }) {
  return (
    <details className="menu">
      <summary>Save this view</summary>
      <div className="panel">
        <Form action={action} submit="Save the view" variant="plain" hidden={{ register, query }} id="save-view">
          <TextField name="name" label="Name of the view" width="medium" maxLength={60} />
        </Form>
      </div>
    </details>
  );
}

export function DeleteView({ action, register, view }: { action: FormAction; register: Register; view: SavedView }) {
  return (
    <Form
      action={action}
      submit={`Delete the view “${view.name}”`}
      variant="quiet"
      hidden={{ register, id: view.id }}
      id="delete-view"
    />
  );
}
