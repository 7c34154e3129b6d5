import type { Metadata } from "next";
import { AppetiteForm, AppetiteHistory, AppetiteNow } from "#components/risks/appetite-page.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { questionsNamed } from "#lib/meetings/queries/decisions.ts";
import { personNames } from "#lib/records/queries.ts";
import { maySetAppetite } from "#lib/risks/policy.ts";
import { listAppetiteHistory, listAppetites } from "#lib/risks/queries/appetite.ts";
import { setAppetiteAction } from "../actions.ts";

export const metadata: Metadata = { title: "Risk appetite" };

export default async function AppetitePage() {
  const actor = await enter("risks");
  const { appetites, history, people, questions } = await read(actor, async (tx) => {
    const history = await listAppetiteHistory(tx, actor);
    const names = history.map(({ decisionReference }) => decisionReference);
    return {
      appetites: await listAppetites(tx, actor),
      history,
      people: await personNames(tx, actor),
      questions: await questionsNamed(tx, actor, names),
    };
  });
  return (
    <Page
      title="Risk appetite"
      crumbs={[{ label: "Risks", href: "/risks" }]}
      says="The highest score the board is willing to carry today. The nominated individual enters it for the board."
    >
      <div className="grid two">
        <AppetiteNow appetites={appetites} />
        <AppetiteHistory history={history} people={people} questions={questions} />
      </div>
      {maySetAppetite(actor) ? <AppetiteForm action={setAppetiteAction} /> : null}
    </Page>
  );
}
