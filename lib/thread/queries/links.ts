import "server-only";
import { inArray, or } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { recordLinks, records } from "#db/schema/records.ts";
import { type LinkKind, linkKinds, type RecordKind, recordKinds } from "#lib/records/record.ts";
import type { ThreadEdge } from "#lib/thread/thread.ts";
import { wordOf } from "#lib/words.ts";

export type Ends = Map<string, RecordKind>;
type Link = { fromId: string; toId: string; kind: LinkKind };

/** Kinds whose links are followed. A system stands under so many records that only a thread that starts there does. */
const followed: readonly RecordKind[] = ["risk", "disruption", "action-item", "resilience-test"];
const mostRecords = 400;
const mostRounds = 10;

/** Every record that hangs together with one by links, as far as the reader sees, and the links as edges. */
export async function linksAround(tx: Tx, actor: Context, start: { id: string; kind: RecordKind }) {
  const ends: Ends = new Map([[start.id, start.kind]]);
  const links = new Map<string, Link>();
  let edge = [start.id];
  for (let round = 0; round < mostRounds && edge.length > 0 && ends.size < mostRecords; round += 1) {
    const found = await tx
      .select({ id: recordLinks.id, fromId: recordLinks.fromId, toId: recordLinks.toId, kind: recordLinks.kind })
      .from(recordLinks)
      .where(own(recordLinks, actor, or(inArray(recordLinks.fromId, edge), inArray(recordLinks.toId, edge))));
    for (const link of found) links.set(link.id, { ...link, kind: wordOf(linkKinds, link.kind) });
    const fresh = [...new Set(found.flatMap((link) => [link.fromId, link.toId]))].filter((id) => !ends.has(id));
    const seen = await kindsOf(tx, actor, fresh);
    for (const [id, kind] of seen) ends.set(id, kind);
    edge = [...seen].filter(([, kind]) => followed.includes(kind)).map(([id]) => id);
  }
  const all = [...links.values()];
  const provedAtRisk = all.filter((link) => link.kind === "evidence" && ends.get(link.toId) === "risk");
  return { ends, edges: all.flatMap((link) => edgeOf(link, ends, start.id)), provedAtRisk };
}

async function kindsOf(tx: Tx, actor: Context, ids: string[]): Promise<Ends> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: records.id, kind: records.kind })
    .from(records)
    .where(own(records, actor, inArray(records.id, ids)));
  return new Map(rows.map((row) => [row.id, wordOf(recordKinds, row.kind)]));
}

/** A link as what came first and what followed. A retest follows the failure that it tries again; a test follows its risk. */
function edgeOf(link: Link, ends: Ends, startId: string): ThreadEdge[] {
  const { fromId: from, toId: to, kind } = link;
  const aside = (id: string) => id !== startId && ends.get(id) === "system";
  if (aside(from) || aside(to)) return [];
  switch (kind) {
    case "raised":
      return [{ from, to, says: "raised by" }];
    case "realised":
      return [{ from, to, says: "foreseen in" }];
    case "retests":
      // Whether it answers what failed is its own rule; that it was tried again is certain.
      return [{ from: to, to: from, says: "retest of" }];
    case "answers":
      return [{ from: to, to: from, says: "answers" }];
    case "tests":
      return [{ from: to, to: from, says: "tries" }];
    case "about":
      return ends.get(to) === "system" ? [{ from: to, to: from, says: "about" }] : [];
    case "controls":
      return [{ from: to, to: from, says: "control of" }];
    case "uses":
      return ends.get(from) === "resilience-test" ? [{ from: to, to: from, says: "tries" }] : [];
    case "duplicates":
      return [{ from: to, to: from, says: "repeats" }];
    case "discussed":
      // A meeting is no step: its own page and the record's tell what it spoke of.
      return [];
    case "evidence":
      return ends.get(to) === "risk" ? [] : [{ from, to, says: "proof of" }];
  }
}
