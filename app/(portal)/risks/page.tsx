import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { AboveAppetite } from "#components/risks/above-appetite.tsx";
import { RiskPicture } from "#components/risks/risk-picture.tsx";
import { RiskRegister } from "#components/risks/risk-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { risksSentence } from "#lib/risks/queries/export.ts";
import { readRegister } from "#lib/risks/queries/page.ts";
import { riskOrders } from "#lib/risks/queries/register.ts";
import { headline } from "#lib/risks/risk.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Risks" };

export default async function RisksPage({ searchParams }: PageProps<"/risks">) {
  const actor = await enter("risks");
  const params = await searchParams;
  const query = RiskQuery.parse(params);
  const { since, cells, notable, appetites, saved, ...found } = await read(
    actor,
    async (tx) => ({
      ...(await readRegister(tx, actor, query)),
      since: query.at ? await listSince(tx, actor, "risk") : undefined,
    }),
    query.at,
  );
  const mayRecord = query.at === undefined && can(actor, "risks", "record");
  return (
    <Page
      title="Digital risk register"
      says={headline(found.counts, appetites)}
      actions={
        mayRecord ? (
          <LinkButton variant="primary" href="/risks/new" icon={<Plus size={17} aria-hidden="true" />}>
            Add a risk
          </LinkButton>
        ) : null
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/risks", params, { at: undefined })}
        since={since}
      />
      <div className="grid two">
        <RiskPicture cells={cells} query={query} params={params} />
        <AboveAppetite {...notable} total={found.counts.above} appetites={appetites} now={found.now} />
      </div>
      <RiskRegister
        {...found}
        query={query}
        params={params}
        sentence={risksSentence(query, found.page.total, { services: found.names, people: found.people })}
        order={riskOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        mayRecord={mayRecord}
        mayExport={can(actor, "risks", "export")}
      />
    </Page>
  );
}
