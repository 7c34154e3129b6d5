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

type Raw = {
  id: string;
  reference: string;
  title: string;
  state: string;
  owner_id: string | null;
  service_ids: string[];
  changed_at: string;
  added: boolean;
  acts: string[] | null;
};

/**
 * What became of the records of a kind after the moment that this transaction looks back at, as they stand now, last
 * changed first. Names the present's tables by their schema, because plain names are the past's here.
 */
export async function listSince(tx: Tx, actor: Actor, kind: RecordKind): Promise<Since> {
  const from = tx.now;
  const rows = await tx.execute<Raw>(sql`
    select r.id, r.reference, r.title, r.state, r.owner_id, r.service_ids, r.changed_at, t.id is null as added,
      (select array_agg(a.verb order by a.last desc) from (
        select e.verb, max(e.number) as last from public.trail_entries e
        where e.organisation_id = ${actor.organisationId} and e.record_id = r.id and e.at > ${from.toISOString()}::timestamptz
        group by e.verb) a) as acts
    from public.records r
    left join as_at.records t on t.organisation_id = ${actor.organisationId} and t.id = r.id
    where r.organisation_id = ${actor.organisationId} and r.kind = ${kind} and r.changed_at > ${from.toISOString()}::timestamptz
    order by r.changed_at desc, r.id`);
  const seen = [...rows].filter((row) =>
    maySee(actor, { kind, state: row.state, ownerId: row.owner_id, serviceIds: row.service_ids }),
  );
  const mayTell = can(actor, "trail", "read");
  return {
    from,
    total: seen.length,
    rows: seen.slice(0, shown).map((row) => ({
      href: recordHref(kind, row.id),
      reference: row.reference,
      title: row.title,
      added: row.added,
      at: new Date(row.changed_at),
      acts: mayTell ? (row.acts ?? []).map(verbWords) : [],
    })),
  };
}
