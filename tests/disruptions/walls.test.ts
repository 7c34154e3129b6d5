import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { closeDisruption } from "#lib/disruptions/commands/close.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { disruptionFields } from "#lib/evidence/fields/disruptions.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { ago, handled, type People, peopleOf, plain, reread, reviewed, sign } from "./support.ts";

const here = useWorld();
let people: People;
let closed: string;
let open: string;
let old: string;
let wide: string;

const tables = Object.keys(disruptionFields) as (keyof typeof disruptionFields)[];

beforeAll(async () => {
  people = peopleOf(await castOf(here()));
  const { a, b } = people.cast.services;
  closed = await handled(people, 2);
  await reviewed(people, closed, 2, people.cast.actors["deputy-manager"]);
  await sign(people.manager, closed);
  await closeDisruption(people.manager, { id: closed, version: (await reread(people.manager, closed)).version });
  open = await handled(people, 2);
  await reviewed(people, open, 2, people.cast.actors["deputy-manager"]);
  old = (await reportDisruption(people.worker, plain([a], { noticedAt: ago(60 * 24 * 60) }))).id;
  wide = (await reportDisruption(people.quality, plain([a, b]))).id;
});

function outsider(more: Partial<Context> = {}): Context {
  return {
    organisationId: people.cast.organisation.id,
    personId: randomUUID(),
    grantId: randomUUID(),
    kind: "outside",
    role: "inspector",
    services: [people.cast.services.a],
    sections: ["disruptions"],
    from: ago(24 * 60),
    to: new Date(),
    ...more,
  };
}

const seenBy = (context: Context, table: string) =>
  readAs(context, async (tx) => {
    const key = table === "disruptions" ? sql`id` : sql`record_id`;
    const rows = await tx.execute<{ record: string }>(
      sql`select distinct ${key} as record from ${sql.identifier(table)} where organisation_id = ${context.organisationId}`,
    );
    return rows.map((row) => row.record).sort();
  });

describe("an outside reader", () => {
  test("sees what lies wholly within the granted services and period, row by row", async () => {
    expect(await seenBy(outsider(), "disruptions")).toEqual([closed, open].sort());
    for (const table of tables) {
      const seen = await seenBy(outsider(), table);
      expect(seen, table).not.toContain(old);
      expect(seen, table).not.toContain(wide);
    }
    const both = outsider({ services: Object.values(people.cast.services) });
    expect(await seenBy(both, "disruptions")).toContain(wide);
    expect(await seenBy(outsider({ from: ago(90 * 24 * 60) }), "disruptions")).toContain(old);
  });

  test.each([["disruption_reviews"], ["review_findings"]])(
    "reads %s only once it is closed: drafts never",
    async (table) => {
      expect(await seenBy(outsider(), table)).toEqual([closed]);
    },
  );

  test.each(tables.map((table) => [table]))(
    "reads %s by named columns, not without the section, not elsewhere",
    async (table) => {
      const context = outsider();
      const all = readAs(context, (tx) => tx.execute(sql`select * from ${sql.identifier(table)}`));
      await expect(all).rejects.toMatchObject({ cause: { code: "42501" } });
      expect(await seenBy(outsider({ sections: ["risks"] }), table)).toEqual([]);
      expect(await seenBy(outsider({ services: [people.cast.services.c] }), table)).toEqual([]);
      const foreign = outsider({ organisationId: people.cast.foreign.organisation.id });
      expect(await seenBy(foreign, table)).toEqual([]);
    },
  );

  test("is given no person and no time of change, and no version", () => {
    for (const [table, fields] of Object.entries(disruptionFields)) {
      const personal = Object.keys(fields).filter((column) =>
        /(_by|person_id|author_ids|owner_id|version|returned_reason)$/.test(column),
      );
      expect(personal, table).toEqual([]);
    }
    expect(tables).not.toContain("disruption_time_changes");
  });
});

describe("inside, without the rules of the portal", () => {
  test.each([...tables, "disruption_time_changes"].map((table) => [table]))(
    "%s shows nothing of another service or another organisation",
    async (table) => {
      const elsewhere = await seenBy(people.elsewhere, table);
      expect(elsewhere.filter((record) => record !== wide)).toEqual([]);
      expect(await seenBy(people.foreign, table)).toEqual([]);
    },
  );

  test("a manager of another service sees a shared disruption, and the impact of their own service alone", async () => {
    expect(await seenBy(people.elsewhere, "disruptions")).toEqual([wide]);
    const services = await readAs(people.elsewhere, (tx) =>
      tx.execute(
        sql`select service_id from disruption_impacts where organisation_id = ${people.elsewhere.organisationId}`,
      ),
    );
    expect(services.map((row) => row.service_id)).toEqual([people.cast.services.b]);
  });

  test.each([
    ["disruption_impacts", "people_affected = -1"],
    ["disruption_impacts", "task_kind = 'visits', tasks_due = 3, tasks_done = 4"],
    ["paper_records", "written = -1"],
    ["paper_records", "entered = written + 1"],
    ["paper_records", "checked_role = entered_role"],
    ["paper_records", "checked_by = entered_by"],
    ["duty_decisions", "reason = null where decision = 'not-required'"],
    ["duty_decisions", "agreed_role = decided_role where agreed_by is not null"],
    ["disruptions", "started_at = restored_at + interval '1 hour' where restored_at is not null"],
    ["disruptions", "period_at = now()"],
    ["disruption_reviews", "answer = null where submitted_at is not null"],
    ["review_findings", "no_action_reason = null"],
    ["disruption_severities", "severity = 6"],
    ["sign_offs", "role = 'care-worker'"],
  ])("the database itself refuses %s with %s", async (table, change) => {
    const attempt = here().owner.begin(async (tx) => {
      await tx.unsafe(`alter table ${table} disable trigger user`);
      await tx.unsafe(`update ${table} set ${change}`);
    });
    await expect(attempt).rejects.toMatchObject({ code: "23514" });
  });

  test("a board member reads closed disruptions only", async () => {
    const board = people.cast.actors["board-member"];
    await expect(reread(board, open)).rejects.toThrow("not there");
    expect(await reread(board, closed)).toMatchObject({ state: "closed" });
  });
});
