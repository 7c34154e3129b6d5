import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import { disruptionClosures } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { linkRecords } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import type { SetAside } from "../inputs.ts";
import { findDisruption, listClosures } from "../queries/disruption.ts";
import { findReview } from "../queries/review.ts";
import { mayOn, rowOf, settle, stale } from "./ground.ts";

export function setAsideDisruption(actor: Actor, input: SetAside) {
  return changeAs(actor, "disruption.set-aside", (tx) => setAsideDisruptionIn(tx, actor, input));
}

/** Closes a report that was made twice, or in error: with a reason, without a time or a severity that nobody knows. */
export async function setAsideDisruptionIn(tx: Tx, actor: Actor, input: SetAside) {
  const disruption = await mayOn(tx, actor, "set-aside", input.id);
  if (disruption.version !== input.version) throw stale({ version: String(disruption.version) });
  if (await findReview(tx, actor, disruption.id))
    throw new Refusal("conflict", "Its review has begun, so it happened. Close it by its review.");
  if (input.kind === "duplicate") await linkOriginal(tx, actor, disruption.id, input.originalId);
  await tx.insert(disruptionClosures).values({
    ...rowOf(actor, disruption),
    number: (await listClosures(tx, actor, disruption.id)).length + 1,
    severity: disruption.severity ?? null,
    setAside: input.kind,
    reason: input.reason,
    closedBy: actor.personId,
    closedRole: actor.role,
    closedAt: tx.now,
  });
  await settle(tx, actor, disruption, { setAside: input.kind });
}

async function linkOriginal(tx: Tx, actor: Actor, id: string, originalId: string | undefined) {
  const original = originalId && originalId !== id ? await findDisruption(tx, actor, originalId) : undefined;
  if (!original || original.setAside)
    throw new Refusal("not-found", "Choose the report that stays.", { field: "originalId" });
  await linkRecords(tx, actor, { fromId: id, toId: original.id, kind: "duplicates" });
}
