import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import type { Later, Since } from "#lib/records/since.ts";
import { verbWords } from "#lib/trail/words.ts";

const shown = 20;

type Changed = { kind: "service" | "provider"; id: string; at: string; numbers: string[] };
type Told = { id: string; title: string; added: boolean };

/**
 * What became of the services within the reader's reach, of their sites and of the legal providers after the moment
 * that this transaction looks back at. None of them is a record, so their versions say it.
 */
export async function listServicesSince(tx: Tx, actor: Actor): Promise<Since> {
  const from = tx.now;
  const later = sql`v.organisation_id = ${actor.organisationId} and v.valid_from > ${from.toISOString()}::timestamptz`;
  const rows = await tx.execute<Changed>(sql`
    select c.kind, c.id, max(c.at) as at, array_agg(c.number order by c.number desc)::text[] as numbers from (
      select 'service' as kind, v.id, v.valid_from as at, v.trail_number as number
        from public.services_versions v where ${later}
      union all
      select 'service', v.service_id, v.valid_from, v.trail_number from public.sites_versions v where ${later}
      union all
      select 'provider', v.id, v.valid_from, v.trail_number from public.legal_providers_versions v where ${later}
    ) c group by c.kind, c.id order by max(c.at) desc, c.id`);
  const seen = [...rows].filter(
    ({ kind, id }) => kind === "provider" || actor.services === "all" || actor.services.includes(id),
  );
  const first = seen.slice(0, shown);
  const titles = new Map((await titlesOf(tx, actor, first)).map((row) => [row.id, row]));
  const acts = can(actor, "trail", "read") ? await actsOf(tx, actor, first) : new Map<string, string>();
  return {
    from,
    total: seen.length,
    rows: first.flatMap(({ kind, id, at, numbers }): Later[] => {
      const row = titles.get(id);
      if (!row) return [];
      const told = { title: row.title, added: row.added, at: new Date(at), acts: actWords(numbers, acts) };
      return kind === "service"
        ? [{ href: `/organisation/services/${id}`, reference: "", ...told }]
        : [{ href: `/organisation?provider=${id}`, reference: "Legal provider", ...told }];
    }),
  };
}

const list = (values: readonly string[]) => sql`${`{${values.join(",")}}`}`;

async function titlesOf(tx: Tx, actor: Actor, rows: readonly Changed[]): Promise<Told[]> {
  const { organisationId } = actor;
  const ids = sql`any(${list(rows.map(({ id }) => id))}::uuid[])`;
  const found = await tx.execute<Told>(sql`
    select n.id, n.name as title, t.id is null as added from public.services n
      left join as_at.services t on t.organisation_id = ${organisationId} and t.id = n.id
      where n.organisation_id = ${organisationId} and n.id = ${ids}
    union all
    select n.id, n.name, t.id is null from public.legal_providers n
      left join as_at.legal_providers t on t.organisation_id = ${organisationId} and t.id = n.id
      where n.organisation_id = ${organisationId} and n.id = ${ids}`);
  return [...found];
}

async function actsOf(tx: Tx, actor: Actor, rows: readonly Changed[]) {
  const found = await tx.execute<{ number: string; verb: string }>(sql`
    select e.number::text as number, e.verb from public.trail_entries e
    where e.organisation_id = ${actor.organisationId}
      and e.number = any(${list(rows.flatMap(({ numbers }) => numbers))}::bigint[])`);
  return new Map([...found].map(({ number, verb }) => [number, verbWords(verb)]));
}

const actWords = (numbers: readonly string[], acts: ReadonlyMap<string, string>) => [
  ...new Set(numbers.flatMap((number) => acts.get(number) ?? [])),
];
