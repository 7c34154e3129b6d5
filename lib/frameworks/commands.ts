import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { evidenceLinks } from "#db/schema/frameworks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { noteConfirmed } from "#lib/records/commands.ts";
import { findRecord } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import { linkableKinds, statementOf } from "./framework.ts";
import type { LinkEvidence, UnlinkEvidence } from "./inputs.ts";
import { may } from "./policy.ts";
import { currentFrameworks, findEvidenceLink } from "./queries.ts";

export function linkEvidence(actor: Actor, input: LinkEvidence) {
  return changeAs(actor, "framework.link", (tx) => linkEvidenceIn(tx, actor, input));
}

/** Links a record to a statement. The record itself does not change: linking never makes its evidence newer. */
export async function linkEvidenceIn(tx: Tx, actor: Actor, input: LinkEvidence) {
  const record = await findRecord(tx, actor, input.recordId);
  if (!record || !linkableKinds.some((kind) => kind === record.kind))
    throw new Refusal("not-found", "That record does not exist.", { field: "recordId" });
  if (record.kind === "extract" && record.state !== "marked")
    throw new Refusal("conflict", "That extract was withdrawn.", { field: "recordId" });
  if (!may(actor, "link", { serviceIds: record.serviceIds, ended: false }))
    throw new Refusal("forbidden", "You may link records of your own services only.", { field: "recordId" });
  const list = await currentFrameworks(tx);
  const found = statementOf(list, input.statementId);
  if (!found) throw new Refusal("not-found", "That statement does not exist.", { field: "statementId" });
  if (input.datedOn && input.datedOn > londonDay(tx.now))
    throw new Refusal("conflict", "Evidence cannot be dated after today.", { field: "datedOn" });
  const same = { frameworkId: found.framework.id, statementId: input.statementId, category: input.category };
  const [known] = await tx
    .select({ id: evidenceLinks.id })
    .from(evidenceLinks)
    .where(
      own(
        evidenceLinks,
        actor,
        and(
          eq(evidenceLinks.recordId, record.id),
          eq(evidenceLinks.frameworkId, same.frameworkId),
          eq(evidenceLinks.statementId, same.statementId),
          eq(evidenceLinks.category, same.category),
          isNull(evidenceLinks.endedAt),
        ),
      ),
    );
  if (known) throw new Refusal("conflict", "This record is linked to that statement and category already.");
  const id = randomUUID();
  await tx.insert(evidenceLinks).values({
    organisationId: actor.organisationId,
    id,
    recordId: record.id,
    serviceIds: [...record.serviceIds],
    ...same,
    listVersion: list.version,
    datedOn: input.datedOn ?? null,
    note: input.note ?? null,
    linkedBy: actor.personId,
    linkedAt: tx.now,
  });
  await noteConfirmed(tx, actor, record.id, record.serviceIds);
  return { id, recordId: record.id, kind: record.kind, statementId: input.statementId };
}

export function unlinkEvidence(actor: Actor, input: UnlinkEvidence) {
  return changeAs(actor, "framework.unlink", (tx) => unlinkEvidenceIn(tx, actor, input));
}

/** Ends a link, with its reason; the link stays in the history. */
export async function unlinkEvidenceIn(tx: Tx, actor: Actor, input: UnlinkEvidence) {
  const link = await findEvidenceLink(tx, actor, input.id);
  if (!link) throw new Refusal("not-found", "That link does not exist.");
  if (link.endedAt) throw new Refusal("conflict", "Someone has ended this link already.");
  if (!may(actor, "unlink", { serviceIds: link.serviceIds, ended: false }))
    throw new Refusal("forbidden", "You may not end this link.");
  const [row] = await tx
    .update(evidenceLinks)
    .set({
      endedAt: tx.now,
      endedBy: actor.personId,
      endedReason: input.reason,
      version: sql`${evidenceLinks.version} + 1`,
    })
    .where(own(evidenceLinks, actor, eq(evidenceLinks.id, input.id), eq(evidenceLinks.version, input.version)))
    .returning({ id: evidenceLinks.id, statementId: evidenceLinks.statementId });
  if (!row)
    throw new Refusal("stale", "Someone changed this link while you were reading it.", {
      current: { version: String(link.version) },
    });
  await noteConfirmed(tx, actor, link.recordId, link.serviceIds);
  return row;
}

/** Ends every link of a record that was withdrawn: what nobody may be shown is evidence for nothing. */
export async function endLinksOfIn(tx: Tx, actor: Actor, { recordId, reason }: { recordId: string; reason: string }) {
  const open = own(evidenceLinks, actor, and(eq(evidenceLinks.recordId, recordId), isNull(evidenceLinks.endedAt)));
  const found = await tx.select({ id: evidenceLinks.id }).from(evidenceLinks).where(open);
  const ended = await tx
    .update(evidenceLinks)
    .set({
      endedAt: tx.now,
      endedBy: actor.personId,
      endedReason: reason,
      version: sql`${evidenceLinks.version} + 1`,
    })
    .where(open)
    .returning({ id: evidenceLinks.id });
  if (ended.length < found.length)
    throw new Refusal("forbidden", "It is evidence for a statement by a link that you may not end. Ask who made it.");
}
