import { z } from "zod";
import {
  choice,
  optionalDate,
  optionalText,
  optionalUuid,
  requiredText,
  typedDate,
  uuid,
  version,
} from "#lib/forms/fields.ts";
import { registerShape } from "#lib/registers/query.ts";
import { wordOf } from "#lib/words.ts";
import {
  appetiteCategories,
  controlTypes,
  effects,
  levels,
  lines,
  possibleScores,
  reviewEvery,
  reviewOutcomes,
  riskCategories,
  scoresInOrder,
  treatments,
} from "./risk.ts";

export const riskViews = ["open", "above", "overdue", "unproved", "mine", "closed", "draft"] as const;
export const riskSorts = ["score", "title", "review", "changed"] as const;

export const RiskQuery = z.object({
  ...registerShape(riskSorts, "score"),
  view: z.enum(riskViews).catch("open"),
  category: z.enum(riskCategories).optional().catch(undefined),
  owner: z.uuid().optional().catch(undefined),
  least: z.enum(["4", "6", "8", "12", "15"]).optional().catch(undefined),
  cell: z
    .string()
    .regex(/^[1-5]-[1-5]$/)
    .optional()
    .catch(undefined),
});
export type RiskQuery = z.output<typeof RiskQuery>;

const level = (missing: string) =>
  choice(["1", "2", "3", "4", "5"], missing).transform((typed) => wordOf(levels, Number(typed)));
const likelihood = (when = "") => level(`Choose how likely it is${when}.`);
const consequence = (when = "") => level(`Choose how bad it would be${when}.`);
const orderReason = optionalText(400);

const statement = {
  title: requiredText("Give the risk a short name.", 120),
  cause: requiredText("Say what drives it: because of what?", 600),
  event: requiredText("Say what may happen.", 600),
  effect: requiredText("Say what it would lead to for people.", 600),
  category: choice(riskCategories, "Choose what kind of risk it is."),
  recurs: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
  reviewMonths: choice(["1", "3", "6", "12"], "Choose how often it is reviewed.").transform((typed) =>
    wordOf(reviewEvery, Number(typed)),
  ),
  ownerId: optionalUuid(),
  serviceIds: z.array(uuid()).max(400),
};

export const RecordRisk = z
  .object({
    ...statement,
    draft: z
      .literal("yes")
      .optional()
      .transform((ticked) => ticked === "yes"),
    initialLikelihood: likelihood(" before controls"),
    initialConsequence: consequence(" before controls"),
    likelihood: likelihood(" now"),
    consequence: consequence(" now"),
    targetLikelihood: likelihood(" as the target"),
    targetConsequence: consequence(" as the target"),
    scoreReason: requiredText("Say what the scores rest on.", 600),
    orderReason,
    treatment: choice(treatments, "Choose what will be done about it."),
    treatmentPlan: optionalText(600),
    nextReviewOn: optionalDate(),
  })
  .superRefine((input, ctx) => {
    const scores = {
      initial: input.initialLikelihood * input.initialConsequence,
      current: input.likelihood * input.consequence,
      target: input.targetLikelihood * input.targetConsequence,
    };
    if (scoresInOrder(scores) || input.orderReason) return;
    ctx.addIssue({ code: "custom", path: ["orderReason"], message: orderSentence(scores) });
  });
export type RecordRisk = z.output<typeof RecordRisk>;

export function orderSentence({ initial, current, target }: { initial: number; current: number; target: number }) {
  return current > initial
    ? `The score now, ${current}, is above the score before controls, ${initial}. Change one, or say why.`
    : `The target, ${target}, is above the score now, ${current}. Change one, or say why.`;
}

const on = { id: z.uuid(), version };

export const ChangeRisk = z.object({ ...on, ...statement, nextReviewOn: typedDate("Enter the next review date.") });
export type ChangeRisk = z.output<typeof ChangeRisk>;

export const OpenRisk = z.object({ ...on, scoreReason: requiredText("Say what the scores rest on.", 600) });
export type OpenRisk = z.output<typeof OpenRisk>;

export const ScoreRisk = z.object({
  ...on,
  kind: choice(["current", "target", "initial"], "Choose which score changes."),
  likelihood: likelihood(),
  consequence: consequence(),
  reason: requiredText("Say why the score changes.", 600),
  orderReason,
});
export type ScoreRisk = z.output<typeof ScoreRisk>;

export const AddControl = z.object({
  ...on,
  type: choice(controlTypes, "Choose what kind of control it is."),
  line: choice(lines, "Choose who operates it."),
  description: requiredText("Say what the control is.", 400),
});
export type AddControl = z.output<typeof AddControl>;

export const EndControl = z.object({
  ...on,
  controlId: uuid("Choose the control."),
  reason: requiredText("Say why the control is no longer in place.", 400),
});
export type EndControl = z.output<typeof EndControl>;

export const ProveControl = z.object({
  id: z.uuid(),
  controlId: uuid("Choose the control."),
  provedOn: typedDate("Enter the day it was proved."),
  found: choice(effects, "Choose what the proof found."),
  line: choice(lines, "Choose who proved it."),
  how: requiredText("Say how it was proved.", 600),
  evidenceId: optionalUuid(),
});
export type ProveControl = z.output<typeof ProveControl>;

export const ReviewRisk = z.object({
  ...on,
  outcome: choice(reviewOutcomes, "Choose what the review found."),
  note: requiredText("Say what was looked at and what follows.", 600),
  nextReviewOn: optionalDate(),
});
export type ReviewRisk = z.output<typeof ReviewRisk>;

export const TreatRisk = z.object({
  ...on,
  treatment: choice(treatments, "Choose what will be done about it."),
  treatmentPlan: requiredText("Say what will be done.", 600),
});
export type TreatRisk = z.output<typeof TreatRisk>;

export const AcceptRisk = z.object({
  ...on,
  reason: requiredText("Say why the risk is accepted.", 600),
  boardDecisionId: optionalUuid(),
  expiresOn: typedDate("Enter the day the acceptance ends."),
});
export type AcceptRisk = z.output<typeof AcceptRisk>;

export const CloseRisk = z.object({ ...on, reason: requiredText("Say why the risk is closed.", 600) });
export type CloseRisk = z.output<typeof CloseRisk>;

export const ReopenRisk = z.object({ ...on, reason: requiredText("Say why the risk is opened again.", 600) });
export type ReopenRisk = z.output<typeof ReopenRisk>;

export const SetAppetite = z.object({
  category: choice(appetiteCategories, "Choose which risks the limit is for."),
  maximum: choice(possibleScores.map(String), "Choose the highest score.").transform(Number),
  decidedOn: typedDate("Enter the day the board decided."),
  decisionReference: requiredText("Enter the reference of the board's decision.", 120),
});
export type SetAppetite = z.output<typeof SetAppetite>;

export const LinkRisk = z.object({ id: z.uuid(), toId: uuid("Choose a record from the list.") });
export type LinkRisk = z.output<typeof LinkRisk>;

/** What a person may do to one risk, each at an address of its own under it. */
const riskActs = [
  "open",
  "score",
  "treat",
  "control",
  "end-control",
  "prove",
  "review",
  "accept",
  "close",
  "reopen",
] as const;
export type RiskAct = (typeof riskActs)[number];
export const ActInAddress = z.enum(riskActs);
export const ActQuery = z.object({ control: z.uuid().optional().catch(undefined) });
export const NewRiskQuery = z.object({ recurs: z.literal("yes").optional().catch(undefined) });
