import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs } from "#db/client.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import { checkCode, newCode } from "#lib/access/code.ts";
import {
  endGrant,
  extendGrant,
  grantCommissioner,
  grantInspector,
  renewGrantLink,
} from "#lib/access/commands/grants.ts";
import { codeIsDueFor } from "#lib/access/grant.ts";
import { setPasswordByLink } from "#lib/access/links.ts";
import { matchPasswords } from "#lib/access/own-passwords.ts";
import { findStanding } from "#lib/access/standing.ts";
import { type Cast, castOf, type Troupe } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const bodyId = randomUUID();
beforeAll(async () => {
  cast = await castOf(here());
  const admin = cast.actors["org-admin"];
  const { organisationId } = admin;
  await changeAs(admin, "organisation.set-up", async (tx) => {
    await tx.insert(commissionerBodies).values({ organisationId, id: bodyId, name: "Eastmere", kind: "council" });
    await tx
      .insert(commissioningLinks)
      .values({ organisationId, id: randomUUID(), bodyId, serviceId: cast.services.a });
  });
});

const day = 86_400_000;
const address = () => randomUUID();
const set = (link: string, password: string) =>
  setPasswordByLink(new URL(link).searchParams.get("token") ?? "", password, address());
const lead = (troupe: Troupe) => troupe.actors["quality-compliance-lead"];
const given = (troupe: Troupe, email: string) => ({
  ...{ name: "Officer", email, serviceIds: [troupe.services.a], startsOn: undefined, purpose: "Contract monitoring" },
  ...{ periodFrom: new Date(Date.now() - 300 * day), periodTo: new Date(), endsOn: new Date(Date.now() + 3 * day) },
});
const inspector = (troupe: Troupe, email: string) =>
  grantInspector(lead(troupe), { ...given(troupe, email), sections: ["risks"] });
const versionOf = async (id: string) =>
  Number((await here().owner`select version from outside_grants where id = ${id}`)[0]?.version);
const accountOf = async (id: string) =>
  String((await here().owner`select account_id from outside_grants where id = ${id}`)[0]?.account_id);
const extend = async (id: string, endsOn: Date) =>
  extendGrant(lead(cast), { id, version: await versionOf(id), endsOn });
const prove = async (troupe: Troupe, id: string) =>
  expect(await checkCode(await accountOf(id), await newCode(lead(troupe), id), address())).toMatchObject({ ok: true });
const own = "four slow lanterns";
const strange = "three strange herons";

/** An officer who set their password and typed the code once; their access is over by its time. */
async function overOfficer(email = `${randomUUID()}@eastmere.example`) {
  const { id, link } = await grantCommissioner(lead(cast), { ...given(cast, email), bodyId });
  expect(await set(link, own)).toBe("done");
  await prove(cast, id);
  expect(await due(id)).toBe(false);
  await extend(id, new Date(Date.now() + 400));
  await wait(500);
  return { id, email };
}
const extended = (id: string) => extend(id, new Date(Date.now() + 9 * day));
/** Whether a new session of the account needs a code before this access opens; undefined where it does not hold it. */
async function due(id: string) {
  const standing = await findStanding(await openSession(await accountOf(id)));
  const grant = standing?.grants.find((one) => one.id === id);
  return standing && grant && codeIsDueFor(standing, grant);
}

describe("a code proves whoever typed it under the password in force", () => {
  test("an access that is over and extended does not open by a password that another organisation's link set", async () => {
    const { id, email } = await overOfficer();
    const stranger = await inspector(cast.foreign, email);
    await set(stranger.link, strange);
    await prove(cast.foreign, stranger.id);
    await extended(id);
    expect(await opensBy(email, strange, id)).toBe(false);
  });

  test("nor when it is extended while that link waits, nor by another manager's link of the same organisation", async () => {
    const [late, within] = [await overOfficer(), await overOfficer()];
    const waiting = await inspector(cast.foreign, late.email);
    await extended(late.id);
    await set(waiting.link, strange);
    expect(await opensBy(late.email, strange, late.id)).toBe(false);
    const manager = await inspector(cast, within.email);
    await set(manager.link, strange);
    await extended(within.id);
    expect(await opensBy(within.email, strange, within.id)).toBe(false);
  });

  test("its own organisation's new code opens it again, and stays proved under that password", async () => {
    const { id, email } = await overOfficer();
    const again = await inspector(cast, email);
    expect(await set(again.link, strange)).toBe("done");
    await extended(id);
    expect(await due(id)).toBe(true);
    await prove(cast, id);
    expect(await due(id)).toBe(false);
    await expect(renewGrantLink(lead(cast), id)).rejects.toMatchObject({ kind: "conflict" });
  });
});

test("a code typed while its organisation's link sets a password of its own proves nobody by the other one", async () => {
  const email = `${randomUUID()}@eastmere.example`;
  const first = await inspector(cast, email);
  await set(first.link, own);
  await prove(cast, first.id);
  await prove(cast.foreign, (await inspector(cast.foreign, email)).id);
  const again = await inspector(cast, email);
  await endGrant(lead(cast), { id: first.id, version: await versionOf(first.id), reason: "Over." });
  const matched = await matchPasswords(email, own);
  const token = matched ? await openSession(matched.accountId, undefined, matched.by) : "";
  const standing = await findStanding(token);
  expect(standing?.grants.map((one) => one.id)).toContain(again.id);
  const code = await newCode(lead(cast), again.id);
  expect(await set(again.link, strange)).toBe("done");
  expect(await findStanding(token)).toBeDefined();
  const answer = await checkCode(standing?.accountId ?? "", code, address(), standing?.grants, token);
  expect(answer).toEqual({ ok: false, reason: "wrong" });
});

/** Whether somebody who knows this password alone opens the access. */
async function opensBy(email: string, password: string, id: string) {
  const matched = await matchPasswords(email, password);
  if (!matched) return false;
  const standing = await findStanding(await openSession(matched.accountId, undefined, matched.by));
  return standing?.grants.some((one) => one.id === id && !codeIsDueFor(standing, one));
}
