import "server-only";
import { asc, desc, eq, gte, or } from "drizzle-orm";
import { own } from "#db/client.ts";
import { records } from "#db/schema/records.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import { columns, recordOf, worded } from "#lib/resilience-tests/queries/register.ts";
import { concerned, type Desk } from "../desk.ts";

/** Tests held since the meeting before, worst result first, and those that are planned, soonest first. */
export async function listTestsOf(desk: Desk) {
  const rows = await desk.tx
    .select(columns)
    .from(resilienceTests)
    .innerJoin(records, recordOf(desk.actor))
    .where(
      own(
        resilienceTests,
        desk.actor,
        concerned(desk, resilienceTests.serviceIds),
        or(gte(resilienceTests.heldFrom, desk.since.at), eq(resilienceTests.state, "planned")),
      ),
    )
    .orderBy(
      asc(resilienceTests.resultRank),
      desc(resilienceTests.heldFrom),
      asc(resilienceTests.plannedFor),
      asc(resilienceTests.id),
    );
  return rows.map(worded);
}
