import { describe, expect, test } from "vitest";
import type { Role } from "#lib/access/roles.ts";
import { type DisruptionState, states as disruptionStates } from "#lib/disruptions/disruption.ts";
import { type DisruptionVerb, may } from "#lib/disruptions/policy.ts";
import { type Allowed, actorOf, expectGrid } from "#tests/support/grid.ts";

const onShift: Role[] = ["shift-lead", "care-coordinator"];
const deputies: Role[] = ["deputy-manager", "registered-manager", "regional-manager", "quality-compliance-lead"];
const leads: Role[] = [...deputies, "digital-lead"];
const signers: Role[] = ["registered-manager", "nominated-individual", "quality-compliance-lead", "digital-lead"];
const closers: Role[] = ["registered-manager", "nominated-individual", "quality-compliance-lead"];

const open = disruptionStates.filter((state) => state !== "closed");
const handled = open.filter((state) => state !== "awaiting-approval");
const begun = handled.filter((state) => state !== "reported");

/** Decisions 8 and 10, written out beside the policy that applies them. */
const grid: Record<DisruptionVerb, Allowed<DisruptionState>> = {
  report: { roles: ["care-worker", ...onShift, ...leads, "nominated-individual"], states: disruptionStates },
  add: { roles: ["care-worker", ...onShift, ...leads], states: open },
  triage: { roles: leads, states: handled },
  "set-aside": { roles: leads, states: handled },
  time: { roles: [...onShift, ...leads], states: open },
  impact: { roles: [...onShift, ...leads], states: handled },
  fallback: { roles: [...onShift, ...leads], states: handled },
  paper: { roles: [...onShift, ...leads], states: open },
  review: { roles: leads, states: begun },
  answer: { roles: signers, states: begun },
  decide: { roles: deputies, states: open },
  agree: { roles: [...deputies, "nominated-individual"], states: open },
  sign: { roles: signers, states: ["awaiting-approval"] },
  return: { roles: signers, states: ["awaiting-approval"] },
  close: { roles: closers, states: open.filter((state) => state !== "reported") },
  reopen: { roles: closers, states: ["closed"] },
};
const mine = { serviceIds: ["a"], ownerId: null };

describe("role by verb by state", () => {
  for (const verb of Object.keys(grid) as DisruptionVerb[])
    test(verb, () => {
      expectGrid(disruptionStates, grid[verb], (actor, state) => may(actor, verb, { ...mine, state }));
    });
});

describe("another service", () => {
  const manager = actorOf("registered-manager", ["b"]);

  test.each(Object.keys(grid) as DisruptionVerb[])("%s is refused in every state", (verb) => {
    const allowed = disruptionStates.filter((state) => may(manager, verb, { ...mine, state }));
    expect(allowed).toEqual([]);
  });

  test("a manager of one of two services adds what it meant there, signs or returns, and decides nothing for both", () => {
    const shared = { serviceIds: ["a", "b"], ownerId: null };
    const verbs = Object.keys(grid) as DisruptionVerb[];
    const state = "under-review" as const;
    expect(verbs.filter((verb) => may(manager, verb, { ...shared, state }))).toEqual(["add", "impact", "fallback"]);
    const signed = { ...shared, state: "awaiting-approval" } as const;
    expect(verbs.filter((verb) => may(manager, verb, signed))).toEqual(["add", "sign", "return"]);
  });
});
