import { z } from "zod";
import { requiredText, uuid, version } from "#lib/forms/fields.ts";

/** Which minute is to be quoted. */
export const ExtractQuery = z.object({ block: z.uuid().optional().catch(undefined) });

export const MarkExtract = z.object({
  id: z.uuid(),
  blockId: uuid("Choose the minute."),
  serviceIds: z.array(uuid()).min(1, "Choose the services that it concerns."),
});
export type MarkExtract = z.output<typeof MarkExtract>;

export const WithdrawExtract = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why it is withdrawn.", 400),
});
export type WithdrawExtract = z.output<typeof WithdrawExtract>;
