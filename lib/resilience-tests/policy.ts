import { type Actor, covers } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { isHeld, type TestState } from "./resilience-test.ts";

export type TestVerb =
  | "plan"
  | "change"
  | "cancel"
  | "set-objective"
  | "hold"
  | "correct-held"
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
  add: "record",
  find: "record",
  raise: "record",
  link: "record",
  score: "score",
  report: "record",
  approve: "approve",
  retest: "retest",
} as const;

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

type Held = { heldBy: string | null; evaluatorId: string };

/** When a test was held is put right by who recorded or evaluated it; where nobody kept who, by whoever records tests. */
export const mayCorrectHeld = (actor: Actor, test: TestFacts & Held) =>
  may(actor, "correct-held", test) &&
  (test.heldBy === null || [test.heldBy, test.evaluatorId].includes(actor.personId));
