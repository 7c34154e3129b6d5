import { BodyFields } from "#components/organisation/commissioner-list.tsx";
import { contractWords, TermMark } from "#components/organisation/service-record.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { NumberField, TextField } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { BodyKind } from "#lib/organisation/organisation.ts";
import type { CommissioningRow } from "#lib/organisation/queries/commissioners.ts";

type Props = {
  body: { id: string; name: string; kind: BodyKind; version: number };
  links: CommissioningRow[];
  /** Services that the body does not commission yet. */
  others: { id: string; name: string }[];
  today: string;
  actions?: { change: FormAction; commission: FormAction; changeCommission: FormAction };
};

export function CommissionerRecord({ body, links, others, today, actions }: Props) {
  return (
    <div className="grid-2 ragged">
      <Card title="What it commissions" flush={links.length > 0}>
        {links.length === 0 ? (
          <Empty
            missing="No contract is recorded for this commissioner."
            means="It can be given evidence only for the services it commissions."
          />
        ) : (
          <ul className="list top">
            {links.map((link) => (
              <li key={link.id}>
                <div className="grow">
                  <Go href={`/organisation/services/${link.serviceId}`}>{link.service}</Go>
                  <small>{contractWords(link)}</small>
                  <TermMark link={link} today={today} />
                  {actions ? <ChangeContract link={link} action={actions.changeCommission} /> : null}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {actions ? (
        <div className="stack">
          {others.length > 0 ? (
            <Card title="Add a service it commissions">
              <Form action={actions.commission} submit="Add the contract" hidden={{ bodyId: body.id }} id="commission">
                <SelectField
                  name="serviceId"
                  label="Service"
                  empty="Choose"
                  options={others.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <ContractFields />
              </Form>
            </Card>
          ) : null}
          <Card title="Change this commissioner">
            <Form
              action={actions.change}
              submit="Save the commissioner"
              variant="plain"
              hidden={{ id: body.id, version: body.version }}
              id="change-body"
            >
              <BodyFields body={body} />
            </Form>
          </Card>
        </div>
      ) : null}
    </div>
  );
}

function ChangeContract({ link, action }: { link: CommissioningRow; action: FormAction }) {
  return (
    <Disclosure label={`Change the contract for ${link.service}`}>
      <Form
        action={action}
        submit="Save the contract"
        variant="plain"
        hidden={{ id: link.id, version: link.version }}
        id={`contract-${link.id}`}
      >
        <ContractFields link={link} />
      </Form>
    </Disclosure>
  );
}

function ContractFields({ link }: { link?: CommissioningRow }) {
  return (
    <>
      <TextField
        name="contractReference"
        label="Contract reference or clause"
        optional
        width="medium"
        defaultValue={link?.contractReference ?? undefined}
      />
      <NumberField
        name="noticeHours"
        label="Must be told of a disruption within"
        unit="hours"
        optional
        defaultValue={link?.noticeHours ?? undefined}
      />
      <DateField
        name="startsOn"
        label="From"
        optional
        defaultValue={link?.startsOn ? formatDate(link.startsOn) : undefined}
      />
      <DateField name="endsOn" label="To" optional defaultValue={link?.endsOn ? formatDate(link.endsOn) : undefined} />
    </>
  );
}
