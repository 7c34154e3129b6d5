import type { Metadata } from "next";
import { TrailRegister } from "#components/trail/trail-register.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listViews } from "#lib/registers/views.ts";
import { TrailQuery } from "#lib/trail/inputs.ts";
import { countTrail, listTrail, trailChoices, trailSentence } from "#lib/trail/queries.ts";
import { frameOfNow } from "../views/frame.ts";

export const metadata: Metadata = { title: "Trail" };

export default async function TrailPage({ searchParams }: PageProps<"/trail">) {
  const actor = await enter("trail");
  const params = await searchParams;
  const query = TrailQuery.parse(params);
  const { saved, ...found } = await read(actor, async (tx) => ({
    page: await listTrail(tx, actor, query),
    total: await countTrail(tx, actor, query),
    choices: await trailChoices(tx, actor),
    saved: await listViews(tx, actor, "trail"),
  }));
  const person = found.choices.people.find((one) => one.id === query.person)?.words;
  return (
    <Page title="Trail" says={trailSentence(query, found.total, person)}>
      <TrailRegister
        {...found}
        query={query}
        params={params}
        frame={await frameOfNow(saved)}
        mayExport={can(actor, "trail", "export")}
      />
    </Page>
  );
}
