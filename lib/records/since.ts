import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { verbWords } from "#lib/trail/words.ts";
import { maySee } from "./policy.ts";
import { type RecordKind, recordHref } from "./record.ts";

export type Later = {
  href: string;
  reference: string;
  title: string;
  added: boolean;
  at: Date;
  /** What was done, newest first; only for roles that may read the trail. */
  acts: string[];
};
export type Since = { from: Date; total: number; rows: Later[] };

const shown = 20;

type Changed = { id: string; state: string; owner_id: string | null; service_ids: string[]; changed_at: string };
type Told = { id: string; reference: string; title: string; added: boolean; acts: string[] | null };

/**
 * What became of the records of a kind after the moment that this transaction looks back at, as they stand now, last
 * changed first. Names the present's tables by their schema, because plain names are the past's here. All are counted,
 * and what was done is read of those that are shown.
 */
export async function listSince(tx: Tx, actor: Actor, kind: RecordKind): Promise<Since> {
  const from = tx.now;
  const after = sql`${from.toISOString()}::timestamptz`;
  const rows = await tx.execute<Changed>(sql`
    select r.id, r.state, r.owner_id, r.service_ids, r.changed_at from public.records r
    where r.organisation_id = ${actor.organisationId} and r.kind = ${kind} and r.changed_at > ${after}
    order by r.changed_at desc, r.id`);
  const seen = [...rows].filter((row) =>
    maySee(actor, { kind, state: row.state, ownerId: row.owner_id, serviceIds: row.service_ids }),
  );
  const first = seen.slice(0, shown);
  const ids = sql`${`{${first.map((row) => row.id).join(",")}}`}::uuid[]`;
  const told = await tx.execute<Told>(sql`
    select r.id, r.reference, r.title, t.id is null as added,
      (select array_agg(a.verb order by a.last desc) from (
        select e.verb, max(e.number) as last from public.trail_entries e
        where e.organisation_id = ${actor.organisationId} and e.record_id = r.id and e.at > ${after}
        group by e.verb) a) as acts
    from public.records r
    left join as_at.records t on t.organisation_id = ${actor.organisationId} and t.id = r.id and t.id = any(${ids})
    where r.organisation_id = ${actor.organisationId} and r.id = any(${ids})`);
  const byId = new Map([...told].map((row) => [row.id, row]));
  const mayTell = can(actor, "trail", "read");
  return {
    from,
    total: seen.length,
    rows: first.flatMap(({ id, changed_at }) => {
      const row = byId.get(id);
      if (!row) return [];
      const { reference, title, added } = row;
      const acts = mayTell ? (row.acts ?? []).map(verbWords) : [];
      return [{ href: recordHref(kind, id), reference, title, added, at: new Date(changed_at), acts }];
    }),
  };
}
