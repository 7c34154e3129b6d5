import "server-only";
import { asc, inArray, isNull, ne, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { disruptions } from "#db/schema/disruptions.ts";
import { services } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { risks } from "#db/schema/risks.ts";
import { readsOwnOnly } from "#lib/action-items/policy.ts";
import { countOverdue } from "#lib/action-items/queries/measures.ts";
import { frameworkOf } from "#lib/frameworks/framework.ts";
import { countEvidence, currentFrameworks } from "#lib/frameworks/queries.ts";
import { materialsInDate } from "#lib/materials/queries/register.ts";
import { serviceTypes, typesInWords } from "#lib/organisation/organisation.ts";
import { lastTestPerService } from "#lib/resilience-tests/queries/services.ts";
import { resultSaid } from "#lib/resilience-tests/resilience-test.ts";
import { appetiteOf } from "#lib/risks/queries/appetite.ts";
import { live, momentOf } from "#lib/risks/queries/register.ts";
import { wordOf } from "#lib/words.ts";
import type { LastTest, OpenDisruption, Recovery, Risks, ServiceFacts } from "../overview.ts";

/** Rows of the whole organisation stand under this key. */
const wide = "";

type Spread<T> = { serviceIds: readonly string[]; value: T };

/** Values by service id; what names no service stands under "". */
function byService<T>(rows: readonly Spread<T>[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const { serviceIds, value } of rows)
    for (const id of serviceIds.length > 0 ? serviceIds : [wide]) found.set(id, [...(found.get(id) ?? []), value]);
  return found;
}

async function openDisruptions(tx: Tx, actor: Context): Promise<Map<string, OpenDisruption[]>> {
  const rows = await tx
    .select({
      id: disruptions.id,
      reference: records.reference,
      startedAt: disruptions.startedAt,
      periodAt: disruptions.periodAt,
      restoredAt: disruptions.restoredAt,
      serviceIds: disruptions.serviceIds,
    })
    .from(disruptions)
    .innerJoin(
      records,
      sql`${records.organisationId} = ${disruptions.organisationId} and ${records.id} = ${disruptions.id} and ${own(records, actor)}`,
    )
    .where(own(disruptions, actor, ne(disruptions.state, "closed")))
    .orderBy(asc(disruptions.periodAt), asc(disruptions.id));
  return byService(
    rows.map(({ serviceIds, startedAt, periodAt, restoredAt, ...row }) => ({
      serviceIds,
      value: { ...row, since: startedAt ?? periodAt, restored: restoredAt !== null },
    })),
  );
}

const noRisk: Risks = { open: 0, above: 0, highest: 0, reviewOverdue: 0 };

export async function countRisks(tx: Tx, actor: Context): Promise<Map<string, Risks>> {
  const { today, appetites } = await momentOf(tx, actor);
  const rows = await tx
    .select({
      serviceIds: risks.serviceIds,
      open: sql<number>`count(*)::int`,
      above: sql<number>`(count(*) filter (where ${risks.score} > ${appetiteOf(appetites)}))::int`,
      highest: sql<number>`max(${risks.score})`,
      reviewOverdue: sql<number>`(count(*) filter (where ${risks.nextReviewOn} < ${today}::date))::int`,
    })
    .from(risks)
    .where(own(risks, actor, live))
    .groupBy(risks.serviceIds);
  const groups = byService(rows.map(({ serviceIds, ...value }) => ({ serviceIds, value })));
  return new Map([...groups].map(([id, parts]) => [id, parts.reduce(addRisks, noRisk)]));
}

const addRisks = (a: Risks, b: Risks): Risks => ({
  open: a.open + b.open,
  above: a.above + b.above,
  highest: Math.max(a.highest, b.highest),
  reviewOverdue: a.reviewOverdue + b.reviewOverdue,
});

/** The newest day of evidence per service, for the framework in force. */
async function newestEvidence(tx: Tx, actor: Context): Promise<Map<string, string>> {
  const newest = new Map<string, string>();
  const framework = frameworkOf(await currentFrameworks(tx));
  if (!framework) return newest;
  const { services: counted } = await countEvidence(tx, actor, framework.id);
  for (const perService of counted.values())
    for (const [service, held] of perService) {
      const known = newest.get(service);
      if (!known || known < held.newest) newest.set(service, held.newest);
    }
  return newest;
}

type Proof = { test: LastTest | undefined; recovery: Recovery | undefined };

/** The last test of each service that was reported and the last recovery that one measured; a service never tested is absent. */
async function listTests(tx: Tx, actor: Context): Promise<Map<string, Proof>> {
  const rows = await lastTestPerService(tx, actor);
  return new Map(
    rows.map(({ serviceId, last, measured }) => {
      const { shape, word: said } = resultSaid(last);
      const [word = said, tally] = said.split(": ");
      const test = last.heldFrom
        ? { id: last.id, reference: last.reference, at: last.heldFrom, mark: shape, word, ...(tally ? { tally } : {}) }
        : undefined;
      const recovery =
        measured?.heldFrom && measured.measuredMinutes !== null
          ? {
              id: measured.id,
              at: measured.heldFrom,
              measuredMinutes: measured.measuredMinutes,
              targetMinutes: measured.targetMinutes,
            }
          : undefined;
      return [serviceId, { test, recovery }];
    }),
  );
}

export type Wide = { risksAbove: number; overdue: number; open: number };

/** What is recorded about each service within reach, and what stands open for the organisation as a whole. */
export async function listServiceFacts(tx: Tx, actor: Context): Promise<{ facts: ServiceFacts[]; wide: Wide }> {
  const rows = await tx
    .select({ id: services.id, name: services.name, types: services.types, people: services.peopleSupported })
    .from(services)
    .where(
      own(
        services,
        actor,
        isNull(services.closedOn),
        actor.services === "all" ? undefined : inArray(services.id, [...actor.services]),
      ),
    )
    .orderBy(asc(services.name));
  const open = await openDisruptions(tx, actor);
  const risksOf = await countRisks(tx, actor);
  const ownOnly = readsOwnOnly(actor);
  const overdue = ownOnly ? undefined : await countOverdue(tx, actor);
  const evidence = await newestEvidence(tx, actor);
  const materials = new Map((await materialsInDate(tx, actor)).map((row) => [row.serviceId, row]));
  const tests = await listTests(tx, actor);
  const facts = rows.map(({ types, ...service }): ServiceFacts => {
    const late = overdue?.get(service.id);
    const copies = materials.get(service.id);
    return {
      ...service,
      kind: typesInWords(types.map((type) => wordOf(serviceTypes, type))),
      open: [...(open.get(service.id) ?? []), ...(open.get(wide) ?? [])],
      test: tests.get(service.id)?.test,
      recovery: tests.get(service.id)?.recovery,
      materials: copies && { ...copies, notKnown: copies.counts["not-known"] ?? 0 },
      risks: risksOf.get(service.id) ?? noRisk,
      overdue: ownOnly ? "not-shown" : late && { count: late.overdue, oldestDueOn: late.oldestDueOn },
      newestEvidence: evidence.get(service.id),
    };
  });
  return {
    facts,
    wide: {
      risksAbove: risksOf.get(wide)?.above ?? 0,
      overdue: overdue?.get("all")?.overdue ?? 0,
      open: (open.get(wide) ?? []).length,
    },
  };
}
