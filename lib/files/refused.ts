import { z } from "zod";

/** An upload that was refused: what its form shows when the person is back at the record. The file must be chosen again. */
const RefusedUpload = z.object({
  /** The address's `attached` says the same, so that nothing is shown on another visit. */
  upload: z.uuid(),
  record: z.uuid(),
  field: z.enum(["file", "note"]),
  message: z.string().max(600),
  note: z.string().max(400),
  checked: z.boolean(),
});
export type RefusedUpload = z.output<typeof RefusedUpload>;

/** The cookie that carries it over the way back: a body of an upload has no other way to come back without script. */
export const refusedCookie = "refused-upload";
const seconds = 120;

export function refusedHeader(refused: RefusedUpload, secure: boolean): string {
  const value = Buffer.from(JSON.stringify(refused)).toString("base64url");
  return `${refusedCookie}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** What was refused of this upload of this record; a cookie that is old, foreign or made up is none. */
export function readRefused(
  cookie: string | undefined,
  record: string,
  upload: string | string[] | undefined,
): RefusedUpload | undefined {
  if (!cookie || typeof upload !== "string") return undefined;
  try {
    const parsed = RefusedUpload.safeParse(JSON.parse(Buffer.from(cookie, "base64url").toString("utf8")));
    const same = parsed.success && parsed.data.record === record && parsed.data.upload === upload;
    return same ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
