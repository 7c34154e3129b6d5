import { z } from "zod";
import {
  choice,
  joinInstant,
  optionalText,
  optionalUuid,
  requiredText,
  typedDate,
  uuid,
  version,
  wholeNumber,
} from "#lib/forms/fields.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";
import { registerShape } from "#lib/registers/query.ts";
import { checkResults, knowledgeMethods } from "./material.ts";

const materialSorts = ["place", "until", "checked"] as const;
const materialViews = [
  "all",
  "not-in-date",
  "out-of-date",
  "no-date-stamp",
  "not-known",
  "unchecked-7",
  "unchecked-30",
  "no-priorities",
  "ended",
] as const;
export type MaterialView = (typeof materialViews)[number];

export const MaterialQuery = z.object({
  ...registerShape(materialSorts, "place"),
  view: z.enum(materialViews).catch("all"),
  kind: z.enum(materialKinds).optional().catch(undefined),
});
export type MaterialQuery = z.output<typeof MaterialQuery>;

/** Which service's copies to check, and the one that was just checked. */
export const CheckQuery = z.object({
  service: z.uuid().optional().catch(undefined),
  done: z.uuid().optional().catch(undefined),
});

const typed = z.string().trim().max(60).optional();
const stampFields = {
  contentDate: typed,
  contentTime: typed,
  printedDate: typed,
  printedTime: typed,
  untilDate: typed,
  untilTime: typed,
};
type Typed = { [K in keyof typeof stampFields]?: string | undefined };
type Asked = { content?: string; printed?: string; until?: string };

/** The date stamp as typed: what the content says, when it was printed, until when it may be used. */
function readStamp(raw: Typed, ctx: z.RefinementCtx, missing: Asked = {}) {
  const names = (part: "content" | "printed" | "until") => {
    const sentence = missing[part];
    return { date: `${part}Date`, time: `${part}Time`, ...(sentence ? { missing: sentence } : {}) };
  };
  const contentAsOf = joinInstant(ctx, { date: raw.contentDate, time: raw.contentTime }, names("content"));
  const printedAt = joinInstant(ctx, { date: raw.printedDate, time: raw.printedTime }, names("printed"));
  const useUntil = joinInstant(ctx, { date: raw.untilDate, time: raw.untilTime }, names("until"));
  const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
  if (contentAsOf && printedAt && contentAsOf > printedAt)
    say("contentDate", "The content cannot be newer than the print.");
  if (printedAt && useUntil && printedAt >= useUntil) say("untilDate", "Use until must be after the print.");
  return { contentAsOf, printedAt, useUntil };
}

const placeFields = {
  siteId: optionalUuid(),
  place: requiredText("Say where the copy is kept, as staff would look for it.", 120).refine(
    (text) => text.length >= 2,
    "Say where the copy is kept, as staff would look for it.",
  ),
  copyNumber: wholeNumber("Write which copy this is.", 1, 99),
  copies: wholeNumber("Write how many copies there are.", 1, 99),
  showsPriorities: z
    .enum(["yes", "no", ""])
    .optional()
    .transform((value) => (value === "yes" ? true : value === "no" ? false : undefined)),
  ownerId: optionalUuid(),
};

function copiesFit(input: { copyNumber: number; copies: number }, ctx: z.RefinementCtx) {
  if (input.copyNumber > input.copies)
    ctx.addIssue({ code: "custom", path: ["copyNumber"], message: "There are fewer copies than that." });
}

export const RecordMaterial = z
  .object({
    kind: choice(materialKinds, "Choose what it is."),
    serviceId: uuid("Choose the service."),
    ...placeFields,
    ...stampFields,
  })
  .superRefine(copiesFit)
  .transform(({ contentDate, contentTime, printedDate, printedTime, untilDate, untilTime, ...input }, ctx) => ({
    ...input,
    ...readStamp({ contentDate, contentTime, printedDate, printedTime, untilDate, untilTime }, ctx),
  }));
export type RecordMaterial = z.output<typeof RecordMaterial>;

export const ChangeMaterial = z.object({ id: z.uuid(), version, ...placeFields }).superRefine(copiesFit);
export type ChangeMaterial = z.output<typeof ChangeMaterial>;

export const StampMaterial = z
  .object({ id: z.uuid(), version, ...stampFields })
  .transform(({ id, version: seen, ...raw }, ctx) => {
    const { contentAsOf, printedAt, useUntil } = readStamp(raw, ctx, {
      content: "Write when the content was true.",
      printed: "Write when it was printed.",
      until: "Write until when it may be used.",
    });
    return contentAsOf && printedAt && useUntil ? { id, version: seen, contentAsOf, printedAt, useUntil } : z.NEVER;
  });
export type StampMaterial = z.output<typeof StampMaterial>;

export const CheckMaterial = z.object({
  id: z.uuid(),
  result: choice(checkResults, "Press what you found."),
  note: optionalText(400),
});
export type CheckMaterial = z.output<typeof CheckMaterial>;

export const NoteKnowledge = z
  .object({
    id: z.uuid(),
    knowing: wholeNumber("Write how many could.", 0, 5000),
    asked: wholeNumber("Write how many were asked.", 1, 5000),
    method: choice(knowledgeMethods, "Choose how it was shown."),
    shownOn: typedDate("Write the day it was shown."),
  })
  .superRefine((input, ctx) => {
    if (input.knowing > input.asked)
      ctx.addIssue({ code: "custom", path: ["knowing"], message: "More could than were asked. Check both." });
  });
export type NoteKnowledge = z.output<typeof NoteKnowledge>;

export const EndMaterial = z.object({
  id: z.uuid(),
  version,
  state: choice(["superseded", "withdrawn"], "Choose what became of it."),
  reason: requiredText("Say why this copy is no longer used.", 400),
});
export type EndMaterial = z.output<typeof EndMaterial>;
