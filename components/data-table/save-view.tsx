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

type Own = { rename: FormAction; remove: FormAction; register: Register; view: SavedView };

/** What the person may do with the view they are in: another name, or away with it once they have been asked. */
export function OwnView({ rename, remove, register, view }: Own) {
  const hidden = { register, id: view.id };
  return (
    <>
      <details className="menu">
        <summary>Rename this view</summary>
        <div className="panel">
          <Form action={rename} submit="Rename the view" variant="plain" hidden={hidden} id="rename-view">
            <TextField name="name" label="Name of the view" width="medium" maxLength={60} defaultValue={view.name} />
          </Form>
        </div>
      </details>
      <details className="menu">
        <summary>Delete this view</summary>
        <div className="panel stack tight">
          <p>Delete “{view.name}”? It is yours alone, and the records stay as they are.</p>
          <Form action={remove} submit="Delete the view" variant="alarm" hidden={hidden} id="delete-view" />
        </div>
      </details>
    </>
  );
}
