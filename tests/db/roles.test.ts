import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { type Role, roleIds } from "#lib/access/roles.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { tenantTables } from "#tests/support/catalogue.ts";
import { makeRow, shapeOf } from "#tests/support/rows.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let tables: string[] = [];
const made = new Map<string, { a: string; b: string }>();

/** Tables about the organisation as a whole: whoever is inside reads their rows, whatever their services. */
const aboutAll = [
  "commissioner_bodies",
  "grant_services",
  "legal_providers",
  "membership_services",
  "memberships",
  "organisations",
  "people",
  "record_services",
  "reference_counters",
  "risk_appetites",
  "service_imports",
  "services",
  "signing_keys",
];

/** Only the person whose row it is. */
const aboutOne = ["minute_drafts", "saved_views"];

/** Meetings are read by those who govern: care staff and administrators read none. */
const ofMeetings = /^(meeting|minute_(?!drafts)|committee|decision_effects)/;

const outsideMeetings: readonly Role[] = ["care-worker", "shift-lead", "care-coordinator", "org-admin"];

/** Read by those who write, sign or check a review. What shift leads do moves a review's state, so their reads are held back by the queries. */
const ofReviews = [
  "disruption_closures",
  "disruption_reviews",
  "disruption_severities",
  "duty_decisions",
  "paper_records",
  "review_factors",
  "review_findings",
  "sign_offs",
];

beforeAll(async () => {
  cast = await castOf(here());
  const actor = cast.actors["org-admin"];
  const { organisation, services } = cast;
  tables = (await tenantTables(here().owner)).filter((table) => !/^trail_|_versions$/.test(table));
  for (const name of tables)
    await cast.door.changeAs(actor, "row.make", async (tx) => {
      const { columns } = await shapeOf(tx, name);
      const alone = columns.some((column) => column.name === "service_id") && !aboutAll.includes(name);
      const row = async (serviceId: string) => {
        const place = { organisationId: organisation.id, serviceId };
        const fixed = {
          ...(aboutOne.includes(name) ? { person_id: actor.personId } : {}),
          // A severity given at triage is read by everyone; one that a review confirmed is the review's.
          ...(name === "disruption_severities" ? { kind: "confirmed" } : {}),
          ...(alone ? { service_id: serviceId } : {}),
        };
        return String((await makeRow(tx, name, place, { fixed })).id);
      };
      made.set(name, { a: await row(services.a), b: await row(services.b) });
    });
}, 120_000);

function expected(role: Role, table: string): string {
  if (aboutOne.includes(table)) return role === "org-admin" ? "A and B" : "none";
  if (ofMeetings.test(table) && outsideMeetings.includes(role)) return "none";
  if (ofReviews.includes(table) && role === "care-worker") return "none";
  if (aboutAll.includes(table)) return "A and B";
  const { services } = cast.actors[role];
  if (services === "all") return "A and B";
  return services.includes(cast.services.b) ? "A and B" : "A";
}

async function seen(role: Role): Promise<[string, string][]> {
  const actor = cast.actors[role];
  return readAs(actor, async (tx) => {
    const found: [string, string][] = [];
    for (const table of tables) {
      const { a = "", b = "" } = made.get(table) ?? {};
      const rows = await tx.execute<{ id: string }>(sql`select id from ${sql.identifier(table)}
        where organisation_id = ${actor.organisationId} and id in (${a}::uuid, ${b}::uuid)`);
      const ids = new Set([...rows].map(({ id }) => id));
      const which = [ids.has(a) ? ["A"] : [], ids.has(b) ? ["B"] : []].flat();
      found.push([table, which.join(" and ") || "none"]);
    }
    return found;
  });
}

test("there are many tables, and every role is asked about each of them", () => {
  expect(tables.length).toBeGreaterThan(60);
  expect(aboutAll.filter((table) => !tables.includes(table))).toEqual([]);
});

test.each(roleIds)("without the portal's rules, a %s reads rows of their own services alone", async (role) => {
  expect(await seen(role)).toEqual(tables.map((table) => [table, expected(role, table)]));
});
