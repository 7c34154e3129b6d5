import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { effects } from "#lib/carrying/commands.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { decisionReference } from "#lib/meetings/deciding.ts";
import { findDecision } from "#lib/meetings/queries/decisions.ts";
import type { RiskCategory } from "#lib/risks/risk.ts";
import type { Cast } from "#tests/support/cast.ts";
import type { Placed } from "./meeting-rows.ts";
import { answer, putQuestion, votedFor } from "./minutes-ground.ts";

export type Category = RiskCategory | "all";

export async function referenceOf(tx: Tx, actor: Actor, id: string): Promise<string> {
  const decision = await findDecision(tx, actor, id);
  return decision ? decisionReference(decision.meeting, decision.itemPosition, decision.position) : "";
}

export type Limits = ReturnType<typeof limitsOf>;

/** Questions for a limit, put to one meeting of the board. */
export function limitsOf(cast: Cast, meeting: Placed) {
  const { actors } = cast;
  const put = (limitCategory: Category, limitValue: number) =>
    putQuestion(actors["quality-compliance-lead"], meeting, { asks: "set-limit", limitCategory, limitValue });
  /** Voted for by the members themselves and approved by the chair, whose role sets no limit: it waits. */
  async function decided(category: Category, maximum: number) {
    const id = await put(category, maximum);
    await votedFor(cast, id);
    await decide(actors["digital-lead"], answer(id), effects);
    return id;
  }
  return { put, decided };
}
