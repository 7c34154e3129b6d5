import { z } from "zod";
import { joinInstant, version } from "#lib/forms/fields.ts";
import { writing } from "./minutes.ts";

const typed = z.string().trim().max(60).optional();

/** The moment as at which papers are frozen, typed as a London date and time. */
export const PublishPapers = z
  .object({ id: z.uuid(), version, cutOffDate: typed, cutOffTime: typed })
  .transform(({ cutOffDate, cutOffTime, ...input }, ctx) => {
    const names = { date: "cutOffDate", time: "cutOffTime", missing: "Write the date of the cut-off." };
    const cutOff = joinInstant(ctx, { date: cutOffDate, time: cutOffTime }, names);
    if (!cutOff) return z.NEVER;
    if (cutOff <= new Date()) return { ...input, cutOff };
    const field = "cutOffDate";
    ctx.addIssue({ code: "custom", path: [field], message: "That time has not come yet. Papers show what is known." });
    return z.NEVER;
  });
export type PublishPapers = z.output<typeof PublishPapers>;

export const OpenItem = z.object({
  id: z.uuid(),
  itemId: z.uuid(),
  /** What was about to be written, so that it still is afterwards. */
  write: writing.optional().catch(undefined),
});
export type OpenItem = z.output<typeof OpenItem>;
