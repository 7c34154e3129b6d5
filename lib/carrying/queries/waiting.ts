import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { decisionReference } from "#lib/meetings/deciding.ts";
import { mayRead } from "#lib/meetings/policy.ts";
import { type Decision, listDecisions, listNotCarriedOut } from "#lib/meetings/queries/decisions.ts";
import { listEffects } from "#lib/meetings/queries/votes.ts";
import type { Written } from "#lib/meetings/queries/written.ts";
import { acceptancesOf, risksOf } from "#lib/risks/queries/record.ts";
import { acceptableUntil } from "#lib/risks/risk.ts";
import { type Decided, type Standing, standingWords, type Waiting } from "../carrying.ts";
import { standingOf } from "../policy.ts";
import { groundsOf } from "./grounds.ts";

/** Where one decision stands for the reader; undefined where nothing is to be done elsewhere. */
export async function findStanding(tx: Tx, actor: Actor, decided: Decided): Promise<Standing | undefined> {
  return standingOf(actor, decided, await groundsOf(tx, actor, [decided]));
}

function decidedOf(decision: Decision): Decided[] {
  const { id: decisionId, recordId: meetingId, asks, outcome, aboutId, limit, decidedAt, expiresOn } = decision;
  if (!outcome || !(aboutId || limit) || !decidedAt) return [];
  const ofTheBoard = decision.committeeKind === "board";
  return [{ decisionId, meetingId, asks, outcome, aboutId, decidedAt, expiresOn, ofTheBoard }];
}

/** Where decisions stand that nobody has carried out, by their id, in as many statements for one as for many. */
async function standingsOf(tx: Tx, actor: Actor, decisions: readonly Decision[]): Promise<Map<string, Standing>> {
  const decided = decisions.flatMap(decidedOf);
  if (decided.length === 0) return new Map();
  const grounds = await groundsOf(tx, actor, decided);
  return new Map(
    decided.flatMap((one): [string, Standing][] => {
      const standing = standingOf(actor, one, grounds);
      return standing ? [[one.decisionId, standing]] : [];
    }),
  );
}

/** Of one meeting, where each decision stands that nobody has carried out. */
export function readWaiting(tx: Tx, actor: Actor, { decisions, effects }: Pick<Written, "decisions" | "effects">) {
  const done = new Set(effects.map(({ decisionId }) => decisionId));
  return standingsOf(
    tx,
    actor,
    decisions.filter(({ id }) => !done.has(id)),
  );
}

/**
 * Decisions about one record, or about any, that nobody has carried out, of the meetings that the reader may read.
 * `more` says that there are older ones, of which nothing was asked.
 */
export async function listWaiting(tx: Tx, actor: Actor, aboutId?: string) {
  if (!can(actor, "meetings", "read")) return { waiting: [], more: false };
  const { decisions, more } = await listNotCarriedOut(tx, actor, aboutId);
  const found = decisions.filter(({ serviceIds }) => mayRead(actor, serviceIds));
  return { waiting: waitingOf(found, await standingsOf(tx, actor, found)), more };
}

/** What waits for the reader's own role. */
export async function listWaitingForMe(tx: Tx, actor: Actor) {
  const { waiting, more } = await listWaiting(tx, actor);
  return { waiting: waiting.filter(({ standing }) => standing.kind === "may"), more };
}

/** Of one meeting, what its decisions still have to do elsewhere. */
export async function listWaitingOf(tx: Tx, actor: Actor, meetingId: string): Promise<Waiting[]> {
  const decisions = await listDecisions(tx, actor, meetingId);
  const effects = await listEffects(tx, actor, meetingId);
  return waitingOf(decisions, await readWaiting(tx, actor, { decisions, effects }));
}

function waitingOf(decisions: readonly Decision[], standings: ReadonlyMap<string, Standing>): Waiting[] {
  return decisions.flatMap((decision) => {
    const standing = standings.get(decision.id);
    if (!standing) return [];
    const { id, recordId, itemId, question } = decision;
    return [
      {
        ...{ id, question, standing },
        reference: decisionReference(decision.meeting, decision.itemPosition, decision.position),
        href: `/meetings/${recordId}/minutes?item=${itemId}#decision-${id}`,
        says: standingWords(standing),
      },
    ];
  });
}

/** Of the questions that have no answer yet, the last day until which each risk could be accepted today. */
export async function readLimits(tx: Tx, actor: Actor, { decisions }: Pick<Written, "decisions">) {
  const open = decisions.flatMap(({ id, aboutId, asks, outcome }) =>
    asks === "accept-risk" && !outcome && aboutId ? [{ id, aboutId }] : [],
  );
  const about = open.map(({ aboutId }) => aboutId);
  const risks = new Map((about.length > 0 ? await risksOf(tx, actor, about) : []).map((risk) => [risk.id, risk]));
  const today = londonDay(tx.now);
  return new Map(
    open.flatMap(({ id, aboutId }): [string, string][] => {
      const risk = risks.get(aboutId);
      return risk ? [[id, acceptableUntil(risk.score, today)]] : [];
    }),
  );
}

/** Of the decisions to accept a risk that were carried out, the day on which each acceptance ends on the register. */
export async function readAccepted(
  tx: Tx,
  actor: Actor,
  { decisions, effects }: Pick<Written, "decisions" | "effects">,
) {
  const done = effects.filter(({ verb }) => verb === "risk.accept");
  const risks = done.flatMap(({ resultId }) => resultId ?? []);
  const acceptances = risks.length > 0 ? await acceptancesOf(tx, actor, risks) : [];
  return new Map(
    done.flatMap(({ decisionId, resultId }): [string, string][] => {
      const decision = decisions.find(({ id }) => id === decisionId);
      const reference = decision && decisionReference(decision.meeting, decision.itemPosition, decision.position);
      const signed = acceptances.find((one) => one.recordId === resultId && one.decisionReference === reference);
      return decision && signed ? [[decisionId, signed.expiresOn]] : [];
    }),
  );
}
