import "server-only";
import { eq } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { meetingSignatures } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { composeMinutes } from "../compose.ts";
import type { MinutesDocument } from "../document.ts";
import { readSigned } from "../signed-text.ts";
import { findMeeting } from "./meeting.ts";
import { listSnapshots } from "./snapshots.ts";
import { readWritten } from "./written.ts";

/**
 * The minutes as a document: a draft as it is written now; once they are signed, word for word what was signed, with
 * the signature and what was added since. Nothing before the meeting has begun.
 */
export async function findDocument(tx: Tx, actor: Actor, id: string): Promise<MinutesDocument | undefined> {
  const meeting = await findMeeting(tx, actor, id);
  if (!meeting?.beganAt) return undefined;
  const { organisation, sample } = actor;
  const snapshots = await listSnapshots(tx, actor, id);
  const minutes = composeMinutes(await readWritten(tx, actor, meeting), { organisation, sample, snapshots });
  if (!minutes.signature) return minutes;
  const signed = await findSigned(tx, actor, id);
  return signed ? { ...minutes, ...signed } : minutes;
}

/** What the signature holds, word for word. */
export async function findSigned(tx: Tx, actor: Actor, id: string) {
  const [signed] = await tx
    .select({ content: meetingSignatures.content })
    .from(meetingSignatures)
    .where(own(meetingSignatures, actor, eq(meetingSignatures.recordId, id)));
  return signed && readSigned(signed.content);
}
