import "server-only";
import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { savedViews } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Room } from "#lib/access/roles.ts";
import { Refusal } from "#lib/refusal.ts";

export type SavedView = { id: string; name: string; query: string };

/** The person's own views of one room's register. */
export function listViews(tx: Tx, actor: Actor, room: Room): Promise<SavedView[]> {
  return tx
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(own(savedViews, actor, eq(savedViews.personId, actor.personId), eq(savedViews.room, room)))
    .orderBy(asc(savedViews.name));
}

export function saveView(actor: Actor, view: { room: Room; name: string; query: string }) {
  return changeAs(actor, "view.save", async (tx) => {
    const mine = await listViews(tx, actor, view.room);
    if (mine.some((one) => one.name === view.name))
      throw new Refusal("conflict", "You have a view of that name already.", { field: "name" });
    if (mine.length >= 20)
      throw new Refusal("conflict", "You have 20 views here. Delete one first.", { field: "name" });
    await tx
      .insert(savedViews)
      .values({ organisationId: actor.organisationId, id: randomUUID(), personId: actor.personId, ...view });
  });
}

export function deleteView(actor: Actor, id: string) {
  return changeAs(actor, "view.delete", async (tx) => {
    const gone = await tx
      .delete(savedViews)
      .where(own(savedViews, actor, eq(savedViews.id, id), eq(savedViews.personId, actor.personId)))
      .returning({ id: savedViews.id });
    if (gone.length === 0) throw new Refusal("not-found", "That view does not exist.");
  });
}
