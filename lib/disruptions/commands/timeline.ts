import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import { timelineEntries } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { noteConfirmed } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AddEntry } from "../inputs.ts";
import { listTimeline } from "../queries/disruption.ts";
import { mayOn, rowOf } from "./ground.ts";

export function addEntry(actor: Actor, input: AddEntry) {
  return changeAs(actor, "disruption.add", (tx) => addEntryIn(tx, actor, input));
}

/** Adds to the timeline. A correction names the entry it corrects; that one stays as it was. */
export async function addEntryIn(tx: Tx, actor: Actor, input: AddEntry) {
  const disruption = await mayOn(tx, actor, "add", input.id);
  if (input.happenedAt > tx.now) throw new Refusal("conflict", "That time has not come yet.", { field: "time" });
  if (input.correctsId) {
    const entry = (await listTimeline(tx, actor, input.id)).find((one) => one.id === input.correctsId);
    if (!entry) throw new Refusal("not-found", "That entry does not exist.");
    if (entry.correctedBy)
      throw new Refusal("conflict", "That entry was corrected meanwhile. Correct the newer one instead.");
  }
  const row = rowOf(actor, disruption);
  await tx.insert(timelineEntries).values({
    ...row,
    happenedAt: input.happenedAt,
    writtenAt: tx.now,
    says: input.says,
    source: input.source,
    role: input.role ?? actor.title ?? roleLabels[actor.role],
    personId: actor.personId,
    correctsId: input.correctsId ?? null,
  });
  await noteConfirmed(tx, actor, disruption.id, disruption.serviceIds);
  return { id: row.id };
}
