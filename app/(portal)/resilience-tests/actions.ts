"use server";

import { z } from "zod";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { RaiseAction } from "#lib/action-items/inputs.ts";
import { formAction } from "#lib/forms/action.ts";
import { correctHeld } from "#lib/resilience-tests/commands/held.ts";
import { addEvent, holdTest, noteParticipants, scoreObjective } from "#lib/resilience-tests/commands/hold.ts";
import { nameEvaluator, planProblems } from "#lib/resilience-tests/commands/judging.ts";
import { cancelTest, changeTest, linkTest, planTest, setObjective } from "#lib/resilience-tests/commands/plan.ts";
import { addFinding, approveTest, raiseFromFinding, reportTest } from "#lib/resilience-tests/commands/report.ts";
import {
  AddEvent,
  AddFinding,
  ApproveTest,
  CancelTest,
  ChangeTest,
  CorrectHeld,
  HoldTest,
  LinkTest,
  NameEvaluator,
  NoteParticipants,
  PlanTest,
  ReportTest,
  ScoreObjective,
  SetObjective,
} from "#lib/resilience-tests/inputs.ts";

const pageOf = (test: { id: string }) => ({ to: `/resilience-tests/${test.id}` });
const workOn = (test: { id: string }, part: string) => ({
  to: `/resilience-tests/${test.id}/record?at=${part}#${part}`,
});
const texts = { title: "The name", aim: "The aim" };
const says = { says: "The text" };

export const planTestAction = formAction(
  "resilience-tests",
  PlanTest,
  async (actor, input) => workOn(await planTest(actor, input), "objective"),
  { says: "The test is planned.", texts, beside: planProblems },
);
export const changeTestAction = formAction(
  "resilience-tests",
  ChangeTest,
  async (actor, input) => pageOf(await changeTest(actor, input)),
  { texts, beside: planProblems },
);
export const cancelTestAction = formAction(
  "resilience-tests",
  CancelTest,
  async (actor, input) => pageOf(await cancelTest(actor, input)),
  { says: "The test is cancelled.", texts: { reason: "The reason" } },
);
export const setObjectiveAction = formAction(
  "resilience-tests",
  SetObjective,
  async (actor, input) => workOn(await setObjective(actor, input), "objective"),
  { says: "The objective is set.", texts: { ...says, targetWords: "The target in words" } },
);
export const holdTestAction = formAction(
  "resilience-tests",
  HoldTest,
  async (actor, input) => workOn(await holdTest(actor, input), "people"),
  { says: "The test is recorded as held." },
);
export const correctHeldAction = formAction(
  "resilience-tests",
  CorrectHeld,
  async (actor, input) => pageOf(await correctHeld(actor, input)),
  { says: "It is put right.", texts: { reason: "The reason" } },
);
export const nameEvaluatorAction = formAction(
  "resilience-tests",
  NameEvaluator,
  async (actor, input) => pageOf(await nameEvaluator(actor, input)),
  { says: "The evaluator is named." },
);
export const addEventAction = formAction(
  "resilience-tests",
  AddEvent,
  async (actor, input) => workOn(await addEvent(actor, input), "event"),
  { says: "The event is recorded.", texts: says },
);
export const noteParticipantsAction = formAction(
  "resilience-tests",
  NoteParticipants,
  async (actor, input) => workOn(await noteParticipants(actor, input), "people"),
  { says: "The participants are recorded.", texts: { who: "Which staff" } },
);
export const scoreObjectiveAction = formAction(
  "resilience-tests",
  ScoreObjective,
  async (actor, input) => ({ to: `/resilience-tests/${(await scoreObjective(actor, input)).id}#objectives` }),
  { says: "The result is recorded.", texts: { note: "What stood in the way", actualWords: "The actual in words" } },
);
export const addFindingAction = formAction(
  "resilience-tests",
  AddFinding,
  async (actor, input) => pageOf(await addFinding(actor, input)),
  { says: "The finding is added.", texts: says },
);
export const linkTestAction = formAction(
  "resilience-tests",
  LinkTest,
  async (actor, input) => pageOf(await linkTest(actor, input)),
  { says: "The link is made." },
);
export const reportTestAction = formAction(
  "resilience-tests",
  ReportTest,
  async (actor, input) => pageOf(await reportTest(actor, input)),
  { says: "The report is sent for approval.", texts: { answer: "The answer", answerDetail: "What it rests on" } },
);
export const approveTestAction = formAction(
  "resilience-tests",
  ApproveTest,
  async (actor, input) => pageOf(await approveTest(actor, input)),
  { says: "The report is approved." },
);

/** The finding and its action in one transaction: neither stands without the other. */
export const raiseFromFindingAction = formAction(
  "resilience-tests",
  RaiseAction.extend({ id: z.uuid(), findingId: z.uuid() }),
  async (actor, { id, findingId, ...input }) =>
    pageOf(
      await raiseFromFinding(actor, { id, findingId }, (tx) =>
        raiseActionIn(tx, actor, { ...input, sourceRecordId: id }),
      ),
    ),
  {
    says: "The action is raised from the finding.",
    texts: {
      title: "What will be done",
      finding: "What was found",
      detail: "The detail",
      measure: "How we will know it worked",
    },
  },
);
