import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { InDateByService } from "#components/materials/in-date-by-service.tsx";
import { MaterialRegister } from "#components/materials/material-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { MaterialQuery } from "#lib/materials/inputs.ts";
import {
  countViews,
  listMaterials,
  materialOrders,
  materialsInDate,
  materialsSentence,
} from "#lib/materials/queries/register.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Materials" };

export default async function MaterialsPage({ searchParams }: PageProps<"/materials">) {
  const actor = await enter("materials");
  const params = await searchParams;
  const query = MaterialQuery.parse(params);
  const { since, measure, saved, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listMaterials(tx, actor, query),
      counts: await countViews(tx, actor),
      measure: await materialsInDate(tx, actor),
      names: await serviceNames(tx, actor),
      services: await listServicesInScope(tx, actor),
      saved: await listViews(tx, actor, "materials"),
      since: query.at ? await listSince(tx, actor, "material") : undefined,
      now: tx.now,
    }),
    query.at,
  );
  const mayRecord = query.at === undefined && can(actor, "materials", "record");
  const mayCheck = query.at === undefined && can(actor, "materials", "check");
  return (
    <Page
      title="Materials"
      says={materialsSentence(query, found.page.total, query.service && found.names.get(query.service))}
      actions={
        <>
          {mayCheck ? (
            <LinkButton href={`/materials/check${query.service ? `?service=${query.service}` : ""}`}>
              Check the copies
            </LinkButton>
          ) : null}
          {mayRecord ? (
            <LinkButton variant="primary" href="/materials/new">
              Record a material
            </LinkButton>
          ) : null}
        </>
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/materials", params, { at: undefined })}
        since={since}
      />
      {measure.length > 0 ? <InDateByService services={measure} names={found.names} mayCheck={mayCheck} /> : null}
      <MaterialRegister
        {...found}
        query={query}
        params={params}
        order={materialOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "materials", "export")}
        mayRecord={mayRecord}
      />
    </Page>
  );
}
