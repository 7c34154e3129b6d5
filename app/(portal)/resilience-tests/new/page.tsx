import type { Metadata } from "next";
import { TestForm } from "#components/resilience-tests/test-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { can } from "#lib/access/roles.ts";
import { materialKinds, materialKindWords } from "#lib/records/material-kinds.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { evaluating, facilitating, may } from "#lib/resilience-tests/policy.ts";
import { findTest, plannedRetests } from "#lib/resilience-tests/queries/record.ts";
import { leavesToRepeat } from "#lib/resilience-tests/resilience-test.ts";
import { listSystemsInUse } from "#lib/systems/queries.ts";
import { stopped } from "#lib/words.ts";
import { planTestAction } from "../actions.ts";

export const metadata: Metadata = { title: "Plan a test" };

export default async function NewTestPage({ searchParams }: PageProps<"/resilience-tests/new">) {
  const actor = await enter("resilience-tests");
  found(can(actor, "resilience-tests", "plan") || undefined);
  const { retest } = await searchParams;
  const failedId = typeof retest === "string" ? foundId(retest) : undefined;
  const { failed, planned, ...choices } = await read(actor, async (tx) => ({
    failed: failedId ? await findTest(tx, actor, failedId) : undefined,
    planned: failedId !== undefined && (await plannedRetests(tx, actor, [failedId])).has(failedId),
    services: await listServicesInScope(tx, actor),
    facilitators: await listAbleChoices(tx, actor, undefined, facilitating),
    evaluators: await listAbleChoices(tx, actor, undefined, evaluating),
    systems: await listSystemsInUse(tx, actor),
  }));
  const offered = failed && may(actor, "retest", failed) && leavesToRepeat(failed) && !planned;
  const answered = failedId ? found(offered ? failed : undefined) : undefined;
  const { plannedFor: _, ...begun } = answered ?? { plannedFor: undefined };
  return (
    <Page
      title={answered ? "Plan the retest" : "Plan a test"}
      crumbs={[
        { label: "Tests", href: "/resilience-tests" },
        ...(answered ? [{ label: answered.reference, href: `/resilience-tests/${answered.id}` }] : []),
      ]}
      {...(answered
        ? {
            says: `Answers ${answered.reference}, ${stopped(answered.title)} Every objective that was not met is carried over.`,
          }
        : {})}
    >
      <TestForm
        action={planTestAction}
        submit={answered ? "Plan the retest" : "Plan the test"}
        {...choices}
        materials={materialKinds.map((value) => ({ value, label: materialKindWords[value].label }))}
        mayBeWide={actor.services === "all"}
        {...("title" in begun ? { begun: { ...begun, title: `Retest: ${begun.title}`.slice(0, 160) } } : {})}
        {...(answered ? { hidden: { retestOf: answered.id } } : {})}
      />
    </Page>
  );
}
