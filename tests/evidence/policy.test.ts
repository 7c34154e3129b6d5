import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import { type BundleState, bundleStates } from "#lib/evidence/bundle.ts";
import { type BundleVerb, may } from "#lib/evidence/policy.ts";
import { type Allowed, actorOf, expectGrid } from "#tests/support/grid.ts";

const actor = (role: Role, services: Actor["services"]) => actorOf(role, services === "all" ? "all" : [...services]);
const bundle = (state: "ready" | "issued", purpose = "commissioner") => ({
  state,
  purpose,
  preparedBy: "quality-compliance-lead",
  serviceIds: ["a", "b"],
});

test("a manager of one service opens no bundle that tells of another service too, issued or in draft", () => {
  const one = actor("registered-manager", ["a"]);
  const both = actor("registered-manager", ["a", "b"]);
  expect(may(one, "download", bundle("issued"))).toBe(false);
  expect(may(one, "draft", bundle("ready"))).toBe(false);
  expect(may(both, "download", bundle("issued"))).toBe(true);
  expect(may(both, "draft", bundle("ready"))).toBe(true);
});

test("the board opens what was issued to it, and no draft is opened outside its time", () => {
  const board = actor("board-member", "all");
  expect(may(board, "download", bundle("issued"))).toBe(false);
  expect(may(board, "download", bundle("issued", "board"))).toBe(true);
  expect(may(board, "draft", bundle("ready", "board"))).toBe(false);
  expect(may(actor("internal-auditor", "all"), "draft", bundle("ready"))).toBe(true);
  expect(may(actor("internal-auditor", "all"), "draft", bundle("issued"))).toBe(false);
  expect(may(actor("org-admin", "all"), "draft", bundle("ready"))).toBe(false);
});

const preparer: Role[] = ["quality-compliance-lead"];
const issuers: Role[] = ["nominated-individual", "quality-compliance-lead"];
const readers: Role[] = ["registered-manager", "nominated-individual", "quality-compliance-lead", "internal-auditor"];

/** For a commissioner's bundle of one's own service that somebody else prepared. */
const grid: Record<BundleVerb, Allowed<BundleState>> = {
  prepare: { roles: preparer, states: bundleStates },
  change: { roles: preparer, states: ["draft", "ready"] },
  discard: { roles: preparer, states: ["draft", "ready"] },
  assemble: { roles: preparer, states: ["draft", "ready"] },
  check: { roles: preparer, states: ["ready"] },
  issue: { roles: issuers, states: ["ready"] },
  withdraw: { roles: issuers, states: ["issued"] },
  draft: { roles: readers, states: ["ready"] },
  download: { roles: readers, states: ["issued", "superseded"] },
};

describe("role by verb by state", () => {
  const facts = { purpose: "commissioner", preparedBy: "somebody else", serviceIds: ["a"] };
  for (const verb of Object.keys(grid) as BundleVerb[])
    test(verb, () => {
      expectGrid(bundleStates, grid[verb], (one, state) => may(one, verb, { ...facts, state }));
    });
});

test("who prepared a bundle issues it only where nobody else could", () => {
  const lead = actor("quality-compliance-lead", "all");
  expect(may(lead, "issue", bundle("ready"))).toBe(false);
  expect(may(lead, "issue", bundle("ready"), false)).toBe(true);
});
