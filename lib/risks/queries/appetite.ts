import "server-only";
import { desc, ne, type SQL, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { riskAppetites, risks } from "#db/schema/risks.ts";
import {
  type Appetite,
  appetiteCategories,
  defaultAppetite,
  type NamedAppetite,
  type RiskCategory,
} from "#lib/risks/risk.ts";
import { wordOf } from "#lib/words.ts";

/** The limits in force, at most one per category: the board's newest decision of each. */
export async function listAppetites(tx: Tx, actor: Context): Promise<NamedAppetite[]> {
  const rows = await tx
    .selectDistinctOn([riskAppetites.category], {
      category: riskAppetites.category,
      maximum: riskAppetites.maximum,
      decidedOn: riskAppetites.decidedOn,
      decisionReference: riskAppetites.decisionReference,
    })
    .from(riskAppetites)
    .where(own(riskAppetites, actor))
    .orderBy(riskAppetites.category, desc(riskAppetites.decidedOn), desc(riskAppetites.setAt));
  return rows.map((row) => ({ ...row, category: wordOf(appetiteCategories, row.category) }));
}

/** The limit for every kind when another was set; before any it is the default. */
const wideThen = sql`coalesce((select w.maximum from risk_appetites w
  where w.organisation_id = risk_appetites.organisation_id and w.category = 'all' and w.set_at <= risk_appetites.set_at
  order by w.decided_on desc, w.set_at desc limit 1), ${defaultAppetite}::int)`;

/** The own limits in force that rest on no word of the board: no decision asked for them, and none lay above the wide one when set. */
export async function listFollowing(tx: Tx, actor: Context): Promise<Appetite[]> {
  const rows = await tx
    .selectDistinctOn([riskAppetites.category], {
      category: riskAppetites.category,
      maximum: riskAppetites.maximum,
      decidedOn: riskAppetites.decidedOn,
      follows: sql<boolean>`${riskAppetites.decisionId} is null and ${riskAppetites.maximum} <= ${wideThen}`,
    })
    .from(riskAppetites)
    .where(own(riskAppetites, actor, ne(riskAppetites.category, "all")))
    .orderBy(riskAppetites.category, desc(riskAppetites.decidedOn), desc(riskAppetites.setAt));
  return rows
    .filter((row) => row.follows)
    .map(({ follows: _, ...row }) => ({ ...row, category: wordOf(appetiteCategories, row.category) }));
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
