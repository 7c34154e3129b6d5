import { ScoreForm } from "#components/resilience-tests/score-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listOwners } from "#lib/action-items/queries/owners.ts";
import { formatDuration } from "#lib/dates.ts";
import { mayJudge } from "#lib/resilience-tests/policy.ts";
import { findObjective, findTest } from "#lib/resilience-tests/queries/record.ts";
import { titled } from "../../../../records/titled.ts";
import { scoreObjectiveAction } from "../../../actions.ts";

export const generateMetadata = titled("Score an objective", "score an objective");

export default async function ScorePage({ params }: PageProps<"/resilience-tests/[id]/objectives/[objectiveId]">) {
  const actor = await enter("resilience-tests");
  const asked = await params;
  const id = foundId(asked.id);
  const objectiveId = foundId(asked.objectiveId);
  const page = await read(actor, async (tx) => {
    const test = await findTest(tx, actor, id);
    return {
      test,
      objective: await findObjective(tx, actor, objectiveId),
      owners: test ? await listOwners(tx, actor, test.serviceIds) : [],
    };
  });
  const test = found(page.test && mayJudge(actor, "score", page.test) ? page.test : undefined);
  const objective = found(page.objective?.recordId === test.id ? page.objective : undefined);
  const target = objective.targetWords ?? formatDuration(objective.targetMinutes ?? 0);
  return (
    <Page
      title={objective.says}
      crumbs={[
        { label: "Tests", href: "/resilience-tests" },
        { label: test.reference, href: `/resilience-tests/${id}` },
      ]}
      says={`Objective ${objective.number} of ${test.objectives}. Target: ${target}.`}
    >
      <ScoreForm action={scoreObjectiveAction} objective={objective} people={page.owners} />
    </Page>
  );
}
