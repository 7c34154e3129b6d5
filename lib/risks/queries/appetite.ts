import "server-only";
import { and, desc, eq, gt, inArray, isNull, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { membershipServices, memberships, people } from "#db/schema/organisation.ts";
import { riskAppetites, risks } from "#db/schema/risks.ts";
import type { Role } from "#lib/access/roles.ts";
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
      setBy: riskAppetites.setBy,
      setAt: riskAppetites.setAt,
    })
    .from(riskAppetites)
    .where(own(riskAppetites, actor))
    .orderBy(desc(riskAppetites.setAt), riskAppetites.category)
    .limit(200);
  return rows.map((row) => ({ ...row, category: wordOf(appetiteCategories, row.category) }));
}

/** Whether a limit was set by this decision before. */
export async function hasSetALimit(tx: Tx, actor: Context, reference: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: riskAppetites.id })
    .from(riskAppetites)
    .where(own(riskAppetites, actor, sql`btrim(${riskAppetites.decisionReference}) = ${reference.trim()}`))
    .limit(1);
  return row !== undefined;
}

/** The limit of a risk's category, as a comparison's right-hand side. */
export function appetiteOf(appetites: readonly Appetite[]): SQL {
  const wide = appetites.find((one) => one.category === "all")?.maximum ?? defaultAppetite;
  const own = appetites.filter((one): one is Appetite & { category: RiskCategory } => one.category !== "all");
  if (own.length === 0) return sql`${wide}::int`;
  const cases = own.map((one) => sql`when ${one.category} then ${one.maximum}::int`);
  return sql`case ${risks.category} ${sql.join(cases, sql` `)} else ${wide}::int end`;
}

/** Whether anyone but the actor and these people now holds a membership of one of these roles that covers these services. */
export async function hasSecondPerson(
  tx: Tx,
  actor: Context,
  asked: { roles: readonly Role[]; serviceIds: readonly string[]; except: readonly string[] },
): Promise<boolean> {
  const rows = await tx
    .select({ id: memberships.id, wide: memberships.allServices })
    .from(memberships)
    .innerJoin(
      people,
      and(
        eq(people.organisationId, memberships.organisationId),
        eq(people.id, memberships.personId),
        own(people, actor),
      ),
    )
    .where(
      own(
        memberships,
        actor,
        inArray(memberships.role, [...asked.roles]),
        notInArray(memberships.personId, [actor.personId, ...asked.except]),
        lte(memberships.startsAt, tx.now),
        or(isNull(memberships.endsAt), gt(memberships.endsAt, tx.now)),
        isNull(people.disabledAt),
      ),
    );
  if (rows.some((row) => row.wide)) return true;
  if (rows.length === 0 || asked.serviceIds.length === 0) return false;
  const reach = await tx
    .select({ membershipId: membershipServices.membershipId, serviceId: membershipServices.serviceId })
    .from(membershipServices)
    .where(
      own(
        membershipServices,
        actor,
        inArray(
          membershipServices.membershipId,
          rows.map((row) => row.id),
        ),
        isNull(membershipServices.endedAt),
      ),
    );
  return rows.some((row) =>
    asked.serviceIds.every((id) => reach.some((one) => one.membershipId === row.id && one.serviceId === id)),
  );
}
