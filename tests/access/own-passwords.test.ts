import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeOwnPassword, endOwnSessions, listSessions } from "#lib/access/account.ts";
import { limits, mayAttempt, noteAttempt } from "#lib/access/attempts.ts";
import { checkCode, newCode } from "#lib/access/code.ts";
import { endGrant, grantInspector, renewGrantLink } from "#lib/access/commands/grants.ts";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { endPersonSessions, resetPassword } from "#lib/access/commands/standing.ts";
import { acceptByLink, readLink, setPasswordByLink } from "#lib/access/links.ts";
import { matchPasswords, openAgain, openMatched } from "#lib/access/own-passwords.ts";
import { findStanding } from "#lib/access/standing.ts";
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

const invited = (troupe: Troupe, email: string) =>
  invitePerson(troupe.actors["org-admin"], {
    ...{ name: "Newcomer", email, role: "org-admin", title: undefined, wholeOrganisation: false, endsOn: undefined },
    serviceIds: [troupe.services.a],
  });
const letIn = (troupe: Troupe, email: string) =>
  grantInspector(troupe.actors["registered-manager"], {
    ...{ name: "Inspector", email, serviceIds: [troupe.services.a], sections: ["risks"], startsOn: undefined },
    periodFrom: new Date(Date.now() - 300 * day),
    ...{ periodTo: new Date(), endsOn: new Date(Date.now() + 3 * day), purpose: "Assessment" },
  });
const accountOf = async (email: string) =>
  String((await here().owner`select id from auth.accounts where email = ${email}`)[0]?.id);
async function signIn(email: string, password: string) {
  const matched = await matchPasswords(email, password);
  return matched && openMatched(matched);
}
/** The organisations that a session opens, by memberships and by accesses. */
async function open(token: string | undefined) {
  const standing = token === undefined ? undefined : await findStanding(token);
  return standing && [...standing.memberships, ...standing.grants].map((one) => one.organisation).sort();
}
const opens = async (email: string, password: string) => open(await signIn(email, password));
const versionOf = async (id: string) =>
  Number((await here().owner`select version from people where id = ${id}`)[0]?.version);
const grantVersion = async (id: string) =>
  Number((await here().owner`select version from outside_grants where id = ${id}`)[0]?.version);
async function proved(troupe: Troupe, grantId: string, email: string) {
  const code = await newCode(troupe.actors["registered-manager"], grantId);
  expect(await checkCode(await accountOf(email), code, address())).toMatchObject({ ok: true });
}
/** An address that a stranger of another organisation took first, and proved with the code that they can show. */
async function taken(by: "access" | "invitation") {
  const email = newcomer();
  if (by === "invitation") expect(await set((await invited(cast.foreign, email)).link, theirs)).toBe("done");
  else {
    const { id, link } = await letIn(cast.foreign, email);
    expect(await set(link, theirs)).toBe("done");
    await proved(cast.foreign, id, email);
  }
  return email;
}

describe.each(["access", "invitation"] as const)("an address that a stranger took by an %s of their own", (by) => {
  test("is not lost to anybody else: an invitation and an access set a password for their organisation alone", async () => {
    for (const given of [invited, letIn]) {
      const email = await taken(by);
      const { link } = await given(cast, email);
      expect(await asks(link)).toMatchObject({ ownToo: true });
      expect(await set(link, ours)).toBe("done");
      expect(await opens(email, ours)).toEqual(["First Care"]);
      expect(await opens(email, theirs)).toEqual(["Foreign Care"]);
      expect(await opens(email, "neither of these two")).toBeUndefined();
    }
  });

  test("neither ends the other's sessions, sees them, nor changes the other's password", async () => {
    const email = await taken(by);
    const person = await invited(cast, email);
    const stranger = (await signIn(email, theirs)) ?? "";
    expect(await set(person.link, ours)).toBe("done");
    const mine = (await signIn(email, ours)) ?? "";
    const account = await accountOf(email);
    expect(await open(stranger)).toEqual(["Foreign Care"]);
    expect(await listSessions(account, stranger)).toHaveLength(1);
    await expect(
      changeOwnPassword(account, { current: ours, password: third }, { token: stranger, address: address() }),
    ).rejects.toMatchObject({ field: "current" });
    await changeOwnPassword(account, { current: theirs, password: third }, { token: stranger, address: address() });
    expect([await opens(email, ours), await opens(email, third)]).toEqual([["First Care"], ["Foreign Care"]]);
    await endOwnSessions(account, stranger);
    expect([await open(stranger), await open(mine)]).toEqual([undefined, ["First Care"]]);
  });

  test("a new password is given by one's own administrator, whatever the stranger still holds", async () => {
    const email = await taken(by);
    const { id, link } = await invited(cast, email);
    await set(link, ours);
    const again = await resetPassword(cast.actors["org-admin"], { id, version: await versionOf(id) });
    expect(await set(again.link, third)).toBe("done");
    expect([await opens(email, third), await opens(email, theirs)]).toEqual([["First Care"], ["Foreign Care"]]);
    expect(await opens(email, ours)).toBeUndefined();
  });
});

describe("a password that is set anew while it is looked at", () => {
  test("opens no session, nor does a code that was typed into one that ended", async () => {
    const email = newcomer();
    const person = await invited(cast, email);
    await set(person.link, ours);
    const matched = await matchPasswords(email, ours);
    const session = (matched && (await openMatched(matched))) ?? "";
    expect(await open(session)).toEqual(["First Care"]);
    const again = await resetPassword(cast.actors["org-admin"], { id: person.id, version: await versionOf(person.id) });
    await set(again.link, third);
    expect(matched && (await openMatched(matched))).toBeUndefined();
    expect(await openAgain(await accountOf(email), session, { grantId: randomUUID() })).toBeUndefined();
  });
});

describe("somebody whom others know", () => {
  test("keeps password, sessions and places, whatever a stranger's invitation or access sets", async () => {
    for (const given of [invited, letIn]) {
      const email = newcomer();
      await set((await invited(cast, email)).link, ours);
      const session = await signIn(email, ours);
      expect(await set((await given(cast.foreign, email)).link, theirs)).toBe("done");
      expect(await open(session)).toEqual(["First Care"]);
      expect([await opens(email, ours), await opens(email, theirs)]).toEqual([["First Care"], ["Foreign Care"]]);
    }
  });

  test("may come in to both by the password they have, and then changes it for both", async () => {
    const email = newcomer();
    await set((await invited(cast, email)).link, ours);
    expect(await accept((await invited(cast.foreign, email)).link, ours)).toBe("done");
    const token = (await signIn(email, ours)) ?? "";
    expect(await open(token)).toEqual(["First Care", "Foreign Care"]);
    await changeOwnPassword(await accountOf(email), { current: ours, password: third }, { token, address: address() });
    expect(await opens(email, third)).toEqual(["First Care", "Foreign Care"]);
    expect(await opens(email, ours)).toBeUndefined();
  });

  test("opens both where the password chosen for one is the one that they have", async () => {
    const email = await taken("invitation");
    await set((await invited(cast, email)).link, theirs);
    expect(await opens(email, theirs)).toEqual(["First Care", "Foreign Care"]);
  });

  test("accepts by the password that another organisation has for itself, and the stranger's opens nothing more", async () => {
    const email = newcomer();
    const { id, link } = await letIn(cast.foreign, email);
    await set(link, theirs);
    await proved(cast.foreign, id, email);
    await set((await invited(cast, email)).link, ours);
    await endGrant(cast.foreign.actors["registered-manager"], { id, version: await grantVersion(id), reason: "Over." });
    const person = await invited(cast.foreign, email);
    expect(await accept(person.link, theirs)).toMatchObject({ field: "password" });
    expect(await accept(person.link, ours)).toBe("done");
    expect(await opens(email, theirs)).toEqual([]);
    expect(await opens(email, ours)).toEqual(["First Care", "Foreign Care", "Foreign Care"]);
  });

  test("an administrator elsewhere ends no session that opens nothing of theirs", async () => {
    const email = newcomer();
    const stranger = await invited(cast.foreign, email);
    await set(stranger.link, theirs);
    await set((await invited(cast, email)).link, ours);
    const mine = await signIn(email, ours);
    await endPersonSessions(cast.foreign.actors["org-admin"], {
      id: stranger.id,
      version: await versionOf(stranger.id),
    });
    expect(await open(mine)).toEqual(["First Care"]);
  });

  test("codes are typed, and spent, only by the password that opens their access", async () => {
    const email = await taken("access");
    const access = await letIn(cast, email);
    await set(access.link, ours);
    const code = await newCode(cast.actors["registered-manager"], access.id);
    const held = async (password: string) => (await findStanding((await signIn(email, password)) ?? ""))?.grants ?? [];
    const account = await accountOf(email);
    const strangers = await held(theirs);
    expect(strangers.map((one) => one.id)).not.toContain(access.id);
    expect(await checkCode(account, code, address(), strangers)).toMatchObject({ ok: false, reason: "wrong" });
    for (let turn = 0; turn < 8; turn += 1) await checkCode(account, "00000000", address(), strangers);
    expect(await checkCode(account, code, address(), await held(ours))).toEqual({ ok: true, grantId: access.id });
  });
});

describe("another password of the same address", () => {
  const both = async () => {
    const email = newcomer();
    const person = await invited(cast, email);
    await set(person.link, ours);
    const stranger = await invited(cast.foreign, email);
    await set(stranger.link, theirs);
    return { email, person, stranger };
  };
  const reset = async (troupe: Troupe, id: string) =>
    (await resetPassword(troupe.actors["org-admin"], { id, version: await versionOf(id) })).link;

  test("is changed without a word to the links that the other's organisation has made", async () => {
    const { email, person } = await both();
    const link = await reset(cast, person.id);
    const token = (await signIn(email, theirs)) ?? "";
    await changeOwnPassword(
      await accountOf(email),
      { current: theirs, password: "nine quiet barges" },
      { token, address: address() },
    );
    expect(await set(link, third)).toBe("done");
  });

  test("is set by its link, and the link of an organisation that has a password of its own still works", async () => {
    const email = newcomer();
    const stranger = await invited(cast.foreign, email);
    await set(stranger.link, theirs);
    const person = await invited(cast, email);
    await set(person.link, ours);
    const link = await reset(cast, person.id);
    expect(await set(await reset(cast.foreign, stranger.id), "nine quiet barges")).toBe("done");
    expect(await set(link, third)).toBe("done");
  });

  test("leaves the tries at the real one together below a fixed number, from however many places", async () => {
    const { email } = await both();
    const place = (n: number) => `2001:db8:0:${n}::1`;
    let looks = 0;
    for (let n = 0; n < 8; n += 1) {
      if (!(await mayAttempt("password", email, place(n)))) continue;
      await noteAttempt("password", email, place(n), true);
    }
    for (let n = 0; n < 8; n += 1)
      for (let turn = 0; turn < 9; turn += 1) if (await mayAttempt("password", email, place(n))) looks += 1;
    // The places of the two links are the first ones.
    expect(looks).toBe((limits.places - 2) * limits.known);
  });

  test("uses up none of the tries at changing the other one", async () => {
    const { email } = await both();
    const [mine, stranger] = [(await signIn(email, ours)) ?? "", (await signIn(email, theirs)) ?? ""];
    const account = await accountOf(email);
    const change = (token: string, current: string) =>
      changeOwnPassword(account, { current, password: third }, { token, address: address() });
    for (let n = 0; n < limits.subject; n += 1)
      await expect(change(stranger, "not that one")).rejects.toMatchObject({ field: "current" });
    await expect(change(stranger, theirs)).rejects.toThrow("Too many attempts");
    await change(mine, ours);
    expect([await opens(email, third), await opens(email, theirs)]).toEqual([["First Care"], ["Foreign Care"]]);
  });

  test("is not proved by a code that was typed while it was set", async () => {
    const email = newcomer();
    const { id, link } = await letIn(cast, email);
    await set(link, ours);
    const token = (await signIn(email, ours)) ?? "";
    const held = (await findStanding(token))?.grants;
    const code = await newCode(cast.actors["registered-manager"], id);
    await set((await renewGrantLink(cast.actors["registered-manager"], id)).link, third);
    expect(await checkCode(await accountOf(email), code, address(), held, token)).toEqual({
      ok: false,
      reason: "wrong",
    });
  });

  test("replaces none under which a code was ever typed, also where that code is asked for again", async () => {
    const email = newcomer();
    const { id, link } = await letIn(cast, email);
    await set(link, ours);
    await proved(cast, id, email);
    const person = await invited(cast.foreign, email);
    expect(await accept(person.link, ours)).toBe("done");
    const account = await accountOf(email);
    // As 0170 left an account whose newest link was the one that accepted.
    await here().owner`delete from auth.own_passwords where account_id = ${account}`;
    await here().owner`update auth.accounts set password_set_at = clock_timestamp() where id = ${account}`;
    expect(await set(await reset(cast.foreign, person.id), third)).toBe("done");
    expect([await opens(email, ours), await opens(email, third)]).toEqual([["First Care"], ["Foreign Care"]]);
    const again = await renewGrantLink(cast.actors["registered-manager"], id);
    expect(await asks(again.link)).toMatchObject({ asks: "new" });
  });
});
