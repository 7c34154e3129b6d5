import type { Metadata } from "next";
import { ActionAges } from "#components/action-items/action-ages.tsx";
import { ActionRegister } from "#components/action-items/action-register.tsx";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { ActionQuery } from "#lib/action-items/inputs.ts";
import { countAges } from "#lib/action-items/queries/measures.ts";
import { listOwnersOfActions } from "#lib/action-items/queries/owners.ts";
import { actionOrders, actionsSentence, countActionViews, listActions } from "#lib/action-items/queries/register.ts";
import { listServicesInScope, personNames, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Actions" };

export default async function ActionsPage({ searchParams }: PageProps<"/action-items">) {
  const actor = await enter("action-items");
  const params = await searchParams;
  const query = ActionQuery.parse(params);
  const { since, ages, saved, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listActions(tx, actor, query),
      counts: await countActionViews(tx, actor),
      ages: await countAges(tx, actor),
      names: await serviceNames(tx, actor),
      people: await personNames(tx, actor),
      services: await listServicesInScope(tx, actor),
      owners: await listOwnersOfActions(tx, actor),
      saved: await listViews(tx, actor, "action-items"),
      since: query.at ? await listSince(tx, actor, "action-item") : undefined,
      now: tx.now,
    }),
    query.at,
  );
  const mayRaise = query.at === undefined && can(actor, "action-items", "raise");
  const says = actionsSentence(query, found.page.total, {
    service: query.service && found.names.get(query.service),
    owner: query.owner && found.people.get(query.owner),
  });
  return (
    <Page
      title="Actions"
      says={says}
      actions={
        mayRaise ? (
          <LinkButton variant="primary" href="/action-items/new">
            Raise an action
          </LinkButton>
        ) : null
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/action-items", params, { at: undefined })}
        since={since}
      />
      {query.view === "overdue" && found.counts.overdue > 0 ? <ActionAges ages={ages} asAt={found.now} /> : null}
      <ActionRegister
        {...found}
        query={query}
        params={params}
        order={actionOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "action-items", "export")}
        mayRaise={mayRaise}
      />
    </Page>
  );
}
