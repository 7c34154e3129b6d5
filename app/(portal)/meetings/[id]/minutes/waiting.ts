import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can, roleLabels } from "#lib/access/roles.ts";
import { effectOf, effectWords } from "#lib/meetings/deciding.ts";
import type { Written } from "#lib/meetings/queries/written.ts";
import { findRecord } from "#lib/records/queries.ts";
import { rolesToAccept } from "#lib/risks/policy.ts";
import { listAppetites } from "#lib/risks/queries/appetite.ts";
import { findRisk } from "#lib/risks/queries/record.ts";
import { appetiteFor } from "#lib/risks/risk.ts";

export type Waiting = { waits: string; mayCarryOut: boolean };

/** Decisions that nobody has carried out: for whom each waits, and whether that is the reader. */
export async function readWaiting(tx: Tx, actor: Actor, written: Written): Promise<Map<string, Waiting>> {
  const waiting = new Map<string, Waiting>();
  for (const decision of written.decisions) {
    if (!decision.aboutId || written.effects.some(({ decisionId }) => decisionId === decision.id)) continue;
    const about = await findRecord(tx, actor, decision.aboutId);
    const verb = effectOf(decision.outcome, about?.kind);
    if (!about || !verb) continue;
    if (verb === "risk.accept") {
      const risk = await findRisk(tx, actor, about.id);
      if (!risk) continue;
      const roles = rolesToAccept(risk.score, appetiteFor(await listAppetites(tx, actor), risk.category));
      const waits = `the ${roles.map((role) => roleLabels[role].toLowerCase()).join(" or the ")}`;
      waiting.set(decision.id, { waits, mayCarryOut: roles.includes(actor.role) });
      continue;
    }
    const { waits } = effectWords[verb];
    const mayCarryOut = {
      "test.plan": can(actor, "resilience-tests", "retest"),
      "disruption.sign": can(actor, "disruptions", "sign"),
      "action.raise": can(actor, "action-items", "raise"),
    }[verb];
    waiting.set(decision.id, { waits, mayCarryOut });
  }
  return waiting;
}
