import type { Metadata } from "next";
import { EventsRegister } from "#components/access/events-register.tsx";
import { GrantActs } from "#components/access/grant-acts.tsx";
import { GrantRecord } from "#components/access/grant-record.tsx";
import { grantMarks } from "#components/access/grants-register.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { grantState, grantWords } from "#lib/access/grant.ts";
import { EventsQuery } from "#lib/access/inputs.ts";
import { may } from "#lib/access/policy.ts";
import { bodyNames, findGrant, lastEvent, listEvents } from "#lib/access/queries/grants.ts";
import { accountStandings } from "#lib/access/queries/people.ts";
import { can } from "#lib/access/roles.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import {
  changeSectionsAction,
  endGrantAction,
  extendGrantAction,
  newCodeAction,
  renewGrantLinkAction,
} from "../actions.ts";

export const metadata: Metadata = { title: "Access from outside" };

export default async function GrantPage({ params, searchParams }: PageProps<"/access/grants/[id]">) {
  const actor = await enter("access");
  const id = foundId((await params).id);
  const asked = await searchParams;
  const query = EventsQuery.parse(asked);
  const page = await read(actor, async (tx) => ({
    grant: await findGrant(tx, actor, id),
    events: await listEvents(tx, actor, id, query),
    lastSeen: await lastEvent(tx, actor, id),
    standings: await accountStandings(tx),
    bodies: await bodyNames(tx, actor),
    names: await serviceNames(tx, actor),
    people: await personNames(tx, actor),
    now: tx.now,
  }));
  const grant = found(page.grant);
  const state = grantState(grant, page.now);
  const standing = page.standings.get(grant.accountId);
  return (
    <Page
      title={grant.name}
      crumbs={[
        { label: "Access", href: "/access" },
        { label: "Access from outside", href: "/access/grants" },
      ]}
      marks={<StateChip state={grantMarks[state]}>{grantWords[state]}</StateChip>}
    >
      <GrantRecord
        grant={grant}
        standing={standing}
        body={grant.bodyId ? page.bodies.get(grant.bodyId) : undefined}
        names={page.names}
        people={page.people}
        lastSeen={page.lastSeen}
      />
      {may(actor, "grant", grant) && state !== "ended" ? (
        <GrantActs
          grant={grant}
          isOver={state === "over"}
          needsLink={standing?.ready === false}
          actions={{
            code: newCodeAction,
            link: renewGrantLinkAction,
            extend: extendGrantAction,
            sections: changeSectionsAction,
            end: endGrantAction,
          }}
        />
      ) : null}
      <h2 className="h">What they opened and took away</h2>
      <EventsRegister
        path={`/access/grants/${id}`}
        page={page.events}
        params={asked}
        mayExport={can(actor, "access", "export") || may(actor, "grant", grant)}
      />
    </Page>
  );
}
