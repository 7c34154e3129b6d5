import {
  CorrectHeldForm,
  EvaluatorForm,
  EventForm,
  FindingForm,
  HoldForm,
  LinkForm,
  ObjectiveForm,
  ParticipantsForm,
} from "#components/resilience-tests/record-forms.tsx";
import { PeopleCard, StoryCard } from "#components/resilience-tests/story-cards.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { listRecordsToLink } from "#lib/records/queries.ts";
import { evaluating, may, mayBeNamed, mayCorrectHeld } from "#lib/resilience-tests/policy.ts";
import { findTest, listEvents, listObjectives, listParticipants } from "#lib/resilience-tests/queries/record.ts";
import { counted } from "#lib/words.ts";
import { titled } from "../../../records/titled.ts";
import {
  addEventAction,
  addFindingAction,
  correctHeldAction,
  holdTestAction,
  linkTestAction,
  nameEvaluatorAction,
  noteParticipantsAction,
  setObjectiveAction,
} from "../../actions.ts";

export const generateMetadata = titled("Record a test", "record");

export default async function RecordTestPage({ params }: PageProps<"/resilience-tests/[id]/record">) {
  const actor = await enter("resilience-tests");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const test = await findTest(tx, actor, id);
    const objectives = await listObjectives(tx, actor, id);
    return (
      test && {
        test,
        objectives,
        groups: await listParticipants(tx, actor, id),
        events: await listEvents(tx, actor, id),
        others: may(actor, "name-evaluator", test)
          ? mayBeNamed(actor, await listAbleChoices(tx, actor, test.serviceIds, evaluating), test, objectives)
          : [],
        records: await listRecordsToLink(tx, actor, ["risk", "system"]),
      }
    );
  });
  const { test, objectives, groups, events, others, records } = found(page);
  found(may(actor, "link", test) || undefined);
  return (
    <Page
      title={`Record ${test.title}`}
      crumbs={[
        { label: "Tests", href: "/resilience-tests" },
        { label: test.reference, href: `/resilience-tests/${id}` },
      ]}
      says={`${counted(objectives.length, "objective", "objectives")}, ${counted(groups.length, "group of staff", "groups of staff")}, ${counted(events.length, "event", "events")} so far.`}
      actions={<LinkButton href={`/resilience-tests/${id}`}>Back to the test</LinkButton>}
    >
      {may(actor, "set-objective", test) ? (
        <>
          {objectives.length > 0 ? (
            <Card title="Objectives so far" flush>
              <ol className="list" aria-label="Objectives so far">
                {objectives.map((one) => (
                  <li key={one.id}>
                    <span className="num subtle">{one.number}</span> <span className="grow">{one.says}</span>
                  </li>
                ))}
              </ol>
            </Card>
          ) : null}
          <ObjectiveForm action={setObjectiveAction} id={id} />
        </>
      ) : null}
      {may(actor, "hold", test) ? (
        <HoldForm action={holdTestAction} id={id} version={test.version} planned={test.plannedFor} />
      ) : null}
      {may(actor, "add", test) ? (
        <div className="grid-2">
          <div className="stack">
            <PeopleCard groups={groups} />
            <ParticipantsForm action={noteParticipantsAction} id={id} />
          </div>
          <div className="stack">
            <StoryCard events={events} />
            <EventForm action={addEventAction} id={id} />
          </div>
        </div>
      ) : null}
      {may(actor, "find", test) ? <FindingForm action={addFindingAction} id={id} objectives={objectives} /> : null}
      {others.length > 0 ? (
        <EvaluatorForm action={nameEvaluatorAction} id={id} version={test.version} people={others} />
      ) : null}
      {mayCorrectHeld(actor, test) && test.heldFrom && test.heldTo ? (
        <CorrectHeldForm
          action={correctHeldAction}
          id={id}
          version={test.version}
          from={test.heldFrom}
          to={test.heldTo}
        />
      ) : null}
      {records.length > 0 ? <LinkForm action={linkTestAction} id={id} records={records} /> : null}
    </Page>
  );
}
