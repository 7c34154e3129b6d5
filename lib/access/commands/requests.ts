import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { requestReplies, requests } from "#db/schema/access.ts";
import { formatDate } from "#lib/dates.ts";
import { keepRecord, linkRecords } from "#lib/records/commands.ts";
import { findRecord } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Actor } from "../actor.ts";
import type { ReplyToRequest } from "../inputs.ts";
import { may } from "../policy.ts";
import { findGrant, type GrantRecord } from "../queries/grants.ts";
import { findRequest } from "../queries/requests.ts";
import { sectionOfKind } from "../sections.ts";

/** Which of some records the one who asked can open under their grant: the evidence room's answer. */
export type ListOpened = (grant: GrantRecord, ids: readonly string[]) => Promise<ReadonlySet<string>>;

const replyVerbs = { note: "request.note", answered: "request.answer", declined: "request.decline" } as const;

/** Says something to the one who asked: a note, the record they asked for, or why there is none. */
export function replyToRequest(actor: Actor, input: ReplyToRequest, listOpened: ListOpened) {
  return changeAs(actor, replyVerbs[input.kind], (tx) => replyToRequestIn(tx, actor, input, listOpened));
}

export async function replyToRequestIn(tx: Tx, actor: Actor, input: ReplyToRequest, listOpened: ListOpened) {
  const request = await findRequest(tx, actor, input.id);
  if (!request) throw new Refusal("not-found", "That request does not exist.");
  if (!may(actor, "answer", { serviceIds: request.serviceIds }))
    throw new Refusal("forbidden", "You may answer for your own services only.");
  if (request.state !== "open") throw new Refusal("conflict", "This request is answered already.");
  const grant = await findGrant(tx, actor, request.grantId);
  if (!grant) throw new Refusal("not-found", "That request does not exist.");
  if (input.kind === "answered") await mustBeOpenTo(tx, actor, grant, input.recordId, listOpened);
  const closes = input.kind !== "note";
  const [row] = await tx
    .update(requests)
    .set({
      ...(closes ? { state: input.kind, closedAt: tx.now } : {}),
      version: sql`${requests.version} + 1`,
    })
    .where(own(requests, actor, eq(requests.id, input.id), eq(requests.version, input.version)))
    .returning({ id: requests.id });
  if (!row)
    throw new Refusal("stale", "Someone replied while you were writing.", {
      current: { version: String(request.version) },
    });
  await tx.insert(requestReplies).values({
    organisationId: actor.organisationId,
    id: randomUUID(),
    requestId: input.id,
    grantId: request.grantId,
    serviceIds: request.serviceIds,
    kind: input.kind,
    words: input.words ?? null,
    recordId: input.kind === "answered" ? input.recordId : null,
    repliedBy: actor.personId,
    at: tx.now,
  });
  await keepRecord(tx, actor, input.id, closes ? { state: input.kind } : {});
  if (input.kind === "answered" && input.recordId)
    await linkRecords(tx, actor, { fromId: input.id, toId: input.recordId, kind: "evidence" });
  return row;
}

/** A record answers a request only if the one who asked can open it under their grant. */
async function mustBeOpenTo(
  tx: Tx,
  actor: Actor,
  grant: GrantRecord,
  recordId: string | undefined,
  listOpened: ListOpened,
): Promise<void> {
  const no = (sentence: string) => new Refusal("conflict", sentence, { field: "recordId" });
  if (grant.endedAt || grant.endsAt <= tx.now) throw no("This access is over, so they could not open a record.");
  const record = recordId ? await findRecord(tx, actor, recordId) : undefined;
  if (!record) throw no("Choose a record from the list.");
  if (record.serviceIds.length === 0 || !record.serviceIds.every((id) => grant.serviceIds.includes(id)))
    throw no("That record also names services outside this access, so they could not open it.");
  const opens = (await listOpened(grant, [record.id])).has(record.id);
  if (record.kind === "bundle") {
    if (!opens) throw no("That bundle is not issued to them, so they could not open it.");
    return;
  }
  const section = sectionOfKind(record.kind);
  if (grant.kind === "commissioner" || !section || !grant.sections.includes(section))
    throw no("This access does not open that part of the record. Change what they may read first, or give a reason.");
  if (!opens) throw no(`${record.reference} lies outside ${periodOf(grant)}, so they could not open it.`);
}

function periodOf(grant: GrantRecord): string {
  return grant.periodFrom && grant.periodTo
    ? `the period they may read, ${formatDate(grant.periodFrom)} to ${formatDate(grant.periodTo)}`
    : "what they may read";
}
