import { expect, test } from "vitest";
import { mayAttach } from "#lib/files/policy.ts";
import { maySee } from "#lib/records/policy.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

test("rooms: seeing needs the room, attaching a verb that writes, and a bundle takes nothing", async () => {
  const cast = await castOf(here());
  const facts = { serviceIds: [cast.services.a], state: "open", ownerId: null };
  expect(maySee(cast.actors["board-member"], { ...facts, kind: "material" })).toBe(false);
  expect(maySee(cast.actors["board-member"], { ...facts, kind: "risk" })).toBe(true);
  expect(mayAttach(cast.actors["internal-auditor"], { ...facts, kind: "risk" })).toBe(false);
  expect(mayAttach(cast.actors["digital-lead"], { ...facts, kind: "system" })).toBe(true);
  expect(mayAttach(cast.actors["quality-compliance-lead"], { ...facts, kind: "bundle" })).toBe(false);
  expect(maySee(cast.otherServiceManager, { ...facts, kind: "risk" })).toBe(false);
});
