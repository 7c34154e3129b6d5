import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { checkCode, newCode } from "#lib/access/code.ts";
import { endGrant, grantCommissioner, grantInspector } from "#lib/access/commands/grants.ts";
import {
  choiceIsDue,
  codeIsDueFor,
  currentGrant,
  openGrants,
  outsideHome,
  outsiderFrom,
  stateNow,
} from "#lib/access/grant.ts";
import { setPasswordByLink } from "#lib/access/links.ts";
import { viewAs } from "#lib/access/outside.ts";
import { chooseGrant, findStanding } from "#lib/access/standing.ts";
import { bodyName } from "#lib/evidence/inspection/queries.ts";
import { type Cast, castOf, type Troupe } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const bodies = new Map<string, string>();
beforeAll(async () => {
  cast = await castOf(here());
  for (const [troupe, name] of [
    [cast, "Eastmere"],
    [cast.foreign, "Westmere"],
  ] as const) {
    const bodyId = randomUUID();
    bodies.set(troupe.organisation.id, bodyId);
    const admin = troupe.actors["org-admin"];
    await changeAs(admin, "organisation.set-up", async (tx) => {
      const { organisationId } = admin;
      await tx.insert(commissionerBodies).values({ organisationId, id: bodyId, name, kind: "council" });
      await tx
        .insert(commissioningLinks)
        .values({ organisationId, id: randomUUID(), bodyId, serviceId: troupe.services.a });
    });
  }
});

const day = 86_400_000;
const lead = (troupe: Troupe): Actor => troupe.actors["quality-compliance-lead"];
const given = (troupe: Troupe, email: string, days: number) => ({
  ...{ name: "Officer", email, serviceIds: [troupe.services.a], startsOn: undefined, purpose: "Contract monitoring" },
  ...{ periodFrom: new Date(Date.now() - 300 * day), periodTo: new Date(Date.now() + day) },
  endsOn: new Date(Date.now() + days * day),
});
const officer = (troupe: Troupe, email: string, days = 3) =>
  grantCommissioner(lead(troupe), { ...given(troupe, email, days), bodyId: bodies.get(troupe.organisation.id) ?? "" });
const inspector = (troupe: Troupe, email: string, days = 3) =>
  grantInspector(lead(troupe), { ...given(troupe, email, days), sections: ["risks"] });
const standingOf = async (token: string) => {
  const standing = await findStanding(token);
  if (!standing) throw new Error("No session.");
  return standing;
};
const accountOf = async (id: string) =>
  String((await here().owner`select account_id from outside_grants where id = ${id}`)[0]?.account_id);
const address = () => randomUUID();

describe("an officer's first sign-in", () => {
  test("whoever saw the link and set the password opens nothing; the code that the granting lead reads out does", async () => {
    const { id, link } = await officer(cast, `${randomUUID()}@eastmere.example`);
    const token = new URL(link ?? "").searchParams.get("token") ?? "";
    expect(await setPasswordByLink(token, "three quiet herons", address())).toBe("done");
    const account = await accountOf(id);
    expect(outsideHome(await standingOf(await openSession(account)))).toBe("/sign-in/code");
    const code = await newCode(lead(cast), id);
    expect(await checkCode(account, code, address())).toEqual({ ok: true, grantId: id });
    expect(outsideHome(await standingOf(await openSession(account, { grantId: id })))).toBe("/commissioner");
  });

  test("asks once: the next session needs the password alone, and an inspector's needs a code again", async () => {
    const { id } = await officer(cast, `${randomUUID()}@eastmere.example`);
    const visit = await inspector(cast, `${randomUUID()}@cqc.example`);
    for (const grant of [id, visit.id])
      await checkCode(await accountOf(grant), await newCode(lead(cast), grant), address());
    expect(outsideHome(await standingOf(await openSession(await accountOf(id))))).toBe("/commissioner");
    expect(outsideHome(await standingOf(await openSession(await accountOf(visit.id))))).toBe("/sign-in/code");
  });

  test("one provider's code proves nothing to another", async () => {
    const email = `${randomUUID()}@eastmere.example`;
    const [own, other] = [await officer(cast, email), await officer(cast.foreign, email)];
    const account = await accountOf(own.id);
    await checkCode(account, await newCode(lead(cast), own.id), address());
    const standing = await standingOf(await openSession(account));
    const due = Object.fromEntries(standing.grants.map((grant) => [grant.id, codeIsDueFor(standing, grant)]));
    expect(due).toEqual({ [own.id]: false, [other.id]: true });
  });
});

describe.each([
  ["officer", officer, "/commissioner"],
  ["inspector", inspector, "/inspection"],
] as const)("an %s with two open grants", (_, grant, room) => {
  async function both() {
    const email = `${randomUUID()}@outside.example`;
    const [own, other] = [await grant(cast, email, 9), await grant(cast.foreign, email, 3)];
    const account = await accountOf(own.id);
    for (const [troupe, { id }] of [
      [cast, own],
      [cast.foreign, other],
    ] as const)
      await checkCode(account, await newCode(lead(troupe), id), address());
    const token = await openSession(account, { grantId: own.id, before: [other.id] });
    await here().owner`update auth.sessions set grant_id = null where account_id = ${account}`;
    return { token, own: own.id, other: other.id };
  }

  test("chooses, and each opens its own provider's room", async () => {
    const { token, own, other } = await both();
    expect(choiceIsDue(await standingOf(token), new Date())).toBe(true);
    expect(outsideHome(await standingOf(token))).toBe("/sign-in/access");
    for (const [id, troupe] of [
      [own, cast],
      [other, cast.foreign],
    ] as const) {
      await chooseGrant(token, { id });
      const standing = await standingOf(token);
      expect(outsideHome(standing)).toBe(room);
      const current = currentGrant(standing, new Date());
      if (!current) throw new Error("No grant.");
      const outsider = outsiderFrom(standing, current);
      expect(outsider).toMatchObject({ organisationId: troupe.organisation.id, grantId: id });
      const body = await viewAs(outsider, { what: "The room" }, (tx) => bodyName(tx, outsider));
      if (room === "/commissioner") expect(body).toBe(troupe === cast ? "Eastmere" : "Westmere");
    }
  });

  test("the end of one ends that one only", async () => {
    const { token, own, other } = await both();
    await chooseGrant(token, { id: own });
    await endGrant(lead(cast), { id: own, version: await versionOf(own), reason: "It is over." });
    const standing = await standingOf(token);
    expect(outsideHome(standing)).toBe("/access-ended");
    expect(openGrants(standing, new Date()).map((one) => one.id)).toEqual([other]);
    await chooseGrant(token, { id: other });
    expect(outsideHome(await standingOf(token))).toBe(room);
    const fresh = await standingOf(await openSession(standing.accountId, { grantId: other }));
    expect(outsideHome({ ...fresh, grantId: null })).toBe(room);
  });

  test("one that was chosen and whose code was not typed asks for it", async () => {
    const { token, own, other } = await both();
    await chooseGrant(token, { id: other });
    const standing = { ...(await standingOf(token)), provedGrants: [own] };
    const unproved = standing.grants.map((one) => ({ ...one, proved: false }));
    expect(outsideHome({ ...standing, grants: unproved })).toBe("/sign-in/code");
  });
});

const versionOf = (id: string) =>
  readAs(lead(cast), async () =>
    Number((await here().owner`select version from outside_grants where id = ${id}`)[0]?.version),
  );

test("without a choice, a grant that is open goes before one that is to come or was ended, however late they end", () => {
  const at = new Date("2026-11-24T09:00:00Z");
  const held = (id: string, startsAt: string, endsAt: string, endedAt: string | null = null) => ({
    ...{
      id,
      organisationId: "o",
      organisation: "O",
      sample: false,
      told: true,
      kind: "inspector" as const,
      name: "n",
      purpose: "p",
    },
    ...{ sections: [], bodyId: null, from: null, to: null, startsAt, endsAt, endedAt, proved: false, services: [] },
  });
  const ended = held("ended", "2026-01-01", "2027-09-01", "2026-02-01");
  const coming = held("coming", "2026-12-01", "2027-06-01");
  const open = held("open", "2026-11-01", "2026-12-31");
  const standing = (grantId: string | null) => ({ grants: [ended, coming, open], grantId, provedGrants: [] });
  expect(currentGrant(standing(null), at)?.id).toBe("open");
  expect(currentGrant(standing("ended"), at)?.id).toBe("ended");
  expect(currentGrant({ ...standing(null), grants: [ended, coming] }, at)?.id).toBe("coming");
  expect([ended, coming, open].map((one) => stateNow(one, at))).toEqual(["ended", "coming", "open"]);
  expect(choiceIsDue(standing(null), at)).toBe(false);
});
