import { z } from "zod";
import {
  atOnce,
  choice,
  joinInstant,
  optionalText,
  optionalUuid,
  optionalWholeNumber,
  requiredText,
  uuid,
  version,
  wholeNumber,
} from "#lib/forms/fields.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";
import { registerShape, sinceDay } from "#lib/registers/query.ts";
import {
  disruptionTypes,
  knowing,
  type Moment,
  moments,
  paperStates,
  peopleBands,
  setAsides,
  type Times,
  timeProblems,
} from "./disruption.ts";
import { breachTypes, detections, paperKinds, sources, taskKinds, workedChoices } from "./words.ts";

const disruptionSorts = ["noticed", "severity", "changed"] as const;
const disruptionViews = ["open", "live", "waiting", "sign-off", "closed", "all"] as const;

export const DisruptionQuery = z.object({
  ...registerShape(disruptionSorts, "noticed"),
  view: z.enum(disruptionViews).catch("open"),
  type: z.enum(disruptionTypes).optional().catch(undefined),
  since: sinceDay,
  /** Noticed on this day or later. */
  noticed: sinceDay,
  severity: z.enum(["1", "2", "3", "4", "5"]).optional().catch(undefined),
});
export type DisruptionQuery = z.output<typeof DisruptionQuery>;

const listed = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().flatMap((part) => part.split(",")));

/** The answers given so far, carried in the address. What does not fit counts as not answered. */
export const ReportAnswers = z.object({
  what: z
    .enum([...disruptionTypes, "not-known"])
    .optional()
    .catch(undefined),
  where: listed
    .pipe(z.union([z.array(z.uuid()).min(1).max(400), z.tuple([z.enum(["not-known", "all"])])]))
    .optional()
    .catch(undefined),
  noticed: z
    .union([z.literal("not-known"), z.iso.datetime()])
    .optional()
    .catch(undefined),
  people: z.enum(peopleBands).optional().catch(undefined),
  paper: z.enum(paperStates).optional().catch(undefined),
  step: z.enum(["what", "where", "many", "when", "time", "people", "paper"]).optional().catch(undefined),
  token: z.uuid().optional().catch(undefined),
  sent: z.literal("yes").optional().catch(undefined),
  date: z.string().max(60).optional().catch(undefined),
  time: z.string().max(20).optional().catch(undefined),
});
export type ReportAnswers = z.output<typeof ReportAnswers>;

export const ReportDisruption = z.object({
  type: z
    .enum(["", ...disruptionTypes])
    .optional()
    .transform((type) => type || undefined),
  serviceIds: listed.pipe(z.array(z.union([z.literal(""), z.uuid()])).max(400)).transform((ids) => ids.filter(Boolean)),
  noticedAt: z
    .union([z.literal(""), z.iso.datetime("Say again when it was noticed.")])
    .optional()
    .transform((text) => (text ? new Date(text) : undefined)),
  peopleBand: choice(peopleBands, "Say how many people's care is affected."),
  paper: choice(paperStates, "Say whether you are working on paper."),
  says: optionalText(600),
  token: optionalUuid(),
});
export type ReportDisruption = Omit<z.output<typeof ReportDisruption>, "token"> & {
  token?: string | undefined;
  title?: string;
  /** Only the seed chooses a reference number. */
  number?: number;
};

export const AddEntry = z
  .object({
    id: z.uuid(),
    date: z.string().trim().optional(),
    time: z.string().trim().optional(),
    says: requiredText("Say what happened.", 600),
    source: choice(sources, "Choose where this comes from."),
    role: optionalText(80),
    correctsId: optionalUuid(),
  })
  .transform(({ date, time, ...input }, ctx) => {
    const happenedAt = joinInstant(
      ctx,
      { date, time },
      { date: "date", time: "time", missing: "Say when it happened." },
    );
    return happenedAt ? { ...input, happenedAt } : z.NEVER;
  });
export type AddEntry = z.output<typeof AddEntry>;

/** A report that was made twice, or in error. */
export const SetAside = z
  .object({
    id: z.uuid(),
    version,
    kind: choice(setAsides, "Say whether it is a duplicate or was reported in error."),
    originalId: optionalUuid(),
    reason: requiredText("Say why.", 600),
  })
  .superRefine((input, ctx) => {
    if (input.kind === "duplicate" && !input.originalId)
      ctx.addIssue({ code: "custom", path: ["originalId"], message: "Choose the report that stays." });
  });
export type SetAside = z.output<typeof SetAside>;

const severity = choice(["1", "2", "3", "4", "5"], "Choose the severity.").transform(Number);

const triaging = z.object({
  id: z.uuid(),
  version,
  title: requiredText("Enter a title.", 160),
  type: choice(disruptionTypes, "Choose what failed."),
  severity,
  reason: requiredText("Say why this severity.", 600),
  careAtRisk: choice(knowing, "Say whether care is at risk, or choose Not known yet."),
  dataAtRisk: choice(knowing, "Say whether personal data is at risk, or choose Not known yet."),
  harmPossible: choice(knowing, "Say whether someone may have been harmed, or choose Not known yet."),
  detection: z
    .enum(["", ...detections])
    .optional()
    .transform((value) => value || undefined),
  breaches: z.array(z.enum(breachTypes)),
  "restored-date": z.string().trim().optional(),
  "restored-time": z.string().trim().optional(),
});
type TypedTriage = Pick<z.output<typeof triaging>, "restored-date" | "restored-time">;
const backAt = ({ "restored-date": date, "restored-time": time }: TypedTriage, ctx: z.RefinementCtx) =>
  joinInstant(ctx, { date, time }, { date: "restored-date", time: "restored-time" });

export const TriageDisruption = triaging
  .superRefine((raw, ctx) => void backAt(raw, ctx), atOnce)
  .transform(({ "restored-date": date, "restored-time": time, ...input }, ctx) => ({
    ...input,
    restoredAt: backAt({ "restored-date": date, "restored-time": time }, ctx),
  }));
export type TriageDisruption = z.output<typeof TriageDisruption>;

export const ConfirmSeverity = z.object({
  id: z.uuid(),
  version,
  severity,
  reason: requiredText("Say why this severity.", 600),
});
export type ConfirmSeverity = z.output<typeof ConfirmSeverity>;

const typed = z.string().trim().optional();
const timeFields = {
  "started-date": typed,
  "started-time": typed,
  "noticed-date": typed,
  "noticed-time": typed,
  "declared-date": typed,
  "declared-time": typed,
  "on-paper-date": typed,
  "on-paper-time": typed,
  "restored-date": typed,
  "restored-time": typed,
  "verified-date": typed,
  "verified-time": typed,
} as const satisfies Record<`${Moment}-${"date" | "time"}`, typeof typed>;

/** Both fields of a time left empty mean that it is not known yet. */
export const ChangeTimes = z
  .object({ id: z.uuid(), version, ...timeFields, reason: optionalText(400) })
  .transform(({ id, version, reason, ...input }, ctx) => {
    const times: Times = {
      started: null,
      noticed: null,
      declared: null,
      "on-paper": null,
      restored: null,
      verified: null,
    };
    for (const moment of moments) {
      const [date, time] = [`${moment}-date`, `${moment}-time`] as const;
      times[moment] = joinInstant(ctx, { date: input[date], time: input[time] }, { date, time }) ?? null;
    }
    for (const { moment, says } of timeProblems(times, new Date()))
      ctx.addIssue({ code: "custom", path: [`${moment}-time`], message: says });
    return { id, version, reason, times };
  });
export type ChangeTimes = z.output<typeof ChangeTimes>;

export const RecordImpact = z
  .object({
    id: z.uuid(),
    serviceId: uuid("Choose the service."),
    peopleAffected: optionalWholeNumber(0, 100_000),
    staffOnShift: optionalWholeNumber(0, 10_000),
    taskKind: z
      .enum(["", ...taskKinds])
      .optional()
      .transform((kind) => kind || undefined),
    tasksDue: optionalWholeNumber(0, 100_000),
    tasksDone: optionalWholeNumber(0, 100_000),
    tasksLate: optionalWholeNumber(0, 100_000),
    longestLateMinutes: optionalWholeNumber(0, 100_000),
    "on-paper-date": typed,
    "on-paper-time": typed,
    "restored-date": typed,
    "restored-time": typed,
    note: optionalText(600),
  })
  .transform(
    ({ "on-paper-date": pd, "on-paper-time": pt, "restored-date": rd, "restored-time": rt, ...input }, ctx) => {
      const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
      if (input.taskKind && input.tasksDue === undefined) say("tasksDue", "Say how many were due.");
      if (!input.taskKind && input.tasksDue !== undefined) say("taskKind", "Choose what was counted.");
      if ((input.tasksDone ?? 0) > (input.tasksDue ?? 0)) say("tasksDone", "No more can be done than were due.");
      if ((input.tasksLate ?? 0) > (input.tasksDone ?? 0)) say("tasksLate", "No more can be late than were done.");
      const onPaperAt = joinInstant(ctx, { date: pd, time: pt }, { date: "on-paper-date", time: "on-paper-time" });
      const restoredAt = joinInstant(ctx, { date: rd, time: rt }, { date: "restored-date", time: "restored-time" });
      if (onPaperAt && restoredAt && restoredAt < onPaperAt)
        say("restored-time", "Systems cannot be back before paper began.");
      return { ...input, onPaperAt, restoredAt };
    },
  );
export type RecordImpact = z.output<typeof RecordImpact>;

export const RecordFallback = z
  .object({
    id: z.uuid(),
    materialKind: choice(materialKinds, "Choose what was used, or should have been."),
    used: choice(["yes", "no"], "Say whether it was used.").transform((used) => used === "yes"),
    worked: z
      .enum(["", ...workedChoices])
      .optional()
      .transform((worked) => worked || undefined),
    note: optionalText(400),
  })
  .superRefine((input, ctx) => {
    if (input.used && !input.worked)
      ctx.addIssue({ code: "custom", path: ["worked"], message: "Say whether it worked, or choose Not known yet." });
  });
export type RecordFallback = z.output<typeof RecordFallback>;

export const NameSystem = z.object({ id: z.uuid(), systemId: uuid("Choose the system.") });
export type NameSystem = z.output<typeof NameSystem>;

export const CountPaper = z
  .object({
    id: z.uuid(),
    kind: choice(paperKinds, "Choose the kind of record."),
    written: wholeNumber("Enter how many were written.", 1, 100_000),
    returned: wholeNumber("Enter how many came back.", 0, 100_000),
    entered: wholeNumber("Enter how many are in the system.", 0, 100_000),
  })
  .superRefine((input, ctx) => {
    const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    if (input.returned > input.written) say("returned", "No more can come back than were written.");
    if (input.entered > input.returned) say("entered", "No more can be entered than came back.");
  });
export type CountPaper = z.output<typeof CountPaper>;

export const CheckPaper = z
  .object({
    id: z.uuid(),
    paperId: z.uuid(),
    version,
    checked: wholeNumber("Enter how many you checked in all.", 0, 100_000),
    discrepancies: wholeNumber("Enter how many did not match. Write 0 if all did.", 0, 100_000),
  })
  .superRefine((input, ctx) => {
    if (input.discrepancies > input.checked)
      ctx.addIssue({ code: "custom", path: ["discrepancies"], message: "No more can differ than were checked." });
  });
export type CheckPaper = z.output<typeof CheckPaper>;

export const ByVersion = z.object({ id: z.uuid(), version });
export type ByVersion = z.output<typeof ByVersion>;
