import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { type Role, roleIds, wideRoles } from "#lib/access/roles.ts";
import { type ActionState, actionStates } from "#lib/action-items/action-item.ts";
import { type ActionVerb, may, stepsFor } from "#lib/action-items/policy.ts";

const actor = (role: Role, more: Partial<Actor> = {}): Actor => ({
  kind: "inside",
  organisationId: "o",
  organisation: "Larkfield Care",
  sample: false,
  personId: "me",
  accountId: "a",
  membershipId: "m",
  name: role,
  title: undefined,
  role,
  services: wideRoles.includes(role) ? "all" : ["here"],
  ...more,
});

const full: Role[] = [
  "deputy-manager",
  "registered-manager",
  "regional-manager",
  "quality-compliance-lead",
  "digital-lead",
];
const doers: Role[] = ["care-worker", "shift-lead", "care-coordinator", "nominated-individual"];

const toDo: ActionState[] = ["open", "in-progress", "blocked", "not-effective"];
const when: Record<ActionVerb, readonly ActionState[]> = {
  raise: actionStates,
  open: ["draft"],
  change: ["draft", ...toDo],
  progress: toDo,
  redate: toDo,
  complete: ["open", "in-progress"],
  verify: ["completed"],
  "check-effect": ["verified"],
  cancel: ["draft", "open", "in-progress", "blocked"],
};
const verbs = Object.keys(when) as ActionVerb[];

/** Who may, on somebody else's action of their own service. */
const others: Record<ActionVerb, readonly Role[]> = {
  raise: full,
  open: full,
  change: full,
  progress: full,
  redate: full,
  complete: full,
  verify: [...full, "nominated-individual"],
  "check-effect": full,
  cancel: full,
};

describe("role by verb by state, on another person's action", () => {
  for (const role of roleIds) {
    for (const verb of verbs) {
      test(`${role}, ${verb}`, () => {
        const allowed = actionStates.filter((state) =>
          may(actor(role), verb, { state, serviceIds: ["here"], ownerId: "other", completedBy: "other" }),
        );
        expect(allowed).toEqual(others[verb].includes(role) ? actionStates.filter((s) => when[verb].includes(s)) : []);
      });
    }
  }
});

describe("on one's own action", () => {
  const mine = (role: Role, verb: ActionVerb, state: ActionState, more = {}) =>
    may(actor(role), verb, { state, serviceIds: ["here"], ownerId: "me", completedBy: "me", ...more });

  for (const role of roleIds) {
    const does = full.includes(role) || doers.includes(role);
    test(`${role} ${does ? "adds progress and completes" : "does nothing"}`, () => {
      expect(mine(role, "progress", "open")).toBe(does);
      expect(mine(role, "complete", "in-progress")).toBe(does);
    });
    test(`${role} never verifies, judges or cancels it while a second person exists`, () => {
      expect(mine(role, "verify", "completed")).toBe(false);
      expect(mine(role, "check-effect", "verified")).toBe(false);
      expect(mine(role, "cancel", "open")).toBe(false);
    });
  }

  test("where no second person exists, a manager may, and it is marked", () => {
    expect(mine("registered-manager", "verify", "completed", { alone: true })).toBe(true);
    expect(mine("registered-manager", "check-effect", "verified", { alone: true })).toBe(true);
    expect(mine("registered-manager", "cancel", "open", { alone: true })).toBe(true);
    expect(mine("care-worker", "verify", "completed", { alone: true })).toBe(false);
  });
});

describe("on an action completed for its owner", () => {
  const done = { serviceIds: ["here"], ownerId: "other", completedBy: "me" };
  for (const role of roleIds) {
    test(`${role} neither verifies nor checks the effect of what they completed`, () => {
      for (const state of actionStates) {
        expect(may(actor(role), "verify", { ...done, state })).toBe(false);
        expect(may(actor(role), "check-effect", { ...done, state })).toBe(false);
      }
    });
  }

  test("the effect check is not offered, unless no second person exists, and then it is marked", () => {
    const none = { verify: false, "check-effect": false, cancel: false };
    const steps = (noSecond: typeof none) =>
      stepsFor(actor("registered-manager"), { ...done, state: "verified" }, noSecond);
    expect(steps(none)).toEqual([]);
    expect(steps({ ...none, "check-effect": true })).toEqual([{ step: "check-effect", alone: true }]);
  });
});

test("another service's manager may do nothing, and a whole organisation's action needs a wide scope", () => {
  for (const verb of verbs) {
    for (const state of actionStates) {
      const facts = { state, ownerId: "other", completedBy: "other" };
      expect(may(actor("registered-manager"), verb, { ...facts, serviceIds: ["there"] })).toBe(false);
      expect(may(actor("registered-manager"), verb, { ...facts, serviceIds: [] })).toBe(false);
      expect(may(actor("registered-manager"), verb, { ...facts, serviceIds: ["here", "there"] })).toBe(false);
    }
  }
});

test("the steps offered are those the policy allows, likeliest first, and say when they need no second person", () => {
  const facts = { serviceIds: ["here"], ownerId: "me", completedBy: "me" };
  const none = { verify: false, "check-effect": false, cancel: false };
  const steps = (state: ActionState, noSecond = none) =>
    stepsFor(actor("registered-manager"), { ...facts, state }, noSecond);
  expect(steps("in-progress").map(({ step }) => step)).toEqual(["progress", "complete", "redate"]);
  expect(steps("completed")).toEqual([]);
  expect(steps("completed", { ...none, verify: true })).toEqual([{ step: "verify", alone: true }]);
});
