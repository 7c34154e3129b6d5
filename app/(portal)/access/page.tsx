import type { Metadata } from "next";
import { AccessTabs } from "#components/access/access-tabs.tsx";
import { PeopleRegister } from "#components/access/people-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { PeopleQuery } from "#lib/access/inputs.ts";
import { may } from "#lib/access/policy.ts";
import { accountStandings, countPeople, listPeople, peopleOrder, peopleSentence } from "#lib/access/queries/people.ts";
import { countWaiting } from "#lib/access/queries/requests.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listViews } from "#lib/registers/views.ts";
import { frameOfNow } from "../views/frame.ts";

export const metadata: Metadata = { title: "Access" };

export default async function AccessPage({ searchParams }: PageProps<"/access">) {
  const actor = await enter("access");
  const params = await searchParams;
  const query = PeopleQuery.parse(params);
  const { saved, waiting, ...found } = await read(actor, async (tx) => ({
    page: await listPeople(tx, actor, query),
    counts: await countPeople(tx, actor),
    standings: await accountStandings(tx),
    names: await serviceNames(tx, actor),
    services: await listServicesInScope(tx, actor),
    saved: await listViews(tx, actor, "access"),
    waiting: await countWaiting(tx, actor),
    now: tx.now,
  }));
  return (
    <Page
      title="Access"
      says={peopleSentence(query, found.page.total, query.service && found.names.get(query.service))}
      actions={
        may(actor, "invite") ? (
          <LinkButton variant="primary" href="/access/people/new">
            Invite a person
          </LinkButton>
        ) : null
      }
    >
      <AccessTabs here="/access" waiting={waiting} />
      <PeopleRegister
        {...found}
        query={query}
        params={params}
        order={peopleOrder}
        frame={await frameOfNow(saved)}
        mayExport={can(actor, "access", "export")}
      />
    </Page>
  );
}
