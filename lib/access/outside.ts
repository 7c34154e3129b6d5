import "server-only";
import { sql } from "drizzle-orm";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { dueDay } from "#lib/access/request.ts";
import { personalDataKinds, personalDataSaid } from "#lib/forms/personal-data.ts";
import { Refusal } from "#lib/refusal.ts";

export type Seen = { kind?: "view" | "download"; what: string; recordId?: string };

/**
 * What an outsider opens is written down before it is read, in a transaction of its own: a page that could not be
 * recorded is not shown, and a page that then fails was still asked for. Where `run` finds nothing to show, the same
 * line says that it was refused.
 */
export async function viewAs<T>(outsider: Outsider, seen: Seen, run: (tx: Tx) => Promise<T>): Promise<T> {
  const [event] = await changeAs(outsider, "outside.view", (tx) =>
    tx.execute<{ id: string }>(
      sql`select guard.record_view(${seen.kind ?? "view"}, ${seen.what}, ${seen.recordId ?? null}::uuid) as id`,
    ),
  );
  const shown = await readAs(outsider, run);
  if (shown === undefined)
    await changeAs(outsider, "outside.refused", (tx) =>
      tx.execute(sql`select guard.view_refused(${event?.id ?? null}::uuid)`),
    );
  return shown;
}

/** A commissioner's officer says that a bundle has arrived. */
export async function acknowledgeBundle(outsider: Outsider, id: string): Promise<void> {
  const [row] = await changeAs(outsider, "outside.acknowledge", (tx) =>
    tx.execute<{ theirs: boolean }>(sql`select guard.acknowledge_bundle(${id}::uuid) as theirs`),
  );
  if (!row?.theirs) throw new Refusal("not-found", "That bundle is not open to you, so nothing was sent.");
}

/**
 * Asks the provider for a record that the room does not hold; the registered manager answers. Gives the request's id. What
 * they confirmed of its words stands among what they did, where the provider reads it.
 */
export async function askForRecord(
  outsider: Outsider,
  input: { what: string; serviceId?: string | undefined },
): Promise<string> {
  const kinds = personalDataKinds.filter((kind) => outsider.confirmed?.some((text) => text.kinds.includes(kind)));
  return changeAs(outsider, "outside.ask", async (tx) => {
    const [made] = await tx.execute<{ id: string }>(
      sql`select guard.ask_for_record(${input.what}, ${input.serviceId ?? null}::uuid) as id`,
    );
    const said = `Confirmed of the words of a request, which may hold ${personalDataSaid(kinds)}, that they identify nobody who uses services`;
    if (made && kinds.length > 0)
      await tx.execute(sql`select guard.record_view('confirmed', ${said}, ${made.id}::uuid)`);
    return made?.id ?? "";
  });
}

export type MyRequest = {
  id: string;
  reference: string;
  what: string;
  state: string;
  askedAt: Date /** The day by whose end an answer is due. */;
  dueOn: string;
  replies: Reply[];
};
type Reply = { kind: string; words: string | null; recordId: string | null; at: Date };

/** The outsider's own requests with what the provider answered, newest first. */
export async function listMyRequests(tx: Tx, outsider: Outsider): Promise<MyRequest[]> {
  const asked = await tx.execute<{ id: string; reference: string; what: string; state: string; asked_at: string }>(
    sql`select id, reference, what, state, asked_at from requests where organisation_id = ${outsider.organisationId} order by asked_at desc, id`,
  );
  const replies = await tx.execute<{
    request_id: string;
    kind: string;
    words: string | null;
    record_id: string | null;
    at: string;
  }>(
    sql`select request_id, kind, words, record_id, at from request_replies where organisation_id = ${outsider.organisationId} order by at, id`,
  );
  return [...asked].map((row) => ({
    id: row.id,
    reference: row.reference,
    what: row.what,
    state: row.state,
    askedAt: new Date(row.asked_at),
    dueOn: dueDay(new Date(row.asked_at)),
    replies: [...replies]
      .filter((reply) => reply.request_id === row.id)
      .map((reply) => ({ kind: reply.kind, words: reply.words, recordId: reply.record_id, at: new Date(reply.at) })),
  }));
}
