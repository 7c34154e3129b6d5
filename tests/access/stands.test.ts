import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Outsider } from "#lib/access/actor.ts";
import { endGrant, grantInspector } from "#lib/access/commands/grants.ts";
import { endSession } from "#lib/access/standing.ts";
import { stands } from "#lib/access/stands.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const soon = new Date(Date.now() + 3 * 86_400_000);

beforeAll(async () => {
  cast = await castOf(here());
});

test("what somebody outside began goes on until their access ends, and no other access of theirs carries it", async () => {
  const manager = cast.actors["registered-manager"];
  const { organisationId } = manager;
  const { id } = await grantInspector(manager, {
    ...{ name: "Inspector", email: "inspector@cqc.example", purpose: "Assessment", sections: ["risks"] },
    ...{ serviceIds: [cast.services.a], periodFrom: new Date(), periodTo: soon, startsOn: undefined, endsOn: soon },
  });
  const [grant] = await here().owner`select account_id from outside_grants where id = ${id}`;
  const accountId = String(grant?.account_id);
  const outsider: Outsider = {
    ...{ kind: "outside", grantKind: "inspector", role: "inspector", name: "Inspector", purpose: "Assessment" },
    ...{ organisationId, organisation: "First Care", personId: id, grantId: id, accountId },
    ...{ services: [cast.services.a], sections: ["risks"], endsAt: soon, validUntil: soon },
  };
  const token = await openSession(accountId, { grantId: id });
  expect(await stands(token, outsider)).toBe(true);
  expect(await stands(token, { ...outsider, grantId: randomUUID() })).toBe(false);
  await endGrant(manager, { id, version: 1, reason: "The visit is over." });
  expect(await stands(token, outsider)).toBe(false);
});

test("what a person began goes on until their session ends", async () => {
  const lead = cast.actors["quality-compliance-lead"];
  const token = await openSession(lead.accountId);
  expect(await stands(token, lead)).toBe(true);
  expect(await stands(token, { ...lead, membershipId: randomUUID() })).toBe(false);
  await endSession(token, "signed out");
  expect(await stands(token, lead)).toBe(false);
});
