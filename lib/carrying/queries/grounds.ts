import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listHolders } from "#lib/access/holders.ts";
import { londonDay } from "#lib/dates.ts";
import { disruptionsOf } from "#lib/disruptions/queries/disruption.ts";
import { reviewFactsOf } from "#lib/disruptions/queries/facts.ts";
import { reviewsOf } from "#lib/disruptions/queries/review.ts";
import { setsALimit } from "#lib/meetings/deciding.ts";
import { boardWaitsOf } from "#lib/meetings/queries/behind.ts";
import { listBoardLimits } from "#lib/meetings/queries/board-limits.ts";
import { boardDecisionsOf } from "#lib/meetings/queries/decisions.ts";
import { cardsOf } from "#lib/records/queries.ts";
import type { RecordKind } from "#lib/records/record.ts";
import { plannedRetests, testsOf } from "#lib/resilience-tests/queries/record.ts";
import { listAppetites } from "#lib/risks/queries/appetite.ts";
import { ownersOf } from "#lib/risks/queries/owners.ts";
import { acceptancesOf, risksOf, scoredAtOf } from "#lib/risks/queries/record.ts";
import type { Decided } from "../carrying.ts";
import type { Grounds } from "../policy.ts";

/** In as many statements for one decision as for many; none for a kind of record that no decision is about. */
export async function groundsOf(tx: Tx, actor: Actor, decided: readonly Decided[]): Promise<Grounds> {
  const about = await cardsOf(
    tx,
    actor,
    decided.flatMap(({ aboutId }) => aboutId ?? []),
  );
  const of = (kind: RecordKind) => [...about.values()].filter((one) => one.kind === kind).map(({ id }) => id);
  const limits = decided.filter(setsALimit);
  const accepts = decided.filter(({ outcome }) => outcome === "accept-risk");
  const risks = accepts.length > 0 ? of("risk") : [];
  return {
    today: londonDay(tx.now),
    about,
    ...(risks.length > 0 ? await riskGrounds(tx, actor, risks) : noRisks),
    limitStands: limits.length > 0 ? await standingLimits(tx, actor) : new Set<string>(),
    boardWaits: await waitsOf(tx, actor, [...(risks.length > 0 ? accepts : []), ...limits]),
    ...(await testGrounds(tx, actor, of("resilience-test"))),
    reviews: await reviewGrounds(tx, actor, of("disruption")),
  };
}

async function standingLimits(tx: Tx, actor: Actor): Promise<Set<string>> {
  return new Set((await listBoardLimits(tx, actor)).flatMap(({ id, stands }) => (stands ? [id] : [])));
}

async function waitsOf(tx: Tx, actor: Actor, decided: readonly Decided[]): Promise<Map<string, string>> {
  const ofBoards = decided.filter(({ ofTheBoard }) => ofTheBoard);
  return ofBoards.length > 0 ? boardWaitsOf(tx, actor, ofBoards) : new Map();
}

type RiskGrounds = Pick<Grounds, "risks" | "appetites" | "holders" | "boardStands">;
const noRisks: RiskGrounds = {
  risks: new Map(),
  appetites: [],
  holders: [],
  boardStands: new Set(),
};

async function riskGrounds(tx: Tx, actor: Actor, ids: string[]): Promise<RiskGrounds> {
  const scoredAt = await scoredAtOf(tx, actor, ids);
  const acceptances = await acceptancesOf(tx, actor, ids);
  const owners = await ownersOf(tx, actor, ids);
  const found = await risksOf(tx, actor, ids);
  return {
    risks: new Map(
      found.map((risk) => [
        risk.id,
        {
          ...risk,
          scoredAt: scoredAt.get(risk.id),
          acceptances: acceptances.filter(({ recordId }) => recordId === risk.id),
          owners: owners.get(risk.id) ?? [],
        },
      ]),
    ),
    appetites: await listAppetites(tx, actor),
    holders: await listHolders(tx, actor),
    boardStands: new Set((await boardDecisionsOf(tx, actor, ids)).map(({ id }) => id)),
  };
}

async function testGrounds(tx: Tx, actor: Actor, ids: string[]): Promise<Pick<Grounds, "tests" | "retests">> {
  if (ids.length === 0) return { tests: new Map(), retests: new Map() };
  return {
    tests: new Map((await testsOf(tx, actor, ids)).map((test) => [test.id, test])),
    retests: await plannedRetests(tx, actor, ids),
  };
}

async function reviewGrounds(tx: Tx, actor: Actor, ids: string[]): Promise<Grounds["reviews"]> {
  const disruptions = ids.length > 0 ? await disruptionsOf(tx, actor, ids) : [];
  if (disruptions.length === 0) return new Map();
  const reviews = await reviewsOf(tx, actor, ids);
  const facts = await reviewFactsOf(tx, actor, disruptions);
  return new Map(
    disruptions.flatMap((disruption, index) => {
      const its = facts[index];
      const review = reviews.find(({ disruptionId }) => disruptionId === disruption.id);
      return its ? [[disruption.id, { disruption, submittedAt: review?.submittedAt, facts: its }]] : [];
    }),
  );
}
