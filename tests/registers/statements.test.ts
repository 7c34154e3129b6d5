import { beforeAll, expect, test } from "vitest";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { ActionQuery } from "#lib/action-items/inputs.ts";
import { listActions } from "#lib/action-items/queries/register.ts";
import { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import { listDisruptions } from "#lib/disruptions/queries/register.ts";
import { MaterialQuery } from "#lib/materials/inputs.ts";
import { listMaterials } from "#lib/materials/queries/register.ts";
import { MeetingQuery } from "#lib/meetings/inputs/meetings.ts";
import { listMeetings } from "#lib/meetings/queries/register.ts";
import { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { listTests } from "#lib/resilience-tests/queries/register.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { readRegister } from "#lib/risks/queries/page.ts";
import { listRisks, momentOf } from "#lib/risks/queries/register.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { statementsOf } from "#tests/support/statements.ts";
import { useSample } from "#tests/support/world.ts";

const sample = useSample();
let lead: Actor;

beforeAll(async () => {
  const [row] = await sample().world.owner<Actor[]>`
    select p.organisation_id as "organisationId", p.id as "personId", p.account_id as "accountId", m.id as "membershipId", m.role
    from people p join memberships m on m.organisation_id = p.organisation_id and m.person_id = p.id
    where p.email = 'quality.lead@fennmoor.example'`;
  if (!row) throw new Error("The sample has no quality lead.");
  lead = { ...row, kind: "inside", services: "all", name: "", title: undefined, organisation: "", sample: true };
});

type Read = (tx: Tx, size?: number) => Promise<{ rows: readonly unknown[] }>;

const registers: Record<string, Read> = {
  risks: async (tx, size) => listRisks(tx, lead, RiskQuery.parse({}), await momentOf(tx, lead), size),
  disruptions: (tx, size) => listDisruptions(tx, lead, DisruptionQuery.parse({ view: "all" }), size),
  tests: (tx, size) => listTests(tx, lead, TestQuery.parse({}), size),
  actions: (tx, size) => listActions(tx, lead, ActionQuery.parse({}), size),
  systems: (tx, size) => listSystems(tx, lead, SystemQuery.parse({}), size),
  meetings: (tx, size) => listMeetings(tx, lead, MeetingQuery.parse({ view: "all" }), size),
  materials: (tx, size) => listMaterials(tx, lead, MaterialQuery.parse({}), size),
};

test.each(Object.entries(registers))("%s are read in as many statements for one row as for many", async (_, read) => {
  const counted = async (size?: number) => {
    let rows = 0;
    const statements = await statementsOf(sample().world.appUrl, lead, async (tx) => {
      rows = (await read(tx, size)).rows.length;
    });
    return { rows, statements };
  };
  const one = await counted(1);
  const many = await counted();
  expect(one.rows).toBe(1);
  expect(many.rows).toBeGreaterThan(3);
  expect(many.statements).toBe(one.statements);
});

test("the whole page of risks is read in fourteen statements, and the appetites in one of them", async () => {
  const page = (query: Record<string, string>) =>
    statementsOf(sample().world.appUrl, lead, (tx) => readRegister(tx, lead, RiskQuery.parse(query)));
  expect(await page({})).toBe(14);
  expect(await page({ view: "closed" })).toBe(14);
});
