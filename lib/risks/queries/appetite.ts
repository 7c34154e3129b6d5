import "server-only";
import { desc, type SQL, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { riskAppetites, risks } from "#db/schema/risks.ts";
import { type Appetite, appetiteCategories, defaultAppetite, type RiskCategory } from "#lib/risks/risk.ts";
import { wordOf } from "#lib/words.ts";

/** The limits in force, at most one per category: the board's newest decision of each. */
export async function listAppetites(tx: Tx, actor: Context): Promise<Appetite[]> {
  const rows = await tx
    .selectDistinctOn([riskAppetites.category], {
      category: riskAppetites.category,
      maximum: riskAppetites.maximum,
      decidedOn: riskAppetites.decidedOn,
    })
    .from(riskAppetites)
    .where(own(riskAppetites, actor))
    .orderBy(riskAppetites.category, desc(riskAppetites.decidedOn), desc(riskAppetites.setAt));
  return rows.map((row) => ({ ...row, category: wordOf(appetiteCategories, row.category) }));
}

/** Every limit the board ever set, newest first. */
export async function listAppetiteHistory(tx: Tx, actor: Context) {
  const rows = await tx
    .select({
      id: riskAppetites.id,
      category: riskAppetites.category,
      maximum: riskAppetites.maximum,
      decidedOn: riskAppetites.decidedOn,
      decisionReference: riskAppetites.decisionReference,
      decisionId: riskAppetites.decisionId,
      setBy: riskAppetites.setBy,
      setAt: riskAppetites.setAt,
    })
    .from(riskAppetites)
    .where(own(riskAppetites, actor))
    .orderBy(desc(riskAppetites.setAt), riskAppetites.category)
    .limit(200);
  return rows.map((row) => ({ ...row, category: wordOf(appetiteCategories, row.category) }));
}

/** The limit of a risk's category, as a comparison's right-hand side. */
export function appetiteOf(appetites: readonly Appetite[]): SQL {
  const wide = appetites.find((one) => one.category === "all")?.maximum ?? defaultAppetite;
  const own = appetites.filter((one): one is Appetite & { category: RiskCategory } => one.category !== "all");
  if (own.length === 0) return sql`${wide}::int`;
  const cases = own.map((one) => sql`when ${one.category} then ${one.maximum}::int`);
  return sql`case ${risks.category} ${sql.join(cases, sql` `)} else ${wide}::int end`;
}
