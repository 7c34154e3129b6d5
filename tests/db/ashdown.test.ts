import { expect, test } from "vitest";
import { ownerDoor } from "#db/owner.ts";
import { seedAshdown } from "#db/seed/ashdown.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

test("a home with one manager has its records, and what one person did alone is marked so", async () => {
  const door = ownerDoor(here().ownerUrl);
  try {
    await seedAshdown(door, new Date(), "not-a-password-hash");
  } finally {
    await door.end();
  }
  const sql = here().owner;
  const kinds = await sql`select kind, count(*)::int as rows from records group by kind order by kind`;
  expect(Object.fromEntries(kinds.map((row) => [row.kind, row.rows]))).toEqual({
    disruption: 1,
    material: 2,
    meeting: 1,
    risk: 1,
    system: 1,
  });
  const [disruption] = await sql`select d.state,
    (select bool_and(alone) from sign_offs s where s.record_id = d.id) as signed_alone,
    (select bool_or(agreed_alone) from duty_decisions x where x.record_id = d.id) as agreed_alone,
    (select bool_and(checked_alone) from paper_records p where p.record_id = d.id) as checked_alone
    from disruptions d`;
  expect(disruption).toEqual({ state: "closed", signed_alone: true, agreed_alone: true, checked_alone: true });
  const held = await sql`select role from memberships order by starts_at`;
  expect(held.map((row) => row.role)).toEqual([
    "registered-manager",
    "nominated-individual",
    "quality-compliance-lead",
    "digital-lead",
    "org-admin",
  ]);
});
