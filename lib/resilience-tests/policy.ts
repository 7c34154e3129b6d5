import { type Actor, covers } from "#lib/access/actor.ts";
import type { Holder, Work } from "#lib/access/holders.ts";
import { can, inRole, roleLabels } from "#lib/access/roles.ts";
import { isHeld, type TestState } from "./resilience-test.ts";

export type TestVerb =
  | "plan"
  | "change"
  | "cancel"
  | "set-objective"
  | "hold"
  | "correct-held"
  | "name-evaluator"
  | "add"
  | "find"
  | "raise"
  | "link"
  | "score"
  | "report"
  | "approve"
  | "retest";
export type TestFacts = { state: TestState; serviceIds: readonly string[] };

const roleVerb = {
  plan: "plan",
  change: "plan",
  cancel: "plan",
  "set-objective": "plan",
  hold: "record",
  "correct-held": "record",
  "name-evaluator": "record",
  add: "record",
  find: "record",
  raise: "record",
  link: "record",
  score: "score",
  report: "score",
  approve: "approve",
  retest: "retest",
} as const;

/** What the one who runs a test does, and the one who watches and scores it. */
export const facilitating: Work = { room: "resilience-tests", verbs: ["record"], reach: covers };
export const evaluating: Work = { room: "resilience-tests", verbs: ["score"], reach: covers };

/** Whether the actor may do this to this test now. That approver and author differ is the command's question. */
export function may(actor: Actor, verb: TestVerb, test: TestFacts): boolean {
  if (!can(actor, "resilience-tests", roleVerb[verb]) || !covers(actor, test.serviceIds)) return false;
  const { state } = test;
  switch (verb) {
    case "plan":
      return true;
    case "change":
    case "cancel":
    case "set-objective":
    case "hold":
      return state === "planned";
    case "add":
    case "score":
    case "report":
    case "name-evaluator":
      return state === "completed";
    case "find":
    case "correct-held":
      return state === "completed" || state === "reported";
    case "approve":
      return state === "reported";
    case "raise":
    case "retest":
      return isHeld(state);
    case "link":
      return state !== "cancelled";
  }
}

/** Who could approve a report instead of its author, in their roles; none where the author is the only one. */
export const othersWhoApprove = (
  holders: readonly Holder[],
  author: { personId: string },
  test: TestFacts,
): string[] => [
  ...new Set(
    holders
      .filter((one) => one.personId !== author.personId)
      .filter((one) => can(one, "resilience-tests", "approve") && covers(one, test.serviceIds))
      .map(({ name, role, title }) => inRole(name, title ?? roleLabels[role])),
  ),
];

/** A test is scored and reported by its evaluator alone. */
export const mayJudge = (actor: Actor, verb: "score" | "report", test: TestFacts & { evaluatorId: string }) =>
  may(actor, verb, test) && test.evaluatorId === actor.personId;

type Judged = { facilitatorId: string; evaluatorId: string };
type Scored = { scoredBy: string | null };

/**
 * Why the actor names no other evaluator of a test that was held; undefined where they may. `able` are those who could
 * evaluate it. What was scored is not taken from an evaluator who can go on, and who ran it chooses nobody to judge it.
 */
export function namingBlock(
  actor: { personId: string },
  test: Judged,
  able: readonly string[],
  objectives: readonly Scored[],
): string | undefined {
  if (actor.personId === test.evaluatorId) return undefined;
  if (actor.personId === test.facilitatorId && able.some((id) => id !== actor.personId))
    return "You ran this test. Somebody else names who evaluates it.";
  const scored = objectives.filter((one) => one.scoredBy === test.evaluatorId).length;
  return scored > 0 && able.includes(test.evaluatorId)
    ? `Its evaluator has scored ${scored} of ${objectives.length} objectives and can go on. Only they name another evaluator.`
    : undefined;
}

/** Of those who could evaluate a test that was held, whom the actor may name: not who does already, nor who ran it unless alone. */
export function mayBeNamed<T extends { value: string }>(
  actor: { personId: string },
  able: readonly T[],
  test: Judged,
  objectives: readonly Scored[],
): T[] {
  const ids = able.map(({ value }) => value);
  if (namingBlock(actor, test, ids, objectives)) return [];
  return able.filter(({ value }) => value !== test.evaluatorId && (able.length === 1 || value !== test.facilitatorId));
}

/** Why somebody who is not its evaluator neither scores nor reports a test, in the words of the page and of the refusal. */
export const othersJudge = (evaluator: string | undefined) =>
  `Only its evaluator, ${evaluator ?? "who has left"}, scores and reports this test.`;

type Held = { heldBy: string | null; evaluatorId: string };

/** When a test was held is put right by who recorded or evaluated it; where nobody kept who, by whoever records tests. */
export const mayCorrectHeld = (actor: Actor, test: TestFacts & Held) =>
  may(actor, "correct-held", test) &&
  (test.heldBy === null || [test.heldBy, test.evaluatorId].includes(actor.personId));
