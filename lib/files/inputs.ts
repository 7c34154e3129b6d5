import { z } from "zod";
import { optionalText } from "#lib/forms/fields.ts";

/** Whose file it is, and where its form stood. */
export const UploadRecord = z.object({ record: z.uuid(), back: z.string().max(400).optional().catch(undefined) });

/** The other fields of an upload, which come before its file. The fingerprint is the browser's own, where it could make one. */
export const AttachFile = z.object({
  note: optionalText(400),
  checked: z
    .literal("yes")
    .optional()
    .transform((value) => value === "yes"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .catch(undefined),
  bytes: z.coerce.number().int().min(0).optional().catch(undefined),
});
export type AttachFile = z.output<typeof AttachFile>;
