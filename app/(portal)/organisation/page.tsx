import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { OrganisationTabs } from "#components/organisation/organisation-tabs.tsx";
import { servicesWord } from "#components/organisation/provider-list.tsx";
import { ServiceRegister } from "#components/organisation/service-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { ServiceQuery } from "#lib/organisation/inputs.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import {
  countViews,
  listProviders,
  listServices,
  serviceOrders,
  servicesSentence,
} from "#lib/organisation/queries/services.ts";
import { listServicesSince } from "#lib/organisation/queries/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Organisation" };

/** Providers that are named above the register; the rest are on their own page. */
const overview = 5;

export default async function OrganisationPage({ searchParams }: PageProps<"/organisation">) {
  const actor = await enter("organisation");
  const params = await searchParams;
  const query = ServiceQuery.parse(params);
  const { since, saved, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listServices(tx, actor, query),
      counts: await countViews(tx, actor),
      providers: await listProviders(tx, actor),
      saved: await listViews(tx, actor, "organisation"),
      today: londonDay(tx.now),
      since: query.at ? await listServicesSince(tx, actor) : undefined,
    }),
    query.at,
  );
  const provider = found.providers.find((one) => one.id === query.provider)?.name;
  return (
    <Page
      title={actor.organisation}
      eyebrow="Organisation"
      says={servicesSentence(query, found.page.total, provider)}
      actions={
        query.at === undefined && may(actor, "add", wholeOrganisation) ? (
          <LinkButton variant="primary" href="/organisation/services/new">
            Add a service
          </LinkButton>
        ) : null
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/organisation", params, { at: undefined })}
        since={since}
      />
      <OrganisationTabs here="services" mayImport={may(actor, "import", wholeOrganisation)} />
      <Card
        title="Legal providers"
        flush={found.providers.length > 0}
        aside={<Go href="/organisation/providers">{`All ${found.providers.length}`}</Go>}
      >
        {found.providers.length === 0 ? (
          "No legal provider is named yet."
        ) : (
          <ul className="list">
            {found.providers.slice(0, overview).map((one) => (
              <li key={one.id}>
                <div className="grow">
                  <span className="b">{one.name}</span>
                  <small>{one.cqcProviderId ?? "CQC provider id not known"}</small>
                </div>
                <Go href={`/organisation?provider=${one.id}`}>{servicesWord(one.services)}</Go>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <ServiceRegister
        {...found}
        query={query}
        params={params}
        order={serviceOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "organisation", "export")}
      />
    </Page>
  );
}
