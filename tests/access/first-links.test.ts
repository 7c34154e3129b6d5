import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { limits, mayAttempt } from "#lib/access/attempts.ts";
import { checkCode, newCode } from "#lib/access/code.ts";
import { endGrant, grantInspector, renewGrantLink } from "#lib/access/commands/grants.ts";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { stateNow } from "#lib/access/grant.ts";
import { acceptByLink, readLink, setPasswordByLink } from "#lib/access/links.ts";
import { matchPasswords, openMatched } from "#lib/access/own-passwords.ts";
import { findStanding } from "#lib/access/standing.ts";
import { createOrganisation } from "#lib/run/create-organisation.ts";
import { type Cast, castOf, type Troupe } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

const day = 86_400_000;
const address = () => randomUUID();
const newcomer = () => `${randomUUID()}@new.example`;
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const [ours, theirs, third] = ["four slow lanterns", "three strange herons", "five patient otters"];
const set = (link: string, password: string) => setPasswordByLink(tokenOf(link), password, address());
const accept = (link: string, password: string) => acceptByLink(tokenOf(link), password, address());
const asks = (link: string) => readLink(tokenOf(link));
const manager = (troupe: Troupe) => troupe.actors["registered-manager"];

const invited = (troupe: Troupe, email: string) =>
  invitePerson(troupe.actors["org-admin"], {
    ...{ name: "Newcomer", email, role: "org-admin", title: undefined, wholeOrganisation: false, endsOn: undefined },
    serviceIds: [troupe.services.a],
  });
const letIn = (troupe: Troupe, email: string) =>
  grantInspector(manager(troupe), {
    ...{ name: "Inspector", email, serviceIds: [troupe.services.a], sections: ["risks"], startsOn: undefined },
    periodFrom: new Date(Date.now() - 300 * day),
    ...{ periodTo: new Date(), endsOn: new Date(Date.now() + 3 * day), purpose: "Unannounced inspection" },
  });
const created = (email: string) =>
  createOrganisation(here().ownerUrl, {
    ...{ name: `New ${randomUUID()} Care`, email, origin: "https://holdfast.example" },
  });
async function signIn(email: string, password: string) {
  const matched = await matchPasswords(email, password);
  return matched && openMatched(matched);
}
async function open(token: string | undefined) {
  const standing = token === undefined ? undefined : await findStanding(token);
  return standing && [...standing.memberships, ...standing.grants].map((one) => one.organisation).sort();
}
const opens = async (email: string, password: string) => open(await signIn(email, password));
async function typeCode(troupe: Troupe, id: string, email: string, password: string) {
  const token = (await signIn(email, password)) ?? "";
  const standing = await findStanding(token);
  const code = await newCode(manager(troupe), id);
  return checkCode(standing?.accountId ?? "", code, address(), standing?.grants, token);
}
const end = async (troupe: Troupe, id: string) => {
  const [row] = await here().owner`select version from outside_grants where id = ${id}`;
  await endGrant(manager(troupe), { id, version: Number(row?.version), reason: "Over." });
};

describe("a password set by the link of an access, before its first code", () => {
  test("opens that access whatever another organisation's invitation or access sets, which opens its own alone", async () => {
    for (const given of [invited, letIn]) {
      const email = newcomer();
      const { id, link } = await letIn(cast, email);
      await set(link, ours);
      const session = await signIn(email, ours);
      const other = await given(cast.foreign, email);
      expect(await asks(other.link)).toMatchObject({ asks: "new", alone: true });
      expect(await set(other.link, theirs)).toBe("done");
      expect(await open(session)).toEqual(["First Care"]);
      expect([await opens(email, ours), await opens(email, theirs)]).toEqual([["First Care"], ["Foreign Care"]]);
      expect(await typeCode(cast, id, email, theirs)).toMatchObject({ ok: false });
      expect(await typeCode(cast, id, email, ours)).toEqual({ ok: true, grantId: id });
    }
  });

  test("is nobody's proof: no invitation is accepted by it, and it is replaced once that access is over", async () => {
    const email = newcomer();
    const { id, link } = await letIn(cast.foreign, email);
    await set(link, theirs);
    const person = await invited(cast, email);
    expect(await accept(person.link, theirs)).toMatchObject({ field: "link" });
    await end(cast.foreign, id);
    expect(await asks(person.link)).toMatchObject({ asks: "new", alone: false });
    expect(await set(person.link, ours)).toBe("done");
    expect(await opens(email, theirs)).toBeUndefined();
    expect(await opens(email, ours)).toContain("First Care");
  });

  test("is set anew by its own organisation until a code was typed, and then by granting it again", async () => {
    const email = newcomer();
    const { id, link } = await letIn(cast, email);
    await set(link, ours);
    await set((await invited(cast.foreign, email)).link, theirs);
    const again = await renewGrantLink(manager(cast), id);
    expect(await set(again.link, third)).toBe("done");
    expect([await opens(email, third), await opens(email, theirs)]).toEqual([["First Care"], ["Foreign Care"]]);
    expect(await typeCode(cast, id, email, third)).toMatchObject({ ok: true });
    await expect(renewGrantLink(manager(cast), id)).rejects.toThrow("If they forgot it, end their access");
    await end(cast, id);
    expect(await set((await letIn(cast, email)).link, ours)).toBe("done");
    expect(await opens(email, ours)).toEqual(["First Care", "First Care"]);
  });
});

test("whoever set a password by a link a moment ago comes in from there, whatever a stranger tries elsewhere", async () => {
  const [email, home] = [newcomer(), address()];
  const { link } = await invited(cast, email);
  const opened = await readLink(tokenOf(link));
  expect(opened?.asks).toBe("new");
  expect(await setPasswordByLink(tokenOf(link), "short", home)).toMatchObject({ field: "password" });
  for (let n = 0; n < limits.subject; n += 1) await mayAttempt("password", email, address());
  expect(await mayAttempt("password", email, home)).toBe(false);
  expect(await setPasswordByLink(tokenOf(link), ours, home)).toBe("done");
  expect(await mayAttempt("password", email, home)).toBe(true);
  expect(await mayAttempt("password", email, address())).toBe(false);
});

describe("an access that nobody proved yet", () => {
  const said = async (email: string, password: string) =>
    (await findStanding((await signIn(email, password)) ?? ""))?.grants.map(
      ({ told, organisation, name, purpose }) => ({
        ...{ told, organisation, name, purpose },
      }),
    );
  const nothing = { told: false, organisation: "", name: "", purpose: "" };
  const whole = { told: true, organisation: "First Care", name: "Inspector", purpose: "Unannounced inspection" };

  test("says neither whose nor what it is to a password that another organisation's link set", async () => {
    for (const by of [invited, letIn]) {
      const email = newcomer();
      await set((await by(cast.foreign, email)).link, theirs);
      const { id, link } = await letIn(cast, email);
      const held = await said(email, theirs);
      expect(held).toContainEqual(nothing);
      expect(JSON.stringify(held)).not.toContain("First Care");
      const standing = await findStanding((await signIn(email, theirs)) ?? "");
      const bare = standing?.grants.find((one) => one.id === id);
      expect(bare).toMatchObject({ kind: "inspector", sections: [], services: [], from: null, to: null, bodyId: null });
      expect(bare && stateNow(bare, new Date())).toBe("open");
      expect(await set(link, ours)).toBe("done");
      expect(await said(email, ours)).toEqual([whole]);
    }
  });

  test("says it once its code was typed, and before that to the password that its own link set or nobody else relies on", async () => {
    const email = newcomer();
    const own = await letIn(cast, email);
    await set(own.link, ours);
    expect(await said(email, ours)).toEqual([whole]);
    await typeCode(cast, own.id, email, ours);
    const second = await letIn(cast, email);
    expect(await said(email, ours)).toEqual([whole, whole]);
    const other = await letIn(cast.foreign, email);
    expect(await said(email, ours)).toContainEqual(nothing);
    expect(await typeCode(cast.foreign, other.id, email, ours)).toMatchObject({ ok: true });
    expect(await said(email, ours)).toContainEqual({ ...whole, organisation: "Foreign Care" });
    expect(second.id).not.toBe(own.id);
  });
});

test("an access that nobody proved yet is not told to a password that another organisation set, its own access being over", async () => {
  for (const early of [false, true]) {
    const email = newcomer();
    const foreign = await letIn(cast.foreign, email);
    await set(foreign.link, theirs);
    if (early) await end(cast.foreign, foreign.id);
    const { id, link } = await letIn(cast, email);
    const session = (await signIn(email, theirs)) ?? "";
    if (!early) await end(cast.foreign, foreign.id);
    const seen = async (token: string) => (await findStanding(token))?.grants.find((one) => one.id === id);
    expect(await seen(session)).toMatchObject({ told: false, organisation: "", purpose: "", services: [] });
    expect(JSON.stringify(await findStanding(session))).not.toContain("First Care");
    await set(link, ours);
    expect(await seen((await signIn(email, ours)) ?? "")).toMatchObject({ told: true, organisation: "First Care" });
  }
});

describe("an invitation that somebody else made, and nobody used", () => {
  test("keeps nobody out: each later link sets a password for its own organisation", async () => {
    for (const given of [invited, letIn, (_: Troupe, email: string) => created(email)]) {
      const email = newcomer();
      const waits = await invited(cast.foreign, email);
      const { link } = await given(cast, email);
      expect(await asks(link)).toMatchObject({ asks: "new", alone: true });
      expect(await set(link, ours)).toBe("done");
      expect(await opens(email, ours)).toHaveLength(1);
      expect(await set(waits.link, theirs)).toBe("done");
      expect(await opens(email, theirs)).toEqual(["Foreign Care"]);
      expect(await opens(email, ours)).toHaveLength(1);
    }
  });

  test("is then accepted by the password that the later one set, and one password opens both", async () => {
    const email = newcomer();
    const waits = await invited(cast.foreign, email);
    await set((await invited(cast, email)).link, ours);
    expect(await asks(waits.link)).toMatchObject({ asks: "known", ownToo: true });
    expect(await accept(waits.link, ours)).toBe("done");
    expect(await opens(email, ours)).toEqual(["First Care", "Foreign Care"]);
  });
});
