import type { Metadata } from "next";
import { NewRiskForm } from "#components/risks/risk-forms.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { NewRiskQuery } from "#lib/risks/inputs.ts";
import { owning } from "#lib/risks/policy.ts";
import { matrixName } from "#lib/risks/risk.ts";
import { recordRiskAction } from "../actions.ts";

export const metadata: Metadata = { title: "Add a risk" };

export default async function NewRiskPage({ searchParams }: PageProps<"/risks/new">) {
  const actor = await enter("risks");
  found(can(actor, "risks", "record") || undefined);
  const query = NewRiskQuery.parse(await searchParams);
  const { services, people } = await read(actor, async (tx) => ({
    services: await listServicesInScope(tx, actor),
    people: await listAbleChoices(tx, actor, undefined, owning),
  }));
  return (
    <Page title="Add a risk" crumbs={[{ label: "Risks", href: "/risks" }]} says={`Scored on the ${matrixName}.`}>
      <NewRiskForm
        action={recordRiskAction}
        recurs={query.recurs === "yes"}
        services={services}
        people={people}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
