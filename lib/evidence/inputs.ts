import { z } from "zod";
import { choice, optionalUuid, requiredText, typedDate, uuid, version } from "#lib/forms/fields.ts";
import { registerShape } from "#lib/registers/query.ts";
import { markings, purposes } from "./bundle.ts";
import { sectionIds } from "./sections.ts";

export const bundleSorts = ["changed", "title"] as const;

export const BundleQuery = z.object({
  ...registerShape(bundleSorts, "changed"),
  view: z.enum(["all", "preparing", "issued", "ended"]).catch("all"),
});
export type BundleQuery = z.output<typeof BundleQuery>;

export const PrepareBundle = z
  .object({
    purpose: choice(purposes, "Choose what the bundle is for."),
    title: requiredText("Enter a title.", 120),
    bodyId: optionalUuid(),
    recipient: requiredText("Say who it is for.", 120),
    marking: choice(markings, "Choose a marking."),
    periodFrom: typedDate("Enter the first day."),
    periodTo: typedDate("Enter the last day."),
    framework: requiredText("Choose a framework.", 200),
    sections: z.array(z.enum(sectionIds)).min(1, "Choose at least one section."),
    serviceIds: z.array(uuid()).min(1, "Choose at least one service."),
    supersedesId: optionalUuid(),
  })
  .superRefine((input, ctx) => {
    if (input.periodTo < input.periodFrom)
      ctx.addIssue({ code: "custom", path: ["periodTo"], message: "The last day cannot be before the first." });
    if (input.purpose === "commissioner" && !input.bodyId)
      ctx.addIssue({ code: "custom", path: ["bodyId"], message: "Choose the commissioner." });
  });
export type PrepareBundle = z.output<typeof PrepareBundle>;

export const OneBundle = z.object({ id: z.uuid(), version });
export type OneBundle = z.output<typeof OneBundle>;

export const ClearTexts = z.object({ id: z.uuid(), cleared: z.array(z.uuid()).max(2000) });
export type ClearTexts = z.output<typeof ClearTexts>;

export const WithdrawBundle = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why it is withdrawn.", 400),
});
export type WithdrawBundle = z.output<typeof WithdrawBundle>;

export const Acknowledge = z.object({ id: z.uuid() });

export const AskForRecord = z.object({
  what: requiredText("Say which record you need.", 2000).refine(
    (text) => text.length >= 3,
    "Say which record you need.",
  ),
  serviceId: optionalUuid(),
});
export type AskForRecord = z.output<typeof AskForRecord>;

/** The key question that the inspection room shows first. */
export const RoomQuery = z.object({
  question: z.enum(["safe", "effective", "caring", "responsive", "well-led"]).catch("safe"),
});
