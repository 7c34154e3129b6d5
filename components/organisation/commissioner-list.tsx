import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { type BodyKind, bodyKinds, bodyKindWords } from "#lib/organisation/organisation.ts";
import type { BodyRow } from "#lib/organisation/queries/commissioners.ts";

export function CommissionerList({ bodies, add }: { bodies: BodyRow[]; add?: FormAction }) {
  return (
    <div className="grid-2">
      <Card title="Commissioners" flush={bodies.length > 0}>
        {bodies.length === 0 ? (
          <Empty
            missing="No commissioner is named yet."
            means="Councils and integrated care boards are named here before a bundle can be issued to them."
          />
        ) : (
          <ul className="list top">
            {bodies.map((body) => (
              <li key={body.id}>
                <div className="grow">
                  <Go href={`/organisation/commissioners/${body.id}`}>{body.name}</Go>
                  <small>
                    {bodyKindWords[body.kind]}, {body.services === 1 ? "1 contract" : `${body.services} contracts`}
                  </small>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {add ? (
        <Card title="Add a commissioner">
          <Form action={add} submit="Add the commissioner" id="add-body">
            <BodyFields />
          </Form>
        </Card>
      ) : null}
    </div>
  );
}

export function BodyFields({ body }: { body?: { name: string; kind: BodyKind } }) {
  return (
    <>
      <TextField name="name" label="Name" defaultValue={body?.name} />
      <SelectField
        name="kind"
        label="What kind of body"
        empty="Choose"
        options={bodyKinds.map((value) => ({ value, label: bodyKindWords[value] }))}
        defaultValue={body?.kind}
      />
    </>
  );
}
