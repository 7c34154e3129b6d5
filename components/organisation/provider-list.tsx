import { Card } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import type { ProviderRow } from "#lib/organisation/queries/services.ts";

type Props = { providers: ProviderRow[]; actions?: { add: FormAction; change: FormAction } };

export function ProviderList({ providers, actions }: Props) {
  return (
    <div className="grid-2">
      <Card title="Legal providers" flush={providers.length > 0}>
        {providers.length === 0 ? (
          <Empty
            missing="No legal provider is named yet."
            means="It is the company or charity that is registered with CQC. Each service belongs to one."
          />
        ) : (
          <ul className="list top">
            {providers.map((provider) => (
              <li key={provider.id}>
                <div className="grow">
                  <span className="b">{provider.name}</span>
                  <small>{provider.cqcProviderId ?? "CQC provider id not known"}</small>
                  <Go href={`/organisation?provider=${provider.id}`}>{servicesWord(provider.services)}</Go>
                  {actions ? <ChangeProvider provider={provider} action={actions.change} /> : null}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {actions ? (
        <Card title="Add a legal provider">
          <Form action={actions.add} submit="Add the provider" id="add-provider">
            <ProviderFields />
          </Form>
        </Card>
      ) : null}
    </div>
  );
}

export function servicesWord(count: number): string {
  return count === 1 ? "1 open service" : `${count.toLocaleString("en-GB")} open services`;
}

function ChangeProvider({ provider, action }: { provider: ProviderRow; action: FormAction }) {
  return (
    <Disclosure label={`Change ${provider.name}`}>
      <Form
        action={action}
        submit="Save the provider"
        variant="plain"
        hidden={{ id: provider.id, version: provider.version }}
        id={`change-${provider.id}`}
      >
        <ProviderFields provider={provider} />
      </Form>
    </Disclosure>
  );
}

function ProviderFields({ provider }: { provider?: ProviderRow }) {
  return (
    <>
      <TextField name="name" label="Name as registered with CQC" defaultValue={provider?.name} />
      <TextField
        name="cqcProviderId"
        label="CQC provider id"
        hint="For example, 1-9000000001"
        optional
        width="medium"
        defaultValue={provider?.cqcProviderId ?? undefined}
      />
    </>
  );
}
