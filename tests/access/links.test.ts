import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { changeOwnPassword, endOwnSession, endOwnSessions, listSessions } from "#lib/access/account.ts";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { resetPassword } from "#lib/access/commands/standing.ts";
import { deadLink, setPasswordByLink } from "#lib/access/links.ts";
import { passwordMatches } from "#lib/access/passwords.ts";
import { findPerson } from "#lib/access/queries/people.ts";
import { findStanding, newToken } from "#lib/access/standing.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

const good = "three quiet herons";
const dead = { field: "link", message: deadLink };
const tokenOf = (link: string | undefined) => new URL(link ?? "").searchParams.get("token") ?? "";
const address = () => randomUUID();

async function invited() {
  const admin = cast.actors["org-admin"];
  const { id, link } = await invitePerson(admin, {
    name: "Care worker, new",
    email: `${randomUUID()}@new.example`,
    role: "care-worker",
    title: undefined,
    wholeOrganisation: false,
    serviceIds: [cast.services.a],
    endsOn: undefined,
  });
  const person = await readAs(admin, (tx) => findPerson(tx, admin, id));
  return { id, token: tokenOf(link), accountId: person?.accountId ?? "", version: person?.version ?? 0 };
}
const stored = async (accountId: string) =>
  (await here().owner`select password_hash from auth.accounts where id = ${accountId}`)[0]?.password_hash;

test("64 people who use one link at the same moment set one password", async () => {
  const { token, accountId } = await invited();
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, turn) => setPasswordByLink(token, `${good} ${turn}`, address())),
  );
  const won = answers.flatMap((answer, turn) => (answer === "done" ? [turn] : []));
  expect(won).toHaveLength(1);
  expect(answers.filter((answer) => answer !== "done").every((answer) => answer.message !== "")).toBe(true);
  expect(await passwordMatches(await stored(accountId), `${good} ${won[0]}`)).toBe(true);
  const [link] = await here().owner`select count(*)::int as used from auth.password_links
    where account_id = ${accountId} and used_at is not null`;
  expect(link?.used).toBe(1);
});

test("unknown, used and expired links answer one and the same sentence", async () => {
  const used = await invited();
  expect(await setPasswordByLink(used.token, good, address())).toBe("done");
  const expired = await invited();
  await here()
    .owner`update auth.password_links set expires_at = clock_timestamp() where account_id = ${expired.accountId}`;
  expect(await setPasswordByLink(newToken(), good, address())).toEqual(dead);
  expect(await setPasswordByLink("", good, address())).toEqual(dead);
  expect(await setPasswordByLink(used.token, good, address())).toEqual(dead);
  expect(await setPasswordByLink(expired.token, good, address())).toEqual(dead);
  expect(await stored(expired.accountId)).toBeNull();
});

test("a link lives 72 hours and is stored as a hash alone", async () => {
  const { token, accountId } = await invited();
  const [row] = await here()
    .owner`select encode(token_hash, 'hex') as hash, round(extract(epoch from expires_at - created_at) / 3600)::int as hours
    from auth.password_links where account_id = ${accountId}`;
  expect(row?.hours).toBe(72);
  expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(row?.hash).not.toContain(Buffer.from(token, "base64url").toString("hex"));
});

test("a short, common or guessable password is refused and the link stays good", async () => {
  const { token } = await invited();
  for (const weak of ["short", "password1234", "aaaaaaaaaaaaaa", "holdfast-holdfast"])
    expect(await setPasswordByLink(token, weak, address())).toMatchObject({ field: "password" });
  expect(await setPasswordByLink(token, good, address())).toBe("done");
});

test("a reset by the administrator leaves the password until its link is used, then every session ends", async () => {
  const admin = cast.actors["org-admin"];
  const { id, token, accountId, version } = await invited();
  await setPasswordByLink(token, good, address());
  const session = await openSession(accountId);
  const first = await resetPassword(admin, { id, version });
  const second = await resetPassword(admin, { id, version: version + 1 });
  expect(await findStanding(session)).toBeDefined();
  expect(await setPasswordByLink(tokenOf(first.link), "four slow lanterns", address())).toEqual(dead);
  expect(await setPasswordByLink(tokenOf(second.link), "four slow lanterns", address())).toBe("done");
  expect(await findStanding(session)).toBeUndefined();
  expect(await passwordMatches(await stored(accountId), "four slow lanterns")).toBe(true);
});

test("tries at links are limited by address, whoever they claim to be", async () => {
  const from = address();
  for (let turn = 0; turn < 60; turn += 1) await setPasswordByLink(newToken(), good, from);
  const { token } = await invited();
  expect(await setPasswordByLink(token, good, from)).toMatchObject({ field: "link" });
  expect(await setPasswordByLink(token, good, address())).toBe("done");
});

test("changing one's own password needs the one in force and ends every other session", async () => {
  const { token, accountId } = await invited();
  await setPasswordByLink(token, good, address());
  const [mine, other] = [await openSession(accountId), await openSession(accountId)];
  const at = { token: mine, address: address() };
  const next = "five patient otters";
  await expect(changeOwnPassword(accountId, { current: "not that one", password: next }, at)).rejects.toMatchObject({
    field: "current",
  });
  await expect(changeOwnPassword(accountId, { current: good, password: "short" }, at)).rejects.toMatchObject({
    field: "password",
  });
  await expect(changeOwnPassword(accountId, { current: good, password: good }, at)).rejects.toMatchObject({
    field: "password",
    message: "That is your password now. Choose another.",
  });
  expect(await findStanding(other)).toBeDefined();
  await changeOwnPassword(accountId, { current: good, password: next }, at);
  expect(await findStanding(mine)).toBeDefined();
  expect(await findStanding(other)).toBeUndefined();
  expect(await passwordMatches(await stored(accountId), next)).toBe(true);
});

test("of two changes at the same moment one is made, and the other is told that it was not", async () => {
  const { token, accountId } = await invited();
  await setPasswordByLink(token, good, address());
  const mine = await openSession(accountId);
  const chosen = ["five patient otters", "nine quiet barges"];
  const both = await Promise.allSettled(
    chosen.map((password) =>
      changeOwnPassword(accountId, { current: good, password }, { token: mine, address: address() }),
    ),
  );
  const works: boolean[] = [];
  for (const password of chosen) works.push(await passwordMatches(await stored(accountId), password));
  expect(works.filter(Boolean)).toHaveLength(1);
  expect(both.map(({ status }) => status === "fulfilled")).toEqual(works);
});

test("people see and end their own sessions, never those of others", async () => {
  const [me, you] = [await invited(), await invited()];
  const [mine, other, yours] = [
    await openSession(me.accountId),
    await openSession(me.accountId),
    await openSession(you.accountId),
  ];
  const listed = await listSessions(me.accountId, mine);
  expect(listed.map((session) => session.here).sort()).toEqual([false, true]);
  const [theirs] = await listSessions(you.accountId, yours);
  await endOwnSession(me.accountId, theirs?.id ?? "");
  expect(await findStanding(yours)).toBeDefined();
  await endOwnSession(me.accountId, listed.find((session) => !session.here)?.id ?? "");
  expect(await findStanding(other)).toBeUndefined();
  await endOwnSessions(me.accountId, mine);
  expect(await findStanding(mine)).toBeUndefined();
  expect(await findStanding(yours)).toBeDefined();
});
