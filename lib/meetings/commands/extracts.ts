import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { minuteExtracts } from "#db/schema/minutes.ts";
import { type Actor, covers } from "#lib/access/actor.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { keepRecord, openRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { addendumLine, extractName } from "../extract.ts";
import type { MarkExtract, WithdrawExtract } from "../inputs/extracts.ts";
import { may } from "../policy.ts";
import { findSigned } from "../queries/document.ts";
import { findExtract, findSignedMinute } from "../queries/extracts.ts";
import { type FoundMeeting, findMeeting } from "../queries/meeting.ts";
import { findSignature, listAddenda } from "../queries/minutes.ts";

export function markExtract(actor: Actor, input: MarkExtract) {
  return changeAs(actor, "meeting.extract", (tx) => markExtractIn(tx, actor, input));
}

/** Chooses one minute of signed minutes to leave as evidence, for the services that it concerns; its words are the signature's. */
export async function markExtractIn(tx: Tx, actor: Actor, input: MarkExtract) {
  const meeting = await meetingToQuote(tx, actor, input.id);
  const serviceIds = [...new Set(input.serviceIds)].sort();
  const own_ = meeting.serviceIds.length === 0 || serviceIds.every((id) => meeting.serviceIds.includes(id));
  if (!own_ || !covers(actor, serviceIds))
    throw new Refusal("forbidden", "Choose among the services of this meeting.", { field: "serviceIds" });
  const minute = await findSignedMinute(tx, actor, meeting, input.blockId);
  const signed = await findSigned(tx, actor, meeting.id);
  const signature = await findSignature(tx, actor, meeting.id);
  const { beganAt } = meeting;
  if (!minute || !signed || !signature || !beganAt)
    throw new Refusal("not-found", "Choose a note, a challenge or a decision of these minutes.");
  const [known] = await tx
    .select({ id: minuteExtracts.id })
    .from(minuteExtracts)
    .where(
      own(
        minuteExtracts,
        actor,
        and(
          eq(minuteExtracts.blockId, input.blockId),
          eq(minuteExtracts.state, "marked"),
          eq(minuteExtracts.serviceIds, serviceIds),
        ),
      ),
    );
  if (known) throw new Refusal("conflict", "This minute is an extract for these services already.");
  const name = `${extractName(minute)}, ${signed.committee}, ${formatDate(londonDay(beganAt))}`;
  const record = await openRecord(tx, actor, { kind: "extract", title: name, state: "marked", serviceIds });
  const addenda = (await listAddenda(tx, actor, meeting.id)).filter(
    ({ item }) => item === null || item === minute.itemPosition,
  );
  await tx.insert(minuteExtracts).values({
    ...minute,
    organisationId: actor.organisationId,
    id: record.id,
    serviceIds: record.serviceIds,
    meetingId: meeting.id,
    blockId: input.blockId,
    meetingReference: signed.reference,
    committee: signed.committee,
    heldAt: beganAt,
    addenda: addenda.map(addendumLine).join("\n\n") || null,
    signedPost: signature.post,
    signedAt: signature.signedAt,
    signedAlone: signature.alone,
    quorate: signature.quorate,
    signedSha256: signature.sha256,
    markedBy: actor.personId,
    markedRole: actor.role,
    markedAt: tx.now,
    changedAt: tx.now,
  });
  return { id: record.id, reference: record.reference };
}

/** Ends the links of a record to quality statements: the frameworks' part of a withdrawal. */
export type EndLinks = (tx: Tx, actor: Actor, ended: { recordId: string; reason: string }) => Promise<unknown>;

export function withdrawExtract(actor: Actor, input: WithdrawExtract, endLinks: EndLinks) {
  return changeAs(actor, "meeting.withdraw-extract", (tx) => withdrawExtractIn(tx, actor, input, endLinks));
}

/** From now on it leaves with nothing. Bundles that were issued with it stay as they were issued. */
export async function withdrawExtractIn(
  tx: Tx,
  actor: Actor,
  { id, version, reason }: WithdrawExtract,
  endLinks: EndLinks,
) {
  const extract = await findExtract(tx, actor, id);
  if (!extract) throw new Refusal("not-found", "That extract does not exist.");
  await meetingToQuote(tx, actor, extract.meetingId);
  if (!covers(actor, extract.serviceIds)) throw new Refusal("forbidden", "You may not withdraw this extract.");
  if (extract.state === "withdrawn") throw new Refusal("conflict", "Someone has withdrawn this extract already.");
  const [row] = await tx
    .update(minuteExtracts)
    .set({
      state: "withdrawn",
      withdrawnBy: actor.personId,
      withdrawnRole: actor.role,
      withdrawnAt: tx.now,
      withdrawnReason: reason,
      changedAt: tx.now,
      version: sql`${minuteExtracts.version} + 1`,
    })
    .where(own(minuteExtracts, actor, eq(minuteExtracts.id, id), eq(minuteExtracts.version, version)))
    .returning({ id: minuteExtracts.id });
  if (!row) throw new Refusal("stale", "Someone changed this extract while you were reading it. Open it again.");
  await keepRecord(tx, actor, id, { state: "withdrawn" });
  await endLinks(tx, actor, { recordId: id, reason });
  return { id, meetingId: extract.meetingId };
}

async function meetingToQuote(tx: Tx, actor: Actor, id: string): Promise<FoundMeeting> {
  const meeting = await findMeeting(tx, actor, id);
  if (!meeting) throw new Refusal("not-found", "That meeting does not exist.");
  if (!may(actor, "extract", { ...meeting, state: "signed" }))
    throw new Refusal("forbidden", "Your role does not choose what leaves as evidence.");
  if (meeting.state !== "signed")
    throw new Refusal("conflict", "These minutes are not signed. Nothing of a draft leaves.");
  return meeting;
}
