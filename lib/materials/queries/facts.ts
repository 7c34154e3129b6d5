import "server-only";
import { desc, eq } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { materialChecks, materialKnowledge, materialStamps } from "#db/schema/materials.ts";
import { roleIds, roleLabels } from "#lib/access/roles.ts";
import { wordOf } from "#lib/words.ts";
import { checkResults, knowledgeMethods } from "../material.ts";

// Facts are only ever added: newest first.

function whose(word: string) {
  const role = wordOf(roleIds, word);
  return { role, by: roleLabels[role] };
}

export async function listChecks(tx: Tx, actor: Context, id: string, most = 100) {
  const rows = await tx
    .select({
      id: materialChecks.id,
      result: materialChecks.result,
      note: materialChecks.note,
      role: materialChecks.role,
      checkedAt: materialChecks.checkedAt,
    })
    .from(materialChecks)
    .where(own(materialChecks, actor, eq(materialChecks.recordId, id)))
    .orderBy(desc(materialChecks.checkedAt), desc(materialChecks.id))
    .limit(most);
  return rows.map((row) => ({
    ...row,
    result: wordOf(checkResults, row.result),
    ...whose(row.role),
  }));
}

export async function listStamps(tx: Tx, actor: Context, id: string, most = 100) {
  const rows = await tx
    .select({
      id: materialStamps.id,
      contentAsOf: materialStamps.contentAsOf,
      printedAt: materialStamps.printedAt,
      useUntil: materialStamps.useUntil,
      role: materialStamps.role,
      stampedAt: materialStamps.stampedAt,
    })
    .from(materialStamps)
    .where(own(materialStamps, actor, eq(materialStamps.recordId, id)))
    .orderBy(desc(materialStamps.stampedAt), desc(materialStamps.id))
    .limit(most);
  return rows.map((row) => ({ ...row, ...whose(row.role) }));
}

export async function listKnowledge(tx: Tx, actor: Context, id: string) {
  const rows = await tx
    .select({
      id: materialKnowledge.id,
      knowing: materialKnowledge.knowing,
      asked: materialKnowledge.asked,
      method: materialKnowledge.method,
      shownOn: materialKnowledge.shownOn,
      role: materialKnowledge.role,
    })
    .from(materialKnowledge)
    .where(own(materialKnowledge, actor, eq(materialKnowledge.recordId, id)))
    .orderBy(desc(materialKnowledge.shownOn), desc(materialKnowledge.notedAt), desc(materialKnowledge.id))
    .limit(50);
  return rows.map((row) => ({
    ...row,
    method: wordOf(knowledgeMethods, row.method),
    ...whose(row.role),
  }));
}
