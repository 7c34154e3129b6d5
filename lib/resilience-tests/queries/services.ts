import "server-only";
import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { services } from "#db/schema/organisation.ts";
import { recordServices, records } from "#db/schema/records.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import { londonParts, toInstant } from "#lib/dates.ts";
import { isReported, reportedStates, testEveryMonths } from "../resilience-test.ts";
import { columns, recordOf, worded } from "./register.ts";

async function newestPerService(tx: Tx, actor: Context, which: "held" | "reported" | "measured") {
  const rows = await tx
    .selectDistinctOn([recordServices.serviceId], { ...columns, serviceId: recordServices.serviceId })
    .from(resilienceTests)
    .innerJoin(records, recordOf(actor))
    .innerJoin(
      recordServices,
      and(
        eq(recordServices.organisationId, resilienceTests.organisationId),
        eq(recordServices.recordId, resilienceTests.id),
        own(recordServices, actor),
      ),
    )
    .where(
      own(
        resilienceTests,
        actor,
        isNotNull(resilienceTests.heldFrom),
        which === "held" ? undefined : inArray(resilienceTests.state, reportedStates),
        which === "measured" ? isNotNull(resilienceTests.measuredMinutes) : undefined,
        actor.services === "all" ? undefined : inArray(recordServices.serviceId, [...actor.services]),
      ),
    )
    .orderBy(recordServices.serviceId, desc(resilienceTests.heldFrom), desc(resilienceTests.id));
  return rows.map(worded);
}

/**
 * Per service that was ever tested: the last test that was reported, where none was the one held last, and the last
 * reported one whose recovery was measured (often the same). Until it is reported a test shows nothing. Minutes are against the system's objective of the day it was planned. A service never tested has no row.
 */
export async function lastTestPerService(tx: Tx, actor: Context) {
  const held = await newestPerService(tx, actor, "held");
  const reported = new Map((await newestPerService(tx, actor, "reported")).map((row) => [row.serviceId, row]));
  const measured = new Map((await newestPerService(tx, actor, "measured")).map((row) => [row.serviceId, row]));
  return held.map((test) => ({
    serviceId: test.serviceId,
    last: reported.get(test.serviceId) ?? test,
    measured: measured.get(test.serviceId),
  }));
}

/** The moment some calendar months before another, at the same London time. */
export function monthsBefore(now: Date, months: number): Date {
  const { year, month, day, hour, minute } = londonParts(now);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const longest = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const date = { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: Math.min(day, longest) };
  const at = toInstant(date, { hour, minute });
  return at.ok ? at.instant : new Date(Date.UTC(date.year, date.month - 1, date.day, hour, minute));
}

/**
 * Open services within reach without a reported test in six months, those without any first, then the longest ago. `last` is
 * the last reported test, and where none was reported the one held last: until it is reported a test shows nothing.
 */
export async function listServicesWithoutTest(tx: Tx, actor: Context) {
  const open = await tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(
      own(
        services,
        actor,
        isNull(services.closedOn),
        actor.services === "all" ? undefined : inArray(services.id, [...actor.services]),
      ),
    );
  const last = new Map((await lastTestPerService(tx, actor)).map((row) => [row.serviceId, row.last]));
  const since = monthsBefore(tx.now, testEveryMonths).getTime();
  const shown = (id: string) => {
    const test = last.get(id);
    return (test && isReported(test.state) && test.heldFrom?.getTime()) || 0;
  };
  return open
    .filter((service) => shown(service.id) < since)
    .map((service) => ({ ...service, last: last.get(service.id) }))
    .sort((a, b) => shown(a.id) - shown(b.id) || a.name.localeCompare(b.name, "en-GB"));
}
