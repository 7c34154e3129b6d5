import "server-only";
import { randomUUID } from "node:crypto";
import { changeAs, type Tx } from "#db/client.ts";
import { meetingSignatures } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDateTime, londonDay } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import { checksOf, notSignable, wroteAll } from "../checks.ts";
import { signsAs } from "../committee.ts";
import { composeMinutes, minutesText } from "../compose.ts";
import type { Assure, ReturnMinutes, SendMinutes, SignMinutes } from "../inputs/minutes.ts";
import { listSigningPosts } from "../queries/attendance.ts";
import { type FoundMeeting, findMeeting } from "../queries/meeting.ts";
import { findSignature } from "../queries/minutes.ts";
import { listSnapshots } from "../queries/snapshots.ts";
import { readWritten } from "../queries/written.ts";
import { quorumOf } from "../quorum.ts";
import { byAnother, hasOtherSigner, signerFor } from "../signer.ts";
import { dropDrafts } from "./drafts.ts";
import { changeRow, childOf, meetingFor } from "./row.ts";

export function assureMeeting(actor: Actor, input: Assure) {
  return changeAs(actor, "meeting.assure", (tx) => assureMeetingIn(tx, actor, input));
}

/** How assured the meeting was by what it saw, and why; said by those who run it. */
export async function assureMeetingIn(tx: Tx, actor: Actor, input: Assure) {
  const meeting = await meetingFor(tx, actor, "minute", input.id);
  return changeRow(tx, actor, meeting, input.version, {
    assurance: input.assurance,
    assuranceReason: input.assuranceReason,
  });
}

export function sendMinutes(actor: Actor, input: SendMinutes) {
  return changeAs(actor, "meeting.send", (tx) => sendMinutesIn(tx, actor, input));
}

/** Sends the draft to the chair: from here on it is read, signed or returned, and not written. */
export async function sendMinutesIn(tx: Tx, actor: Actor, input: SendMinutes) {
  const meeting = await meetingFor(tx, actor, "minute", input.id);
  if (meeting.state !== "minutes") throw new Refusal("conflict", "End the meeting first. Then its minutes are sent.");
  const missing = checksOf(await readWritten(tx, actor, meeting)).find(({ ok }) => !ok);
  if (missing) throw new Refusal("conflict", `${missing.says} The minutes are sent when everything is there.`);
  await dropDrafts(tx, actor, meeting.id);
  return changeRow(tx, actor, meeting, input.version, {
    state: "with-chair",
    sentAt: tx.now,
    sentBy: actor.personId,
  });
}

export function returnMinutes(actor: Actor, input: ReturnMinutes) {
  return changeAs(actor, "meeting.return", (tx) => returnMinutesIn(tx, actor, input));
}

export async function returnMinutesIn(tx: Tx, actor: Actor, input: ReturnMinutes) {
  const meeting = await toSign(tx, actor, input.id);
  return changeRow(tx, actor, meeting, input.version, {
    state: "minutes",
    returnedAt: tx.now,
    returnedBy: actor.personId,
    returnedReason: input.reason,
  });
}

export function signMinutes(actor: Actor, input: SignMinutes) {
  return changeAs(actor, "meeting.sign", (tx) => signMinutesIn(tx, actor, input));
}

/** The chair signs the minutes as they stand: the whole text goes with the signature, and nothing in them changes again. */
export async function signMinutesIn(tx: Tx, actor: Actor, input: SignMinutes) {
  const meeting = await toSign(tx, actor, input.id);
  const written = await readWritten(tx, actor, meeting);
  const why = notSignable(written);
  if (why) throw new Refusal("conflict", why);
  const day = londonDay(meeting.beganAt ?? meeting.startsAt);
  const posts = await listSigningPosts(tx, actor, meeting.committeeId);
  const signer = signerFor(posts, written.attended, day, actor.personId);
  if (!signer.ok) throw new Refusal("forbidden", signer.why);
  const quorum = quorumOf(written.attended, { ...meeting, seats: written.seats }, tx.now);
  const quorate = quorum.known && quorum.throughout;
  if (!quorate && !input.reason)
    throw new Refusal(
      "conflict",
      "The meeting was not quorate throughout. Say why its minutes are signed all the same.",
      {
        field: "reason",
      },
    );
  if (!signer.wasThere && !input.reason)
    throw new Refusal("conflict", "You were not there as chair or deputy chair. Say why you sign all the same.", {
      field: "reason",
    });
  const alone = wroteAll(written, actor.personId);
  if (alone && hasOtherSigner(posts, written.attended, day, actor.personId)) throw new Refusal("conflict", byAnother);
  const content = minutesText(
    composeMinutes(written, {
      organisation: actor.organisation,
      sample: actor.sample,
      snapshots: await listSnapshots(tx, actor, meeting.id),
    }),
  );
  await dropDrafts(tx, actor, meeting.id);
  await changeRow(tx, actor, meeting, input.version, { state: "signed" });
  await tx.insert(meetingSignatures).values({
    ...childOf(actor, meeting),
    id: randomUUID(),
    post: signsAs(meeting.posts),
    role: actor.role,
    quorate,
    reason: quorate && signer.wasThere ? null : (input.reason ?? null),
    content,
    alone,
    signedBy: actor.personId,
    signedAt: tx.now,
  });
  return { id: meeting.id };
}

/** The meeting to be signed or returned; whoever comes second is told who signed. */
async function toSign(tx: Tx, actor: Actor, id: string): Promise<FoundMeeting> {
  const known = await findMeeting(tx, actor, id);
  const signature = known?.state === "signed" ? await findSignature(tx, actor, id) : undefined;
  if (signature)
    throw new Refusal(
      "conflict",
      `${signature.by} signed these minutes already, ${formatDateTime(signature.signedAt)}.`,
    );
  return meetingFor(tx, actor, "sign", id);
}
