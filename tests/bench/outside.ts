import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type postgres from "postgres";
import { readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import type { Bench } from "./bench.ts";
import { compare, type Figure } from "./measure.ts";
import { openPlace } from "./organisation.ts";
import { filledTables, fillRisks } from "./risk-rows.ts";

/** What the granted period costs: rows read from outside, beside a copy whose policy asks services and section alone. */
export async function outsideFigures({ small, world }: Bench): Promise<Figure[]> {
  const { owner, ownerUrl } = await world();
  const place = await openPlace(ownerUrl, "Bench 1");
  const count = small ? 200 : 2_000;
  await fillRisks(owner, place, count);
  await owner.begin(async (tx) => {
    await tx`alter table record_links disable trigger user`;
    await tx`insert into record_links (organisation_id, id, from_id, to_id, kind, service_ids, created_at)
      select r.organisation_id, gen_random_uuid(), r.id, lead(r.id) over (order by r.id), 'about', r.service_ids, now() - interval '9 days'
      from records r order by r.id limit ${count - 1}`;
    await tx`alter table record_links enable trigger user`;
  });
  for (const table of [...filledTables, "record_links"]) await owner`vacuum analyze ${owner(table)}`;
  const outside: Context = {
    ...{ organisationId: place.organisationId, personId: randomUUID(), grantId: randomUUID(), kind: "outside" },
    ...{ role: "inspector", services: [...place.services], sections: ["risks"] },
    ...{ from: new Date(Date.now() - 400 * 86_400_000), to: new Date() },
  };
  const tables = ["records", "risks", "risk_scores", "risk_controls", "record_links"];
  for (const table of tables) await copyWithoutPeriod(owner, table);
  const ids = await owner`select from_id as id from record_links limit 200`;
  const every = [sql`true`];
  const each = ids.map(({ id }) => sql`from_id = ${String(id)}::uuid`);
  const read = (table: string, wheres: SQL[], times: number) => async () => {
    await readAs(outside, async (tx) => {
      for (let turn = 0; turn < times; turn += 1)
        for (const where of wheres)
          await tx.execute(
            sql`select id from ${sql.identifier(table)} where organisation_id = ${outside.organisationId} and ${where}`,
          );
    });
  };
  const beside = (what: string, table: string, wheres = every, times = 20, most = 2) =>
    compare(
      { what, of: "the time without a period", runs: 9, aim: { most } },
      read(table, wheres, times),
      read(`bench_${table}`, wheres, times),
    );
  const all = count.toLocaleString("en-GB");
  return [
    await beside(`records of ${all} risks, from outside`, "records"),
    await beside(`${all} risks, from outside`, "risks"),
    await beside(`scores of ${all} risks, from outside`, "risk_scores", every, 4),
    await beside(`controls of ${all} risks, from outside`, "risk_controls"),
    await beside("links of one record after another, from outside", "record_links", each, 1, 3),
  ];
}

async function copyWithoutPeriod(owner: postgres.Sql, table: string): Promise<void> {
  const copy = `bench_${table}`;
  await owner.unsafe(`create table ${copy} (like ${table} including indexes);
    insert into ${copy} select * from ${table};
    alter table ${copy} enable row level security;
    create policy tenant on ${copy} as restrictive to holdfast_outside using (organisation_id = guard.context_org());
    create policy outside_select on ${copy} for select to holdfast_outside
      using (service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks'));
    grant select on ${copy} to holdfast_outside`);
  await owner`vacuum analyze ${owner(copy)}`;
}
