import { describe, expect, test } from "vitest";
import { readAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { ActionQuery } from "#lib/action-items/inputs.ts";
import { listActions } from "#lib/action-items/queries/register.ts";
import { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import { listDisruptions } from "#lib/disruptions/queries/register.ts";
import { MaterialQuery } from "#lib/materials/inputs.ts";
import { listMaterials } from "#lib/materials/queries/register.ts";
import { sinceFigures } from "#lib/overview/answer.ts";
import { columns, type Row } from "#lib/overview/overview.ts";
import { findOverview, mayOpen, sinceReads } from "#lib/overview/queries/overview.ts";
import { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { listTests } from "#lib/resilience-tests/queries/register.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { countCells, momentOf, totalOf } from "#lib/risks/queries/register.ts";
import { useSample } from "#tests/support/world.ts";

const sample = useSample();

const readers = {
  "quality lead": ["quality.lead@fennmoor.example", "quality-compliance-lead"],
  "registered manager": ["registered.manager@fennmoor.example", "registered-manager"],
  "care worker": ["care.worker@fennmoor.example", "care-worker"],
  "board member": ["board.member@fennmoor.example", "board-member"],
} as const;

async function actorOf([email, role]: readonly [string, string]): Promise<Actor> {
  const [row] = await sample().world.owner<(Actor & { all: boolean; reach: string[] })[]>`
    select p.organisation_id as "organisationId", p.id as "personId", p.account_id as "accountId", m.id as "membershipId",
      m.role, m.all_services as all, coalesce((select array_agg(s.service_id::text) from membership_services s
        where s.membership_id = m.id and s.ended_at is null), '{}') as reach
    from people p join memberships m on m.organisation_id = p.organisation_id and m.person_id = p.id
    where p.email = ${email} and m.role = ${role}`;
  if (!row) throw new Error(`The sample has no ${email}.`);
  const { all, reach, ...actor } = row;
  const frame = { kind: "inside" as const, name: "", title: undefined, organisation: "", sample: true };
  return { ...actor, ...frame, services: all ? "all" : reach };
}

/** How many rows the register shows at an address. */
async function rowsAt(tx: Tx, actor: Actor, href: string): Promise<number> {
  const { pathname, searchParams } = new URL(href, "http://here.invalid");
  const params = Object.fromEntries(searchParams);
  switch (pathname) {
    case "/disruptions":
      return (await listDisruptions(tx, actor, DisruptionQuery.parse(params))).total;
    case "/materials":
      return (await listMaterials(tx, actor, MaterialQuery.parse(params))).total;
    case "/action-items":
      return (await listActions(tx, actor, ActionQuery.parse(params))).total;
    case "/resilience-tests":
      return (await listTests(tx, actor, TestQuery.parse(params))).total;
    case "/risks": {
      const query = RiskQuery.parse(params);
      return totalOf(await countCells(tx, actor, query, await momentOf(tx, actor)), query);
    }
    default:
      // A link to one record stands for one row.
      expect(pathname).toMatch(/^\/(disruptions|resilience-tests)\/[0-9a-f-]{36}$/);
      return 1;
  }
}

/** What the words of a cell count; a cell that tells a day or a verdict counts one record. */
function counted({ cells, materials, risks }: Row, column: (typeof columns)[number]): number {
  const { word, detail = "", href = "" } = cells[column];
  if (column === "materials") {
    const part = /^(\d+) not/.exec(detail)?.[1];
    return part
      ? Number(part)
      : href.includes("no-priorities")
        ? (materials?.withoutPriorities ?? 0)
        : (materials?.all ?? 0);
  }
  if (column === "risks") {
    if (href.includes("view=overdue")) return risks.reviewOverdue;
    return href.includes("view=above") ? Number(word.split(" ")[0]) : risks.open;
  }
  return Number(/^\d+/.exec(word)?.[0] ?? 1);
}

describe.each(Object.entries(readers))("for the %s", (_, who) => {
  test("every figure of the Overview opens exactly the rows that it counts", async () => {
    const actor = await actorOf(who);
    let opened = 0;
    await readAs(actor, async (tx) => {
      const page = await findOverview(tx, actor);
      for (const row of page.rows)
        for (const column of columns.filter((one) => one !== "evidence" && mayOpen(actor, one))) {
          const { href } = row.cells[column];
          if (!href) continue;
          opened += 1;
          expect([row.name, column, await rowsAt(tx, actor, href)]).toEqual([row.name, column, counted(row, column)]);
        }
      for (const figure of sinceFigures(page.since).filter(({ key }) => sinceReads(actor)[key]))
        expect([figure.key, await rowsAt(tx, actor, figure.href)]).toEqual([figure.key, figure.value]);
    });
    expect(opened).toBeGreaterThan(0);
  });
});
