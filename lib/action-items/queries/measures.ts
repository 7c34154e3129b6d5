import "server-only";
import { count, inArray, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { londonDay } from "#lib/dates.ts";
import { type AgeBand, ageBands, doneStates, type StrengthMix } from "../action-item.ts";
import { verifiedSince } from "./narrowing.ts";
import { inBand, isOverdue, raisedBy, seen } from "./register.ts";

export type OverdueCount = { overdue: number; oldestDueOn: string };

/** Overdue actions by service id; those of the whole organisation stand under "all". Services without any are absent. */
export async function countOverdue(tx: Tx, actor: Context): Promise<Map<string, OverdueCount>> {
  const groups = await tx
    .select({
      serviceIds: actionItems.serviceIds,
      overdue: count(),
      oldestDueOn: sql<string>`min(${actionItems.dueOn})::text`,
    })
    .from(actionItems)
    .where(own(actionItems, actor, seen(actor), isOverdue(londonDay(tx.now))))
    .groupBy(actionItems.serviceIds);
  const counts = new Map<string, OverdueCount>();
  for (const { serviceIds, overdue, oldestDueOn } of groups) {
    for (const service of serviceIds.length > 0 ? serviceIds : ["all"]) {
      const known = counts.get(service);
      counts.set(service, {
        overdue: overdue + (known?.overdue ?? 0),
        oldestDueOn: known && known.oldestDueOn < oldestDueOn ? known.oldestDueOn : oldestDueOn,
      });
    }
  }
  return counts;
}

/** How long the overdue actions have been overdue. */
export async function countAges(tx: Tx, actor: Context): Promise<Record<AgeBand, number>> {
  const today = londonDay(tx.now);
  const counts: Record<string, ReturnType<typeof banded>> = {};
  for (const band of ageBands) counts[band] = banded(band, today);
  const [row] = await tx
    .select(counts)
    .from(actionItems)
    .where(own(actionItems, actor, seen(actor)));
  const of = (band: AgeBand) => row?.[band] ?? 0;
  return { "to-7": of("to-7"), "to-30": of("to-30"), "to-90": of("to-90"), "over-90": of("over-90") };
}

const banded = (band: AgeBand, today: string) =>
  sql<number>`count(*) filter (where ${inBand(band, today)})`.mapWith(Number);

/** How strong the actions are that a record raised; cancelled ones and drafts do not count. */
export async function strengthMix(tx: Tx, actor: Context, recordId: string): Promise<StrengthMix> {
  const rows = await tx
    .select({ strength: actionItems.strength, rows: count() })
    .from(actionItems)
    .where(
      own(actionItems, actor, raisedBy(tx, actor, recordId), sql`${actionItems.state} not in ('draft', 'cancelled')`),
    )
    .groupBy(actionItems.strength);
  const of = (strength: keyof StrengthMix) => rows.find((row) => row.strength === strength)?.rows ?? 0;
  return { strong: of("strong"), intermediate: of("intermediate"), weak: of("weak") };
}

/** Actions that are done and that somebody other than their owner found done since a moment. */
export async function countVerifiedSince(tx: Tx, actor: Context, since: Date): Promise<number> {
  const [row] = await tx
    .select({ rows: count() })
    .from(actionItems)
    .where(
      own(
        actionItems,
        actor,
        seen(actor),
        inArray(actionItems.state, [...doneStates]),
        verifiedSince(tx, actor, since),
      ),
    );
  return row?.rows ?? 0;
}
