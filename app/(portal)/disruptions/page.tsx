import { Siren } from "lucide-react";
import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { ClosedOnly } from "#components/disruptions/closed-only.tsx";
import { DisruptionRegister } from "#components/disruptions/disruption-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import {
  countDisruptionViews,
  countNotShown,
  disruptionOrders,
  disruptionsSentence,
  listDisruptions,
  readsClosedOnly,
} from "#lib/disruptions/queries/register.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Disruptions" };

export default async function DisruptionsPage({ searchParams }: PageProps<"/disruptions">) {
  const actor = await enter("disruptions");
  const params = await searchParams;
  const asked = DisruptionQuery.parse(params);
  const closedOnly = readsClosedOnly(actor);
  const query: DisruptionQuery = closedOnly ? { ...asked, view: "closed" } : asked;
  const { since, saved, notShown, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listDisruptions(tx, actor, query),
      counts: await countDisruptionViews(tx, actor),
      names: await serviceNames(tx, actor),
      services: await listServicesInScope(tx, actor),
      notShown: await countNotShown(tx, actor),
      saved: await listViews(tx, actor, "disruptions"),
      since: query.at ? await listSince(tx, actor, "disruption") : undefined,
    }),
    query.at,
  );
  const mayReport = query.at === undefined && can(actor, "disruptions", "report");
  const sentence = disruptionsSentence(query, found.page.total, query.service && found.names.get(query.service));
  return (
    <Page
      title="Disruptions"
      says={sentence}
      actions={
        mayReport ? (
          <LinkButton variant="alarm" href="/disruptions/new" icon={<Siren size={17} aria-hidden="true" />}>
            Report a disruption
          </LinkButton>
        ) : null
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/disruptions", params, { at: undefined })}
        since={since}
      />
      {closedOnly ? <ClosedOnly open={notShown.open} /> : null}
      <DisruptionRegister
        {...found}
        sentence={sentence}
        order={disruptionOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        query={query}
        params={params}
        mayExport={can(actor, "disruptions", "export")}
        mayReport={mayReport}
        closedOnly={closedOnly}
      />
    </Page>
  );
}
