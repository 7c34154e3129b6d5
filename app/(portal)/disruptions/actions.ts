"use server";

import { z } from "zod";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { RaiseAction } from "#lib/action-items/inputs.ts";
import { closeDisruption, reopenDisruption } from "#lib/disruptions/commands/close.ts";
import { agreeDuty, considerDuty, decideDuty } from "#lib/disruptions/commands/duties.ts";
import { nameSystem, recordFallback, recordImpact } from "#lib/disruptions/commands/impact.ts";
import { checkPaper, countPaper, stateNoPaper } from "#lib/disruptions/commands/paper.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import {
  addFactor,
  addFinding,
  answerReview,
  decideNoAction,
  raiseFromFinding,
  withdrawFactor,
  writeReview,
} from "#lib/disruptions/commands/review.ts";
import { setAsideDisruption } from "#lib/disruptions/commands/set-aside.ts";
import { returnReview, signReview, submitReview } from "#lib/disruptions/commands/sign.ts";
import { addEntry } from "#lib/disruptions/commands/timeline.ts";
import { changeTimes } from "#lib/disruptions/commands/times.ts";
import { confirmSeverity, triageDisruption } from "#lib/disruptions/commands/triage.ts";
import {
  AddEntry,
  ByVersion,
  ChangeTimes,
  CheckPaper,
  ConfirmSeverity,
  CountPaper,
  NameSystem,
  RecordFallback,
  RecordImpact,
  ReportDisruption,
  SetAside,
  TriageDisruption,
} from "#lib/disruptions/inputs.ts";
import {
  AddFactor,
  AddFinding,
  AgreeDuty,
  AnswerReview,
  ConsiderDuty,
  DecideDuty,
  NoAction,
  ReopenDisruption,
  ReturnReview,
  WithdrawFactor,
  WriteReview,
} from "#lib/disruptions/review-inputs.ts";
import { formAction } from "#lib/forms/action.ts";

const room = "disruptions";
const back = async (id: string, done: Promise<unknown>, part = "") => {
  await done;
  return { to: `/disruptions/${id}${part}` };
};
const reason = { reason: "The reason" };

export const reportDisruptionAction = formAction(
  room,
  ReportDisruption,
  async (actor, input) => {
    const { id, again } = await reportDisruption(actor, input);
    return again ? { to: `/disruptions/${id}?sent=before`, says: "" } : { to: `/disruptions/${id}` };
  },
  {
    says: "Your report is sent. It stands on the pages of the managers of the service now. What else you see can be added below.",
    texts: { says: "What you see" },
  },
);
export const addEntryAction = formAction(
  room,
  AddEntry,
  (actor, input) => back(input.id, addEntry(actor, input), "/timeline"),
  { says: "Your entry is on the timeline.", texts: { says: "What happened", role: "The role" } },
);
export const triageDisruptionAction = formAction(
  room,
  TriageDisruption,
  (actor, input) => back(input.id, triageDisruption(actor, input)),
  { says: "The triage is recorded.", texts: { title: "The title", ...reason } },
);
export const setAsideAction = formAction(
  room,
  SetAside,
  (actor, input) => back(input.id, setAsideDisruption(actor, input)),
  { says: "The report is set aside. It stays readable.", texts: reason },
);
export const changeTimesAction = formAction(
  room,
  ChangeTimes,
  (actor, input) => back(input.id, changeTimes(actor, input)),
  { says: "The times are recorded.", texts: reason },
);
export const recordImpactAction = formAction(
  room,
  RecordImpact,
  (actor, input) => back(input.id, recordImpact(actor, input), "/impact"),
  { says: "The impact is recorded.", texts: { note: "The note" } },
);
export const recordFallbackAction = formAction(
  room,
  RecordFallback,
  (actor, input) => back(input.id, recordFallback(actor, input), "/impact"),
  { says: "What was used instead is recorded.", texts: { note: "The note" } },
);
export const nameSystemAction = formAction(
  room,
  NameSystem,
  (actor, input) => back(input.id, nameSystem(actor, input), "/impact"),
  { says: "The system is named." },
);
export const countPaperAction = formAction(
  room,
  CountPaper,
  (actor, input) => back(input.id, countPaper(actor, input), "/paper"),
  { says: "The count is recorded. Another role checks it." },
);
export const checkPaperAction = formAction(
  room,
  CheckPaper,
  (actor, input) => back(input.id, checkPaper(actor, input), "/paper"),
  { says: "The check is recorded." },
);
export const stateNoPaperAction = formAction(
  room,
  ByVersion,
  (actor, input) => back(input.id, stateNoPaper(actor, input), "/paper"),
  { says: "It is recorded that no paper was used." },
);
export const considerDutyAction = formAction(
  room,
  ConsiderDuty,
  (actor, input) => back(input.id, considerDuty(actor, input), "/duties"),
  { says: "The duty is on the list." },
);
export const decideDutyAction = formAction(
  room,
  DecideDuty,
  (actor, input) => back(input.id, decideDuty(actor, input), "/duties"),
  { says: "The decision is recorded.", texts: { ...reason, toldReference: "The reference" } },
);
export const agreeDutyAction = formAction(
  room,
  AgreeDuty,
  (actor, input) => back(input.id, agreeDuty(actor, input), "/duties"),
  { says: "Your agreement is recorded." },
);
export const writeReviewAction = formAction(
  room,
  WriteReview,
  (actor, input) => back(input.id, writeReview(actor, input), "/review"),
  {
    says: "The review is saved.",
    texts: {
      expected: "What was expected",
      whatHappened: "What happened",
      difference: "Why there was a difference",
      whatWorked: "What worked",
    },
  },
);
export const answerReviewAction = formAction(
  room,
  AnswerReview,
  (actor, input) => back(input.id, answerReview(actor, input), "/review"),
  { says: "The answer is recorded.", texts: { answerSays: "The answer", answerFacts: "The facts" } },
);
export const confirmSeverityAction = formAction(
  room,
  ConfirmSeverity,
  (actor, input) => back(input.id, confirmSeverity(actor, input), "/review"),
  { says: "The severity is confirmed.", texts: reason },
);
export const addFactorAction = formAction(
  room,
  AddFactor,
  (actor, input) => back(input.id, addFactor(actor, input), "/review"),
  { says: "The factor is added.", texts: { says: "What contributed" } },
);
export const withdrawFactorAction = formAction(
  room,
  WithdrawFactor,
  (actor, input) => back(input.id, withdrawFactor(actor, input), "/review"),
  { says: "The factor is withdrawn." },
);
export const addFindingAction = formAction(
  room,
  AddFinding,
  (actor, input) => back(input.id, addFinding(actor, input), "/review"),
  { says: "The finding is added.", texts: { says: "What was found", detail: "The detail" } },
);
export const noActionAction = formAction(
  room,
  NoAction,
  (actor, input) => back(input.id, decideNoAction(actor, input), "/review"),
  { says: "It is recorded why no action follows.", texts: reason },
);
/** The finding and its action in one transaction: neither stands without the other. */
export const raiseFromFindingAction = formAction(
  room,
  RaiseAction.extend({ id: z.uuid(), findingId: z.uuid() }),
  (actor, { id, findingId, ...input }) =>
    back(
      id,
      raiseFromFinding(actor, { id, findingId }, (tx) => raiseActionIn(tx, actor, { ...input, sourceRecordId: id })),
      "/review",
    ),
  {
    says: "The action is raised from the finding.",
    texts: { title: "What will be done", detail: "The detail", measure: "How we will know it worked" },
  },
);
export const submitReviewAction = formAction(
  room,
  ByVersion,
  (actor, input) => back(input.id, submitReview(actor, input), "/sign-off"),
  { says: "The review is sent for sign-off." },
);
export const returnReviewAction = formAction(
  room,
  ReturnReview,
  (actor, input) => back(input.id, returnReview(actor, input), "/review"),
  { says: "The review is returned with your reason.", texts: reason },
);
export const signReviewAction = formAction(
  room,
  ByVersion,
  (actor, input) => back(input.id, signReview(actor, input), "/sign-off"),
  { says: "Your signature is recorded." },
);
export const closeDisruptionAction = formAction(
  room,
  ByVersion,
  (actor, input) => back(input.id, closeDisruption(actor, input)),
  { says: "The disruption is closed." },
);
export const reopenDisruptionAction = formAction(
  room,
  ReopenDisruption,
  (actor, input) => back(input.id, reopenDisruption(actor, input)),
  { says: "The disruption is open again. Its first closure is kept.", texts: reason },
);
