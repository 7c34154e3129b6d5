import { describe, expect, test } from "vitest";
import { type Role, roleIds } from "#lib/access/roles.ts";
import { type MaterialState, materialStates } from "#lib/materials/material.ts";
import { type MaterialVerb, may } from "#lib/materials/policy.ts";
import { type Allowed, actorOf, expectGrid } from "#tests/support/grid.ts";

const keepers: Role[] = ["deputy-manager", "registered-manager", "regional-manager", "quality-compliance-lead"];
const onShift: Role[] = ["shift-lead", "care-coordinator"];
const used: MaterialState[] = ["draft", "current"];

const grid: Record<MaterialVerb, Allowed<MaterialState>> = {
  record: { roles: keepers, states: materialStates },
  change: { roles: keepers, states: used },
  stamp: { roles: [...keepers, ...onShift], states: used },
  check: { roles: [...keepers, ...onShift, "care-worker"], states: used },
  know: { roles: keepers, states: used },
  withdraw: { roles: keepers, states: used },
};

describe("role by verb by state", () => {
  for (const verb of Object.keys(grid) as MaterialVerb[])
    test(verb, () => {
      expectGrid(materialStates, grid[verb], (actor, state) => may(actor, verb, { state, serviceIds: ["a"] }));
    });
});

test("a copy at another service is checked and changed by nobody from here", () => {
  for (const role of roleIds)
    for (const verb of Object.keys(grid) as MaterialVerb[])
      expect(may(actorOf(role, ["b"]), verb, { state: "current", serviceIds: ["a"] })).toBe(false);
});
