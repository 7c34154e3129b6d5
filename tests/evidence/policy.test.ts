import { expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import { may } from "#lib/evidence/policy.ts";

const actor = (role: Role, services: Actor["services"]): Actor => ({
  kind: "inside",
  organisationId: "organisation",
  organisation: "Organisation",
  sample: false,
  personId: role,
  accountId: role,
  membershipId: role,
  name: role,
  title: undefined,
  role,
  services,
});
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
  expect(may(actor("internal-auditor", "all"), "draft", bundle("ready"))).toBe(true);
  expect(may(actor("internal-auditor", "all"), "draft", bundle("issued"))).toBe(false);
  expect(may(actor("org-admin", "all"), "draft", bundle("ready"))).toBe(false);
});
