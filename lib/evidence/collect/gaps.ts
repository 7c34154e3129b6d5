import "server-only";
import { desc, eq, inArray, ne, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionCompletions, actionItems } from "#db/schema/action-items.ts";
import { disruptions } from "#db/schema/disruptions.ts";
import { evidenceLinks } from "#db/schema/frameworks.ts";
import { materials } from "#db/schema/materials.ts";
import { recordLinks } from "#db/schema/records.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import { riskAcceptances, riskAppetites, risks } from "#db/schema/risks.ts";
import { actionStates, proofs } from "#lib/action-items/action-item.ts";
import { files } from "#lib/action-items/queries/files.ts";
import { londonDay } from "#lib/dates.ts";
import { severities, states } from "#lib/disruptions/disruption.ts";
import { frameworkOf } from "#lib/frameworks/framework.ts";
import { currentFrameworks } from "#lib/frameworks/queries.ts";
import { checkResults, materialStates } from "#lib/materials/material.ts";
import { heldStates, testStates } from "#lib/resilience-tests/resilience-test.ts";
import { type Appetite, appetiteCategories, riskCategories } from "#lib/risks/risk.ts";
import { wordOf } from "#lib/words.ts";
import type { KnownGap, Place } from "../known-gap.ts";
import { actionGaps, disruptionGaps, materialGaps, riskGaps, statementGaps } from "../known-gaps.ts";
import { isSection, type SectionId, sectionIds } from "../sections.ts";
import { testGaps } from "../test-gaps.ts";
import { listSigning } from "./signing.ts";
import { risksStood } from "./standing.ts";

/**
 * What the provider knows is missing, as the reader outside may know it: one rule for bundles and the inspection room,
 * over what the outside role sees for these services, this period and these sections.
 */
export async function findKnownGaps(
  tx: Tx,
  scope: Context,
  granted: readonly string[],
  place: Place,
): Promise<KnownGap[]> {
  const gaps: KnownGap[] = [];
  for (const section of granted.filter(isSection)) gaps.push(...(await gapsOf(section, tx, scope, place, granted)));
  return gaps;
}

/** The sections whose records may be linked to a statement: without one of them nobody knows that nothing is linked. */
const linkable = sectionIds.filter((id) => id !== "frameworks" && id !== "minutes");

async function gapsOf(
  section: SectionId,
  tx: Tx,
  scope: Context,
  place: Place,
  granted: readonly string[],
): Promise<KnownGap[]> {
  const today = londonDay(tx.now);
  const last = scope.to ? londonDay(scope.to) : today;
  switch (section) {
    case "resilience-tests":
      return testGaps(await listTests(tx, scope), place);
    case "materials":
      return materialGaps(await listCopies(tx, scope), place, tx.now);
    case "disruptions":
      return disruptionGaps(await listDisruptions(tx, scope), place);
    case "action-items":
      return actionGaps(await listActions(tx, scope), place, today);
    case "risks":
      return riskGaps(
        await listRisks(tx, scope),
        await listAppetites(tx, scope),
        place,
        today,
        last < today ? last : undefined,
      );
    case "frameworks": {
      const framework = frameworkOf(await currentFrameworks(tx));
      const rows = await tx
        .selectDistinct({ statementId: evidenceLinks.statementId })
        .from(evidenceLinks)
        .where(own(evidenceLinks, scope));
      const whole = linkable.every((section) => granted.includes(section));
      return framework ? statementGaps(framework, new Set(rows.map((row) => row.statementId)), whole) : [];
    }
    case "systems":
    case "minutes":
      return [];
  }
}

async function listTests(tx: Tx, scope: Context) {
  const links = await tx
    .select({ fromId: recordLinks.fromId, toId: recordLinks.toId })
    .from(recordLinks)
    .where(own(recordLinks, scope, eq(recordLinks.kind, "retests")));
  const rows = await tx
    .select({
      id: resilienceTests.id,
      title: resilienceTests.title,
      state: resilienceTests.state,
      serviceIds: resilienceTests.serviceIds,
      heldFrom: resilienceTests.heldFrom,
      measuredMinutes: resilienceTests.measuredMinutes,
      objectives: resilienceTests.objectives,
      met: resilienceTests.met,
      notMet: resilienceTests.notMet,
      partlyMet: resilienceTests.partlyMet,
      notTested: resilienceTests.notTested,
    })
    .from(resilienceTests)
    .where(own(resilienceTests, scope, inArray(resilienceTests.state, heldStates)))
    .orderBy(resilienceTests.heldFrom, resilienceTests.id);
  const retests = Map.groupBy(links, ({ fromId }) => fromId);
  return rows.map((row) => ({
    ...row,
    state: wordOf(testStates, row.state),
    retests: (retests.get(row.id) ?? []).map(({ toId }) => toId),
  }));
}

async function listCopies(tx: Tx, scope: Context) {
  const rows = await tx
    .select({
      id: materials.id,
      serviceIds: materials.serviceIds,
      state: materials.state,
      contentAsOf: materials.contentAsOf,
      printedAt: materials.printedAt,
      useUntil: materials.useUntil,
      lastResult: materials.lastResult,
      lastCheckedAt: materials.lastCheckedAt,
    })
    .from(materials)
    .where(own(materials, scope))
    .orderBy(materials.id);
  return rows.map((row) => ({
    ...row,
    state: wordOf(materialStates, row.state),
    lastResult: wordOf(checkResults, row.lastResult),
  }));
}

async function listDisruptions(tx: Tx, scope: Context) {
  const signing = await listSigning(tx, scope);
  const rows = await tx
    .select({
      id: disruptions.id,
      title: disruptions.title,
      state: disruptions.state,
      triage: disruptions.severityTriage,
      confirmed: disruptions.severityConfirmed,
    })
    .from(disruptions)
    .where(own(disruptions, scope, ne(disruptions.state, "closed")))
    .orderBy(disruptions.periodAt, disruptions.id);
  return rows.map(({ triage, confirmed, state, ...row }) => ({
    ...row,
    state: wordOf(states, state),
    severity: severities.find((one) => one === (confirmed ?? triage)) ?? null,
    signing: signing.get(row.id),
  }));
}

async function listActions(tx: Tx, scope: Context) {
  const newest = await tx
    .selectDistinctOn([actionCompletions.recordId], {
      recordId: actionCompletions.recordId,
      proof: actionCompletions.proof,
    })
    .from(actionCompletions)
    .where(own(actionCompletions, scope))
    .orderBy(actionCompletions.recordId, desc(actionCompletions.at));
  const shown = new Map(newest.map((row) => [row.recordId, row.proof]));
  const rows = await tx
    .select({
      id: actionItems.id,
      title: actionItems.title,
      state: actionItems.state,
      dueOn: actionItems.dueOn,
      effectDueOn: actionItems.effectDueOn,
      files: files(tx, scope),
    })
    .from(actionItems)
    .where(own(actionItems, scope))
    .orderBy(actionItems.dueOn, actionItems.id);
  return rows.map((row) => {
    const proof = shown.get(row.id);
    return { ...row, state: wordOf(actionStates, row.state), proof: proof ? wordOf(proofs, proof) : null };
  });
}

async function listRisks(tx: Tx, scope: Context) {
  const newest = await tx
    .selectDistinctOn([riskAcceptances.recordId], {
      recordId: riskAcceptances.recordId,
      score: riskAcceptances.score,
      expiresOn: riskAcceptances.expiresOn,
    })
    .from(riskAcceptances)
    .where(own(riskAcceptances, scope))
    .orderBy(riskAcceptances.recordId, desc(riskAcceptances.acceptedAt), desc(riskAcceptances.id));
  const accepted = new Map(newest.map((row) => [row.recordId, row]));
  const rows = await tx
    .select({
      id: risks.id,
      title: risks.title,
      state: risks.state,
      category: risks.category,
      score: sql<number | null>`${risksStood.score}`,
      nextReviewOn: risks.nextReviewOn,
      provedOn: sql<string | null>`${risksStood.proved_on}`,
    })
    .from(risks)
    .where(own(risks, scope, inArray(risks.state, ["open", "tolerated"])))
    .orderBy(sql`${risksStood.score} desc nulls last`, risks.id);
  return rows.map((row) => ({
    ...row,
    category: wordOf(riskCategories, row.category),
    accepted: row.state === "tolerated" ? (accepted.get(row.id) ?? null) : null,
  }));
}

/** The limits in force, at most one per category: the board's newest decision of each. */
async function listAppetites(tx: Tx, scope: Context): Promise<Appetite[]> {
  const rows = await tx
    .selectDistinctOn([riskAppetites.category], {
      category: riskAppetites.category,
      maximum: riskAppetites.maximum,
      decidedOn: riskAppetites.decidedOn,
    })
    .from(riskAppetites)
    .where(own(riskAppetites, scope))
    .orderBy(riskAppetites.category, desc(riskAppetites.decidedOn), desc(riskAppetites.setAt));
  return rows.map((row) => ({ ...row, category: wordOf(appetiteCategories, row.category) }));
}
