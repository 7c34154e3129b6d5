import { describe, expect, test } from "vitest";
import { roleIds } from "#lib/access/roles.ts";
import { may, type SystemVerb } from "#lib/systems/policy.ts";
import { type SystemState, systemStates } from "#lib/systems/system.ts";
import { type Allowed, actorOf, expectGrid } from "#tests/support/grid.ts";

const grid: Record<SystemVerb, Allowed<SystemState>> = {
  record: { roles: ["quality-compliance-lead", "digital-lead"], states: systemStates },
  change: { roles: ["quality-compliance-lead", "digital-lead"], states: ["in-use"] },
  retire: { roles: ["digital-lead"], states: ["in-use"] },
};

describe("role by verb by state", () => {
  for (const verb of Object.keys(grid) as SystemVerb[])
    test(verb, () => {
      expectGrid(systemStates, grid[verb], (actor, state) => may(actor, verb, { state, serviceIds: ["a"] }));
    });
});

test("a system of another service is nobody's to change, whatever the role", () => {
  for (const role of roleIds)
    for (const verb of Object.keys(grid) as SystemVerb[])
      expect(may(actorOf(role, ["b"]), verb, { state: "in-use", serviceIds: ["a"] })).toBe(false);
});
