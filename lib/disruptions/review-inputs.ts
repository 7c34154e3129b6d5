import { z } from "zod";
import { choice, joinInstant, optionalText, requiredText, version } from "#lib/forms/fields.ts";
import { dutyDecisions, dutyIds } from "./duty.ts";
import { answers, causes, elements, harms, methods } from "./words.ts";

const typed = z.string().trim().optional();

export const ConsiderDuty = z.object({ id: z.uuid(), duty: choice(dutyIds, "Choose the duty.") });
export type ConsiderDuty = z.output<typeof ConsiderDuty>;

const [, ...decided] = dutyDecisions;
export const DecideDuty = z.object({
  id: z.uuid(),
  dutyId: z.uuid(),
  version,
  decision: choice(decided, "Choose the decision."),
  reason: requiredText("Give the reason. Not required needs one as much as sent does.", 800),
  toldReference: optionalText(120),
});
export type DecideDuty = z.output<typeof DecideDuty>;

export const AgreeDuty = z.object({ id: z.uuid(), dutyId: z.uuid(), version });
export type AgreeDuty = z.output<typeof AgreeDuty>;

export const WriteReview = z
  .object({
    id: z.uuid(),
    version: z.coerce.number().int().min(0),
    method: choice(methods, "Choose how it was reviewed."),
    "held-date": typed,
    "held-time": typed,
    expected: optionalText(2000),
    whatHappened: requiredText("Say what happened.", 4000),
    difference: optionalText(2000),
    whatWorked: requiredText("Say what worked.", 2000),
    harm: choice(harms, "Choose the harm, or Not yet known."),
  })
  .transform(({ "held-date": date, "held-time": time, ...input }, ctx) => ({
    ...input,
    heldAt: joinInstant(ctx, { date, time }, { date: "held-date", time: "held-time" }),
  }));
export type WriteReview = z.output<typeof WriteReview>;

export const AnswerReview = z.object({
  id: z.uuid(),
  version,
  answer: choice(answers, "Choose yes, in part or no."),
  answerSays: requiredText("Say it in one or two sentences.", 600),
  answerFacts: optionalText(800),
});
export type AnswerReview = z.output<typeof AnswerReview>;

export const AddFactor = z.object({
  id: z.uuid(),
  element: choice(elements, "Choose where it belongs."),
  cause: choice(causes, "Choose the cause."),
  says: requiredText("Say what contributed.", 400),
});
export type AddFactor = z.output<typeof AddFactor>;

export const WithdrawFactor = z.object({ id: z.uuid(), factorId: z.uuid() });
export type WithdrawFactor = z.output<typeof WithdrawFactor>;

export const AddFinding = z.object({
  id: z.uuid(),
  says: requiredText("Say what was found.", 300),
  detail: optionalText(600),
});
export type AddFinding = z.output<typeof AddFinding>;

export const NoAction = z.object({
  id: z.uuid(),
  findingId: z.uuid(),
  reason: requiredText("Say why no action is needed.", 400),
});
export type NoAction = z.output<typeof NoAction>;

export const ReturnReview = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say what has to change.", 600),
});
export type ReturnReview = z.output<typeof ReturnReview>;

export const ReopenDisruption = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why it is opened again.", 600),
});
export type ReopenDisruption = z.output<typeof ReopenDisruption>;
