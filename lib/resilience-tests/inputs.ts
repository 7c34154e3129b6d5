import { z } from "zod";
import {
  atOnce,
  choice,
  joinInstant,
  optionalText,
  optionalUuid,
  optionalWholeNumber,
  requiredText,
  ticked,
  uuid,
  version,
  wholeNumber,
} from "#lib/forms/fields.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";
import { registerShape, sinceDay } from "#lib/registers/query.ts";
import {
  eventKinds,
  measures,
  notices,
  objectiveResults,
  type Scope,
  scenarios,
  scopes,
  scopeWords,
  shifts,
  testKinds,
} from "./resilience-test.ts";

const testSorts = ["date", "result"] as const;
const testViews = ["all", "planned", "needs-reporting", "partly-met", "not-met", "no-test"] as const;
export type TestView = (typeof testViews)[number];

export const TestQuery = z.object({
  ...registerShape(testSorts, "date"),
  view: z.enum(testViews).catch("all"),
  since: sinceDay,
  kind: z.enum(testKinds).optional().catch(undefined),
  notice: z.enum(notices).optional().catch(undefined),
});
export type TestQuery = z.output<typeof TestQuery>;

const typed = z.string().trim().max(60).optional();
const known = { id: z.uuid(), version };

const planFields = {
  title: requiredText("Enter the name of the test.", 160).refine(
    (text) => text.length > 1,
    "Enter the name of the test.",
  ),
  aim: requiredText("Say what the test should show.", 600),
  scenario: choice(scenarios, "Choose what is pretended to fail."),
  kind: choice(testKinds, "Choose the kind of test."),
  notice: choice(notices, "Choose how much notice staff have."),
  shift: choice(shifts, "Choose the shift."),
  scope: choice(scopes, "Choose how far it reaches."),
  plannedDate: typed,
  plannedTime: typed,
  systemId: optionalUuid(),
  facilitatorId: uuid("Choose who runs it."),
  evaluatorId: uuid("Choose who watches and scores it."),
  materialKinds: z.array(z.enum(materialKinds, "Choose from the list.")).max(30),
  serviceIds: z.array(uuid()).max(400),
};

type Planned = {
  plannedDate?: string | undefined;
  plannedTime?: string | undefined;
  scope: Scope;
  serviceIds: readonly string[];
};
type Typed = Pick<Planned, "plannedDate" | "plannedTime">;
function whenPlanned(raw: Typed, ctx: z.RefinementCtx) {
  const at = { date: raw.plannedDate, time: raw.plannedTime };
  return joinInstant(ctx, at, {
    date: "plannedDate",
    time: "plannedTime",
    missing: "Write the day it is planned for.",
  });
}

/** When, and whether as many services are ticked as its reach says. */
function whenAndWhere(raw: Planned, ctx: z.RefinementCtx) {
  whenPlanned(raw, ctx);
  const ticked = raw.serviceIds.length;
  const wrong = (message: string) => ctx.addIssue({ code: "custom", path: ["serviceIds"], message });
  if ((raw.scope === "location" || raw.scope === "branch") && ticked === 0)
    wrong(`It reaches ${raw.scope === "branch" ? "a branch" : "one service"}. Tick which.`);
  if (raw.scope === "location" && ticked > 1)
    wrong(`It reaches one service, and ${ticked} are ticked. Tick one, or choose “${scopeWords["multi-location"]}”.`);
}

export const PlanTest = z
  .object({ ...planFields, retestOf: optionalUuid() })
  .superRefine(whenAndWhere, atOnce)
  .transform(({ plannedDate, plannedTime, ...input }, ctx) => {
    const plannedFor = whenPlanned({ plannedDate, plannedTime }, ctx);
    return plannedFor ? { ...input, plannedFor } : z.NEVER;
  });
export type PlanTest = z.output<typeof PlanTest>;

export const ChangeTest = z
  .object({ ...known, ...planFields })
  .superRefine(whenAndWhere, atOnce)
  .transform(({ plannedDate, plannedTime, ...input }, ctx) => {
    const plannedFor = whenPlanned({ plannedDate, plannedTime }, ctx);
    return plannedFor ? { ...input, plannedFor } : z.NEVER;
  });
export type ChangeTest = z.output<typeof ChangeTest>;

export const CancelTest = z.object({ ...known, reason: requiredText("Say why it will not be held.", 400) });
export type CancelTest = z.output<typeof CancelTest>;

export const SetObjective = z
  .object({
    id: z.uuid(),
    says: requiredText("Say what staff would be able to do.", 200).refine(
      (text) => text.length > 1,
      "Say what staff would be able to do.",
    ),
    measure: z
      .union([z.literal(""), z.enum(measures)])
      .optional()
      .transform((value) => value || undefined),
    targetMinutes: optionalWholeNumber(1, 525_600),
    targetWords: optionalText(40),
  })
  .superRefine((input, ctx) => {
    if (input.targetMinutes === undefined && !input.targetWords)
      ctx.addIssue({ code: "custom", path: ["targetMinutes"], message: "Write the target, as minutes or in words." });
    if (input.measure && input.targetMinutes === undefined)
      ctx.addIssue({ code: "custom", path: ["targetMinutes"], message: "A compared time needs a target in minutes." });
  });
export type SetObjective = z.output<typeof SetObjective>;

type Held = { heldDate?: string | undefined; fromTime?: string | undefined; toTime?: string | undefined };
function whenHeld({ heldDate, fromTime, toTime }: Held, ctx: z.RefinementCtx) {
  const at = (time: string | undefined, name: string) =>
    joinInstant(ctx, { date: heldDate, time }, { date: "heldDate", time: name, missing: "Write the day it was held." });
  const heldFrom = at(fromTime, "fromTime");
  const until = at(toTime, "toTime");
  if (!heldFrom || !until) return undefined;
  // A test that ends after midnight ends on the next day.
  return { heldFrom, heldTo: until > heldFrom ? until : new Date(until.getTime() + 86_400_000) };
}

export const HoldTest = z
  .object({
    ...known,
    heldDate: typed,
    fromTime: typed,
    toTime: typed,
    boardPresent: z.enum(["yes", "no"], { error: () => "Say whether a board member was there." }),
    measuredMinutes: optionalWholeNumber(0, 525_600),
    wentOn: ticked,
  })
  .superRefine((raw, ctx) => void whenHeld(raw, ctx), atOnce)
  .transform(({ heldDate, fromTime, toTime, boardPresent, ...input }, ctx) => {
    const held = whenHeld({ heldDate, fromTime, toTime }, ctx);
    return held ? { ...input, boardPresent: boardPresent === "yes", ...held } : z.NEVER;
  });
export type HoldTest = z.output<typeof HoldTest>;

export const CorrectHeld = z
  .object({
    ...known,
    heldDate: typed,
    fromTime: typed,
    toTime: typed,
    reason: requiredText("Say why it is put right.", 400),
  })
  .superRefine((raw, ctx) => void whenHeld(raw, ctx), atOnce)
  .transform(({ heldDate, fromTime, toTime, ...input }, ctx) => {
    const held = whenHeld({ heldDate, fromTime, toTime }, ctx);
    return held ? { ...input, ...held } : z.NEVER;
  });
export type CorrectHeld = z.output<typeof CorrectHeld>;

export const AddEvent = z.object({
  id: z.uuid(),
  time: z.string("Write the time.").trim().min(1, "Write the time.").max(20),
  kind: choice(eventKinds, "Choose what it was."),
  says: requiredText("Say what happened.", 400),
});
export type AddEvent = z.output<typeof AddEvent>;

export const NoteParticipants = z
  .object({
    id: z.uuid(),
    who: requiredText("Say which staff, by role.", 80).refine((text) => text.length > 1, "Say which staff, by role."),
    shift: choice(shifts, "Choose their shift."),
    tookPart: wholeNumber("Write how many took part.", 0, 5000),
    expected: optionalWholeNumber(0, 5000),
  })
  .superRefine((input, ctx) => {
    if (input.expected !== undefined && input.tookPart > input.expected)
      ctx.addIssue({ code: "custom", path: ["tookPart"], message: "More took part than there are. Check both." });
  });
export type NoteParticipants = z.output<typeof NoteParticipants>;

export const ScoreObjective = z
  .object({
    ...known,
    result: choice(objectiveResults, "Choose the result."),
    actualMinutes: optionalWholeNumber(0, 525_600),
    actualWords: optionalText(40),
    note: optionalText(300),
    ownerId: optionalUuid(),
  })
  .superRefine((input, ctx) => {
    if (input.result === "not-met" && !input.ownerId)
      ctx.addIssue({ code: "custom", path: ["ownerId"], message: "Choose who will put it right." });
    if (input.result === "not-tested" && input.actualMinutes !== undefined)
      ctx.addIssue({ code: "custom", path: ["actualMinutes"], message: "What was not tested has no measured time." });
  });
export type ScoreObjective = z.output<typeof ScoreObjective>;

export const NameEvaluator = z.object({ ...known, evaluatorId: uuid("Choose who evaluates it.") });
export type NameEvaluator = z.output<typeof NameEvaluator>;

export const AddFinding = z.object({
  id: z.uuid(),
  says: requiredText("Say what was found.", 300).refine((text) => text.length > 1, "Say what was found."),
  objectiveId: optionalUuid(),
});
export type AddFinding = z.output<typeof AddFinding>;

export const ReportTest = z.object({
  ...known,
  answer: requiredText("Answer the question in a sentence or two.", 400),
  answerDetail: optionalText(1200),
});
export type ReportTest = z.output<typeof ReportTest>;

export const ApproveTest = z.object(known);
export type ApproveTest = z.output<typeof ApproveTest>;

export const LinkTest = z.object({ id: z.uuid(), toId: uuid("Choose a risk or a system.") });
export type LinkTest = z.output<typeof LinkTest>;
