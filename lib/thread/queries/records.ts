import "server-only";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { materials } from "#db/schema/materials.ts";
import { records } from "#db/schema/records.ts";
import { systems } from "#db/schema/systems.ts";
import {
  type ActionSource,
  actionSources,
  actionStates,
  proofs,
  sourceWords,
  standingOf,
} from "#lib/action-items/action-item.ts";
import { seen } from "#lib/action-items/queries/register.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { checkResults, materialStates, type Standing, standing, standingWords } from "#lib/materials/material.ts";
import type { Mark, ThreadNode } from "#lib/thread/thread.ts";
import { wordOf } from "#lib/words.ts";

const withRecord = (actor: Context, table: { organisationId: PgColumn; id: PgColumn }): SQL | undefined =>
  and(eq(records.organisationId, table.organisationId), eq(records.id, table.id), own(records, actor));

/** Sources that are records here, so that a link can be asked for. */
const fromRecords: readonly ActionSource[] = ["disruption-review", "resilience-test", "risk", "material-check"];

export async function actionNodes(tx: Tx, actor: Context, ids: string[]): Promise<ThreadNode[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: actionItems.id,
      reference: records.reference,
      title: actionItems.title,
      state: actionItems.state,
      dueOn: actionItems.dueOn,
      proof: actionItems.proof,
      effectDueOn: actionItems.effectDueOn,
      sourceKind: actionItems.sourceKind,
      raisedAt: actionItems.raisedAt,
    })
    .from(actionItems)
    .innerJoin(records, withRecord(actor, actionItems))
    .where(own(actionItems, actor, seen(actor), inArray(actionItems.id, ids)));
  const today = londonDay(tx.now);
  return rows.map((row) => {
    const state = wordOf(actionStates, row.state);
    const { shape, word } = standingOf({ ...row, state, proof: wordOf(proofs, row.proof) }, today);
    const done = state === "effective" || state === "verified";
    const undone = done ? {} : { control: state === "cancelled" ? "cancelled" : "not done yet" };
    const source = wordOf(actionSources, row.sourceKind);
    const elsewhere = fromRecords.includes(source) ? {} : { action: `raised by ${sourceWords[source].toLowerCase()}` };
    return {
      id: row.id,
      step: "action",
      reference: row.reference,
      title: row.title,
      href: `/action-items/${row.id}`,
      state: { mark: shape, word },
      on: londonDay(row.raisedAt),
      excused: { ...undone, ...elsewhere },
    };
  });
}

const standingMarks: Record<Standing, Mark> = {
  "in-date": "ok",
  "out-of-date": "bad",
  "no-date-stamp": "bad",
  missing: "bad",
  "not-known": "unknown",
  ended: "na",
};

/** A printed copy is a control that a look at its place proves. */
export async function materialNodes(tx: Tx, actor: Context, ids: string[]): Promise<ThreadNode[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: materials.id,
      reference: records.reference,
      title: records.title,
      state: materials.state,
      contentAsOf: materials.contentAsOf,
      printedAt: materials.printedAt,
      useUntil: materials.useUntil,
      lastResult: materials.lastResult,
      lastCheckedAt: materials.lastCheckedAt,
      createdAt: materials.createdAt,
    })
    .from(materials)
    .innerJoin(records, withRecord(actor, materials))
    .where(own(materials, actor, inArray(materials.id, ids)));
  return rows.map((row) => {
    const facts = {
      ...row,
      state: wordOf(materialStates, row.state),
      lastResult: wordOf(checkResults, row.lastResult),
    };
    const stands = standing(facts, tx.now);
    const looked = row.lastCheckedAt && formatDate(row.lastCheckedAt, "short");
    return {
      id: row.id,
      step: "control",
      reference: row.reference,
      title: row.title,
      href: `/materials/${row.id}`,
      state: { mark: standingMarks[stands], word: standingWords[stands] },
      on: londonDay(row.createdAt),
      ...(stands === "in-date" ? { excused: { test: `checked at its place ${looked}` } } : {}),
    };
  });
}

export async function systemNodes(tx: Tx, actor: Context, ids: string[]): Promise<ThreadNode[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: systems.id, reference: records.reference, name: systems.name })
    .from(systems)
    .innerJoin(records, withRecord(actor, systems))
    .where(own(systems, actor, inArray(systems.id, ids)));
  return rows.map((row) => ({
    id: row.id,
    step: undefined,
    reference: row.reference,
    title: row.name,
    href: `/systems/${row.id}`,
  }));
}
