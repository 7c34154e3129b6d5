import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, own } from "#db/client.ts";
import { people } from "#db/schema/organisation.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { RecordSystem } from "#lib/systems/inputs.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const lead = () => cast.actors["digital-lead"];

beforeAll(async () => {
  cast = await castOf(here());
});

describe("who people are", () => {
  test("never enters the trail: neither name nor address, when they come, change or are invited from outside", async () => {
    const person = {
      organisationId: cast.organisation.id,
      id: randomUUID(),
      accountId: randomUUID(),
      createdAt: new Date(),
    };
    const canaries = ["Zebedee Canary", "Yolanda Canary", "zebedee@canary.example", "yolanda@canary.example"];
    const [first = "", second = "", email = "", other = ""] = canaries;
    await changeAs(lead(), "person.add", (tx) => tx.insert(people).values({ ...person, name: first, email }));
    await changeAs(lead(), "person.rename", (tx) =>
      tx
        .update(people)
        .set({ name: second, email: other })
        .where(own(people, lead(), eq(people.id, person.id))),
    );
    const [told] = await here().owner`select count(*)::int as entries from trail_entries where row_id = ${person.id}`;
    expect(told?.entries).toBe(2);
    const all = [...canaries, "@first.example", "@foreign.example", "Internal auditor"];
    for (const canary of all) {
      const found = await here()
        .owner`select 1 from trail_texts where position(${canary} in coalesce(before, '') || coalesce(after, '')) > 0`;
      expect([canary, found.length]).toEqual([canary, 0]);
    }
  });

  test("every column that holds a name or an address of a person is kept out", async () => {
    const columns = await here()
      .owner`select c.relname as table, a.attname as column, encode(g.tgargs, 'escape') as args
      from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where g.tgname = 'capture' and (a.attname = 'email' or a.attname ~ '(^|_)(email|phone)$' or
        (a.attname = 'name' and exists (select 1 from pg_attribute e where e.attrelid = c.oid and e.attname = 'email')))`;
    expect(columns.length).toBeGreaterThan(3);
    const open = columns.filter(({ column, args }) => !new RegExp(`[{,]${column}[,}]`).test(String(args)));
    expect(open.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });
});

test("a record's change is told under the record, so that its history can be read by whoever may read it", async () => {
  const system = RecordSystem.parse({
    name: "Told under itself",
    category: "dscr",
    tier: "1",
    hosting: "cloud-saas",
    serviceIds: [],
  });
  const { id } = await recordSystem(lead(), system);
  const entries = await here()
    .owner`select table_name, record_id from trail_entries where row_id = ${id} order by number`;
  expect(entries.map((entry) => [entry.table_name, entry.record_id])).toEqual([
    ["records", id],
    ["systems", id],
  ]);
});
