import { z } from "zod";
import { choice, optionalUuid, requiredText, typedDate, uuid, version } from "#lib/forms/fields.ts";
import { registerShape } from "#lib/registers/query.ts";
import { markings, purposes } from "./bundle.ts";
import { sectionIds } from "./sections.ts";

const bundleSorts = ["changed", "title"] as const;

export const BundleQuery = z.object({
  ...registerShape(bundleSorts, "changed"),
  view: z.enum(["all", "preparing", "issued", "ended"]).catch("all"),
});
export type BundleQuery = z.output<typeof BundleQuery>;

const order = {
  purpose: choice(purposes, "Choose what the bundle is for."),
  title: requiredText("Enter a title.", 120),
  bodyId: optionalUuid(),
  recipient: requiredText("Say who it is for.", 120),
  serviceIds: z.array(uuid()).min(1, "Choose at least one service."),
  periodFrom: typedDate("Enter the first day."),
  periodTo: typedDate("Enter the last day."),
  sections: z.array(z.enum(sectionIds)).min(1, "Choose at least one section."),
  framework: requiredText("Choose a framework.", 200),
  marking: choice(markings, "Choose a marking."),
};

type Order = { periodFrom: string; periodTo: string; purpose: string; bodyId?: string | undefined };

function mustFit(input: Order, ctx: z.RefinementCtx): void {
  if (input.periodTo < input.periodFrom)
    ctx.addIssue({ code: "custom", path: ["periodTo"], message: "The last day cannot be before the first." });
  if (input.purpose === "commissioner" && !input.bodyId)
    ctx.addIssue({ code: "custom", path: ["bodyId"], message: "Choose the commissioner." });
}

export const PrepareBundle = z.object({ ...order, supersedesId: optionalUuid() }).superRefine(mustFit);
export type PrepareBundle = z.output<typeof PrepareBundle>;

/** The address of a new bundle: of which one it is the next issue, where it is one. */
export const NewBundleQuery = z.object({ supersedes: z.uuid().optional().catch(undefined) });

export const OneBundle = z.object({ id: z.uuid(), version });
export type OneBundle = z.output<typeof OneBundle>;

/** `less` is the issuer's tick: they know what the bundle before told and this one does not. */
export const IssueBundle = OneBundle.extend({ less: z.literal("yes").optional() });
export type IssueBundle = z.output<typeof IssueBundle>;

export const ChangeBundle = z.object({ ...order, id: z.uuid(), version }).superRefine(mustFit);
export type ChangeBundle = z.output<typeof ChangeBundle>;

export const ClearTexts = z.object({ id: z.uuid(), cleared: z.array(z.uuid()).max(2000) });
export type ClearTexts = z.output<typeof ClearTexts>;

export const WithdrawBundle = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why it is withdrawn.", 400),
});
export type WithdrawBundle = z.output<typeof WithdrawBundle>;

export const DiscardBundle = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why it is discarded.", 400),
});
export type DiscardBundle = z.output<typeof DiscardBundle>;

export const Acknowledge = z.object({ id: z.uuid() });

export const AskForRecord = z.object({
  what: requiredText("Say which record you need.", 2000).refine(
    (text) => text.length >= 3,
    "Say which record you need.",
  ),
  serviceId: optionalUuid(),
});
export type AskForRecord = z.output<typeof AskForRecord>;

/** A request that has just been sent, to say so; any other id says nothing. */
export const AskedQuery = z.object({ asked: z.uuid().optional().catch(undefined) });

/** The key question that the inspection room shows first. */
export const RoomQuery = AskedQuery.extend({
  question: z.enum(["safe", "effective", "caring", "responsive", "well-led"]).catch("safe"),
});
