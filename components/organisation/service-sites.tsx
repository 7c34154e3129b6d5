import { ServiceStanding } from "#components/organisation/service-register.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { siteKinds, siteKindWords } from "#lib/organisation/organisation.ts";
import type { SiteRow } from "#lib/organisation/queries/services.ts";

export type SiteActions = { add: FormAction; change: FormAction; close: FormAction; reopen: FormAction };

type Props = { serviceId: string; sites: SiteRow[]; today: string; actions?: SiteActions };

export function ServiceSites({ serviceId, sites, today, actions }: Props) {
  return (
    <Card title="Sites" flush={sites.length > 0} id="sites">
      {sites.length === 0 ? (
        <Empty
          missing="No site is named yet."
          means="Sites are the houses, floors, rooms and offices of a service: printed materials are kept at them."
        />
      ) : (
        <ul className="list top">
          {sites.map((site) => (
            <li key={site.id}>
              <div className="grow">
                <span className="b">{site.name}</span>
                <small>{siteKindWords[site.kind]}</small>
                {site.closedOn === null ? null : <ServiceStanding closedOn={site.closedOn} today={today} />}
                {actions ? <ChangeSite site={site} actions={actions} /> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {actions ? (
        <div className="pad">
          <Disclosure label="Add a site">
            <Form action={actions.add} submit="Add the site" variant="plain" hidden={{ serviceId }} id="add-site">
              <SiteFields />
            </Form>
          </Disclosure>
        </div>
      ) : null}
    </Card>
  );
}

function ChangeSite({ site, actions }: { site: SiteRow; actions: SiteActions }) {
  const hidden = { id: site.id, version: site.version };
  return (
    <Disclosure label={`Change ${site.name}`}>
      <Form action={actions.change} submit="Save the site" variant="plain" hidden={hidden} id={`change-${site.id}`}>
        <SiteFields site={site} />
      </Form>
      {site.closedOn === null ? (
        <Form action={actions.close} submit="Close the site" variant="quiet" hidden={hidden} id={`close-${site.id}`}>
          <DateField name="closedOn" label="Date it closes" />
        </Form>
      ) : (
        <Form
          action={actions.reopen}
          submit="Reopen the site"
          variant="quiet"
          hidden={hidden}
          id={`reopen-${site.id}`}
        />
      )}
    </Disclosure>
  );
}

function SiteFields({ site }: { site?: SiteRow }) {
  return (
    <>
      <TextField
        name="name"
        label="Name of the site"
        hint="A place, such as First floor or House two, never a person's name"
        width="medium"
        defaultValue={site?.name}
      />
      <SelectField
        name="kind"
        label="What kind of place"
        empty="Choose"
        options={siteKinds.map((value) => ({ value, label: siteKindWords[value] }))}
        defaultValue={site?.kind}
      />
    </>
  );
}
