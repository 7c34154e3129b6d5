import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { changeSections, grantInspector } from "#lib/access/commands/grants.ts";
import { outsiderFrom } from "#lib/access/grant.ts";
import { findStanding } from "#lib/access/standing.ts";
import { type Still, stands } from "#lib/access/stands.ts";
import { isGranted } from "#lib/evidence/inspection/queries.ts";
import { plain, recorded } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

/** An inspector's session with an access of these sections. */
async function opened(sections: ("risks" | "systems")[]) {
  const soon = new Date(Date.now() + 3 * 86_400_000);
  const { id } = await grantInspector(cast.actors["registered-manager"], {
    ...{ name: "Inspector", email: `${crypto.randomUUID()}@cqc.example`, purpose: "Assessment", sections },
    ...{ serviceIds: [cast.services.a], periodFrom: new Date("2026-01-01"), periodTo: soon },
    ...{ startsOn: undefined, endsOn: soon },
  });
  const [row] = await here().owner`select account_id from outside_grants where id = ${id}`;
  const token = await openSession(String(row?.account_id), { grantId: id });
  const standing = await findStanding(token);
  const grant = standing?.grants.find((one) => one.id === id);
  if (!standing || !grant) throw new Error("The access is not there.");
  return { id, token, outsider: outsiderFrom(standing, grant) };
}

test("a download goes on while its access still opens what it is of, and ends once its section is taken out", async () => {
  const manager = cast.actors["registered-manager"];
  const { id: risk } = await recorded(manager, plain([cast.services.a]));
  const { id, token, outsider } = await opened(["risks", "systems"]);
  const theirs: Still = (tx, now) => isGranted(tx, now, risk);
  expect(await readAs(outsider, (tx) => theirs(tx, outsider))).toBe(true);
  expect(await stands(token, outsider, theirs)).toBe(true);
  await changeSections(manager, { id, version: 1, sections: ["systems"] });
  expect(await stands(token, outsider)).toBe(true);
  expect(await stands(token, outsider, theirs)).toBe(false);
  await changeSections(manager, { id, version: 2, sections: ["risks"] });
  expect(await stands(token, outsider, theirs)).toBe(true);
});

test("it is asked as the access is now, not as it was when it was begun", async () => {
  const { token, outsider } = await opened(["systems"]);
  const asked: Outsider[] = [];
  const wider = { ...outsider, sections: ["risks", "systems"] };
  await stands(token, wider, async (_tx, now) => asked.push(now) > 0);
  expect(asked.map(({ sections }) => sections)).toEqual([["systems"]]);
});
