import { z } from "zod";
import { londonDay } from "#lib/dates.ts";
import {
  choice,
  optionalDate,
  optionalText,
  optionalUuid,
  requiredText,
  ticked,
  typedDate,
  uuid,
  version,
} from "#lib/forms/fields.ts";
import { registerShape, sinceDay } from "#lib/registers/query.ts";
import { actionPriorities, actionSources, ageBands, levelIds, lookOutcomes, strengths } from "./action-item.ts";

const actionSorts = ["due", "title", "changed"] as const;
export const actionViews = [
  "open",
  "overdue",
  "waiting",
  "effect-due",
  "re-dated",
  "mine",
  "done",
  "cancelled",
] as const;
export type ActionView = (typeof actionViews)[number];

export const ActionQuery = z.object({
  ...registerShape(actionSorts, "due"),
  view: z.enum(actionViews).catch("open"),
  source: z.enum(actionSources).optional().catch(undefined),
  owner: z.uuid().optional().catch(undefined),
  strength: z.enum(strengths).optional().catch(undefined),
  age: z.enum(ageBands).optional().catch(undefined),
  since: sinceDay,
});
export type ActionQuery = z.output<typeof ActionQuery>;

const fields = {
  title: requiredText("Say what will be done.", 200).refine((text) => text.length >= 3, "Say what will be done."),
  finding: optionalText(400),
  sourceKind: choice(actionSources, "Choose what taught us this."),
  detail: optionalText(2000),
  level: choice(levelIds, "Choose what kind of change it is."),
  measure: requiredText("Say how we will know it worked: what will be seen or counted, and by when.", 600).refine(
    (text) => text.length >= 3,
    "Say how we will know it worked: what will be seen or counted, and by when.",
  ),
  ownerId: uuid("Choose who will do it."),
  priority: choice(actionPriorities, "Choose how soon it matters."),
};
const serviceIds = z.array(uuid()).max(400);
const ahead = optionalDate().refine(
  (day) => day === undefined || day >= londonDay(new Date()),
  "Choose a due date that is not in the past.",
);

// The fields stand in the order of the form, so that what is wrong is told in it.

export const RaiseAction = z.object({
  ...fields,
  dueOn: ahead,
  serviceIds,
  draft: ticked,
  sourceRecordId: optionalUuid(),
});
export type RaiseAction = z.output<typeof RaiseAction>;

const known = { id: z.uuid(), version };

/** Only a draft's due date is changed here; later it moves with a reason. */
export const ChangeAction = z.object({ ...known, ...fields, dueOn: optionalDate(), serviceIds });
export type ChangeAction = z.output<typeof ChangeAction>;

export const OpenAction = z.object(known);
export type OpenAction = z.output<typeof OpenAction>;

export const ProgressAction = z.object({
  ...known,
  note: requiredText("Say what has been done, or what stands in the way.", 2000),
  state: choice(["in-progress", "blocked"], "Choose where it stands now."),
});
export type ProgressAction = z.output<typeof ProgressAction>;

export const RedateAction = z.object({
  ...known,
  dueOn: typedDate("Write the new due date."),
  reason: requiredText("Say why the date moves. It is kept with every earlier date.", 600),
});
export type RedateAction = z.output<typeof RedateAction>;

export const CompleteAction = z
  .object({
    ...known,
    summary: requiredText("Say what was done.", 2000),
    proof: choice(["file", "record", "note"], "Choose what shows that it was done."),
    attachmentId: optionalUuid(),
    evidenceId: optionalUuid(),
    proofNote: optionalText(600),
    effectDueOn: optionalDate(),
  })
  .superRefine((input, ctx) => {
    const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    if (input.proof === "file" && !input.attachmentId)
      say("attachmentId", "Choose the file that shows it. Attach it to this action first.");
    if (input.proof === "record" && !input.evidenceId) say("evidenceId", "Choose the record that shows it.");
    if (input.proof === "note" && !input.proofNote) say("proofNote", "Say what can be seen, and where.");
  });
export type CompleteAction = z.output<typeof CompleteAction>;

export const VerifyAction = z.object({
  ...known,
  outcome: choice(lookOutcomes, "Choose what you found."),
  how: requiredText("Say what you looked at and what you saw.", 2000),
});
export type VerifyAction = z.output<typeof VerifyAction>;

export const CheckEffect = z
  .object({
    ...known,
    result: choice(["effective", "not-effective"], "Choose whether it worked."),
    found: requiredText("Say what was seen or counted.", 2000),
    dueOn: optionalDate(),
  })
  .superRefine((input, ctx) => {
    if (input.result === "not-effective" && !input.dueOn)
      ctx.addIssue({ code: "custom", path: ["dueOn"], message: "Say by when it is to be done again." });
  });
export type CheckEffect = z.output<typeof CheckEffect>;

export const CancelAction = z.object({ ...known, reason: requiredText("Say why it will not be done.", 600) });
export type CancelAction = z.output<typeof CancelAction>;
