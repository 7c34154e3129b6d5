import "server-only";
import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { savedViews } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { DeleteView, RenameView, SaveView } from "./inputs.ts";
import { type Register, registers, type SavedView } from "./query.ts";

/** The person's own views of one register. */
export function listViews(tx: Tx, actor: Actor, register: Register): Promise<SavedView[]> {
  return tx
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(own(savedViews, actor, eq(savedViews.personId, actor.personId), eq(savedViews.room, register)))
    .orderBy(asc(savedViews.name));
}

/** Keeps a view of a register that the person may read. The cursor is left out: a view begins at its first row. */
export function saveView(actor: Actor, input: SaveView) {
  return changeAs(actor, "view.save", async (tx) => {
    const { register, name } = input;
    if (!can(actor, registers[register], "read"))
      throw new Refusal("forbidden", "Your role cannot read this register.");
    const asked = new URLSearchParams(input.query);
    asked.delete("page");
    const query = asked.toString();
    const mine = await listViews(tx, actor, register);
    if (mine.some((one) => one.name === name))
      throw new Refusal("conflict", "You have a view of that name already.", { field: "name" });
    const same = mine.find((one) => one.query === query);
    if (same) throw new Refusal("conflict", `You keep this view already, as “${same.name}”.`, { field: "name" });
    if (mine.length >= 20)
      throw new Refusal("conflict", "You have 20 views here. Delete one first.", { field: "name" });
    await tx.insert(savedViews).values({
      organisationId: actor.organisationId,
      id: randomUUID(),
      personId: actor.personId,
      room: register,
      name,
      query,
    });
    return { to: addressOf(register, query), says: `The view is kept as “${name}”.` };
  });
}

export function renameView(actor: Actor, input: RenameView) {
  return changeAs(actor, "view.rename", async (tx) => {
    const mine = await listViews(tx, actor, input.register);
    const view = mine.find((one) => one.id === input.id);
    if (!view) throw new Refusal("not-found", "That view does not exist.");
    if (mine.some((one) => one.name === input.name && one.id !== input.id))
      throw new Refusal("conflict", "You have a view of that name already.", { field: "name" });
    mustHave(
      await tx
        .update(savedViews)
        .set({ name: input.name, version: sql`${savedViews.version} + 1` })
        .where(own(savedViews, actor, eq(savedViews.id, input.id), eq(savedViews.personId, actor.personId)))
        .returning({ id: savedViews.id }),
    );
    return { to: addressOf(input.register, view.query), says: `The view is named “${input.name}”.` };
  });
}

export function deleteView(actor: Actor, input: DeleteView) {
  return changeAs(actor, "view.delete", async (tx) => {
    const gone = await tx
      .delete(savedViews)
      .where(own(savedViews, actor, eq(savedViews.id, input.id), eq(savedViews.personId, actor.personId)))
      .returning({ name: savedViews.name });
    const [view] = gone;
    if (!view) throw new Refusal("not-found", "That view does not exist.");
    return { to: addressOf(input.register, ""), says: `The view “${view.name}” is deleted.` };
  });
}

function addressOf(register: Register, query: string): string {
  return query ? `/${register}?${query}` : `/${register}`;
}
