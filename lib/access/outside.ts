import "server-only";
import { sql } from "drizzle-orm";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";

export type Seen = { kind?: "view" | "download"; what: string; recordId?: string };

/**
 * What an outsider opens is written down before it is read, in a transaction of its own: a page that could not be
 * recorded is not shown, and a page that then fails was still asked for.
 */
export async function viewAs<T>(outsider: Outsider, seen: Seen, run: (tx: Tx) => Promise<T>): Promise<T> {
  await changeAs(outsider, "outside.view", (tx) =>
    tx.execute(sql`select guard.record_view(${seen.kind ?? "view"}, ${seen.what}, ${seen.recordId ?? null}::uuid)`),
  );
  return readAs(outsider, run);
}

/** A commissioner's officer says that a bundle has arrived. */
export async function acknowledgeBundle(outsider: Outsider, id: string): Promise<void> {
  await changeAs(outsider, "outside.acknowledge", (tx) =>
    tx.execute(sql`select guard.acknowledge_bundle(${id}::uuid)`),
  );
}
