import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { may as mayAct } from "#lib/action-items/policy.ts";
import { states as disruptionStates } from "#lib/disruptions/disruption.ts";
import { may as mayDisrupt } from "#lib/disruptions/policy.ts";
import { effectOf, effectWords } from "#lib/meetings/deciding.ts";
import type { EffectVerb } from "#lib/meetings/minute.ts";
import { type Decision, listBoardDecisions } from "#lib/meetings/queries/decisions.ts";
import type { Written } from "#lib/meetings/queries/written.ts";
import { findRecord, type RecordCard } from "#lib/records/queries.ts";
import { may as mayTest } from "#lib/resilience-tests/policy.ts";
import { findTest } from "#lib/resilience-tests/queries/record.ts";
import { may as mayRisk, rolesToAccept } from "#lib/risks/policy.ts";
import { listAppetites } from "#lib/risks/queries/appetite.ts";
import { findRisk } from "#lib/risks/queries/record.ts";
import { type Appetite, appetiteFor } from "#lib/risks/risk.ts";
import { wordOf } from "#lib/words.ts";

export type Waiting = { waits: string; mayCarryOut: boolean };

/** Decisions that nobody has carried out: for whom each waits, and whether that is the reader, by the other room's policy. */
export async function readWaiting(tx: Tx, actor: Actor, written: Pick<Written, "decisions" | "effects">) {
  const waiting = new Map<string, Waiting>();
  const appetites = await listAppetites(tx, actor);
  for (const decision of written.decisions) {
    if (!decision.aboutId || written.effects.some(({ decisionId }) => decisionId === decision.id)) continue;
    const about = await findRecord(tx, actor, decision.aboutId);
    const verb = effectOf(decision.outcome, about?.kind);
    const waits = about && verb && (await waitsFor(tx, actor, { decision, about, verb, appetites }));
    if (waits) waiting.set(decision.id, waits);
  }
  return waiting;
}

type Asked = { decision: Decision; about: RecordCard; verb: EffectVerb; appetites: readonly Appetite[] };

async function waitsFor(
  tx: Tx,
  actor: Actor,
  { decision, about, verb, appetites }: Asked,
): Promise<Waiting | undefined> {
  const { waits } = effectWords[verb];
  const { id, state, serviceIds, ownerId } = about;
  switch (verb) {
    case "risk.accept": {
      const risk = await findRisk(tx, actor, id);
      if (!risk || !(await stands(tx, actor, decision))) return undefined;
      const roles = rolesToAccept(risk.score, appetiteFor(appetites, risk.category));
      const names = roles.map((role) => roleLabels[role].toLowerCase()).join(" or the ");
      return { waits: `the ${names}`, mayCarryOut: roles.includes(actor.role) && mayRisk(actor, "accept", risk) };
    }
    case "test.plan": {
      const test = await findTest(tx, actor, id);
      return { waits, mayCarryOut: test !== undefined && mayTest(actor, "retest", test) };
    }
    case "disruption.sign":
      return {
        waits,
        mayCarryOut: mayDisrupt(actor, "sign", { state: wordOf(disruptionStates, state), serviceIds, ownerId }),
      };
    case "action.raise":
      return {
        waits,
        mayCarryOut: mayAct(actor, "raise", { state: "open", serviceIds, ownerId: ownerId ?? actor.personId }),
      };
  }
}

/** The board may have decided again since; then nothing of the earlier decision is carried out. */
async function stands(tx: Tx, actor: Actor, { id, committeeKind, aboutId }: Decision): Promise<boolean> {
  if (committeeKind !== "board" || !aboutId) return true;
  return (await listBoardDecisions(tx, actor, aboutId)).some((one) => one.id === id);
}
