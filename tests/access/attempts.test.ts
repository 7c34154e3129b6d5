import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { limits, mayAttempt, noteAttempt, notePlace } from "#lib/access/attempts.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
const someone = () => `${randomUUID()}@nobody.example`;
const place = () => `192.0.2.${Math.floor(Math.random() * 250)}-${randomUUID()}`;

async function tryTimes(times: number, subject: string, address: string | (() => string)): Promise<boolean[]> {
  const answers: boolean[] = [];
  for (let n = 0; n < times; n += 1)
    answers.push(await mayAttempt("password", subject, typeof address === "string" ? address : address()));
  return answers;
}
const allowed = (answers: boolean[]) => answers.filter(Boolean).length;

test("a name has eight wrong answers in a quarter of an hour, from wherever they come", async () => {
  const subject = someone();
  expect(allowed(await tryTimes(12, subject, place))).toBe(limits.subject);
  expect(await mayAttempt("password", someone(), place())).toBe(true);
});

test("many at once are counted like many in a row", async () => {
  const subject = someone();
  const answers = await Promise.all(Array.from({ length: 40 }, () => mayAttempt("password", subject, place())));
  expect(allowed(answers)).toBe(limits.subject);
});

test("an address has 60, for however many names", async () => {
  const address = place();
  const answers = await Promise.all(Array.from({ length: 70 }, () => mayAttempt("password", someone(), address)));
  expect(allowed(answers)).toBe(limits.address);
});

test("a right answer is given back", async () => {
  const [subject, address] = [someone(), place()];
  for (let n = 0; n < 20; n += 1) {
    expect(await mayAttempt("password", subject, address)).toBe(true);
    await noteAttempt("password", subject, address, true);
  }
});

test("a stranger elsewhere shuts nobody out of a place from which they came in before", async () => {
  const [subject, home] = [someone(), place()];
  expect(await mayAttempt("password", subject, home)).toBe(true);
  await noteAttempt("password", subject, home, true);
  await tryTimes(40, subject, place);
  expect(await mayAttempt("password", subject, place())).toBe(false);
  expect(allowed(await tryTimes(12, subject, home))).toBe(limits.known);
  expect(await mayAttempt("password", subject, home)).toBe(false);
});

test("whoever comes in by the same name from many places takes nothing from the first, and has no more than the first five", async () => {
  const [subject, home] = [someone(), place()];
  const others = Array.from({ length: limits.places + 2 }, place);
  for (const where of [home, ...others]) await notePlace("password", subject, where);
  const tries: number[] = [];
  for (const where of others) tries.push(allowed(await tryTimes(limits.known + 2, subject, where)));
  expect(tries).toEqual([...Array.from({ length: limits.places - 1 }, () => limits.known), 0, 0, 0]);
  expect(allowed(await tryTimes(limits.known + 2, subject, home))).toBe(limits.known);
});

test("wrong answers for others in one's own network keep nobody out who came in from there, and have an end too", async () => {
  const [home, known] = [place(), Array.from({ length: 12 }, someone)];
  for (const name of known) {
    await mayAttempt("password", name, home);
    await noteAttempt("password", name, home, true);
  }
  for (let n = 0; n < limits.address + 5; n += 1) await mayAttempt("password", someone(), home);
  expect(await mayAttempt("password", someone(), home)).toBe(false);
  let used = 0;
  for (const name of known) used += allowed(await tryTimes(limits.known + 1, name, home));
  expect(used).toBe(limits.address);
});

test("a place is known to one name and one kind of secret, for 90 days", async () => {
  const [subject, other, home] = [someone(), someone(), place()];
  await mayAttempt("password", subject, home);
  await noteAttempt("password", subject, home, true);
  await tryTimes(limits.subject, other, place);
  expect(await mayAttempt("password", other, home)).toBe(false);
  for (let n = 0; n < limits.subject; n += 1) await mayAttempt("code", subject, place());
  expect(await mayAttempt("code", subject, home)).toBe(false);
  await tryTimes(limits.subject, subject, place);
  await here().owner`update auth.attempts set at = at - interval '89 days' where succeeded`;
  expect(await mayAttempt("password", subject, home)).toBe(true);
  await here().owner`update auth.attempts set at = at - interval '2 days' where succeeded`;
  expect(await mayAttempt("password", subject, home)).toBe(false);
});

test("one kind of secret does not use up another's attempts", async () => {
  const [subject, address] = [someone(), place()];
  await tryTimes(10, subject, address);
  expect(await mayAttempt("password", subject, address)).toBe(false);
  expect(await mayAttempt("code", subject, address)).toBe(true);
});

test("time alone opens the way again", async () => {
  const [subject, address] = [someone(), place()];
  await tryTimes(10, subject, address);
  await here().owner`update auth.attempts set at = at - interval '14 minutes'`;
  expect(await mayAttempt("password", subject, address)).toBe(false);
  await here().owner`update auth.attempts set at = at - interval '2 minutes'`;
  expect(await mayAttempt("password", subject, address)).toBe(true);
});

test("neither name nor address is kept as it was typed", async () => {
  const [subject, address] = [someone(), place()];
  await tryTimes(2, subject, address);
  const rows = await here().owner`select attempts::text as text from auth.attempts`;
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ text }) => String(text).includes(subject) || String(text).includes(address))).toEqual([]);
});

test("an IPv6 line is one address, however many it has of its own: the first 64 bits count", async () => {
  const line = `2001:db8:${Math.floor(Math.random() * 60_000).toString(16)}:1`;
  const own = (n: number) => `${line}:${n.toString(16)}:${n.toString(16)}::1`;
  const answers = await Promise.all(
    Array.from({ length: 70 }, (_, n) => mayAttempt("password", someone(), n % 2 ? own(n) : `${line}::${n + 1}`)),
  );
  expect(allowed(answers)).toBe(limits.address);
  expect(await mayAttempt("password", someone(), `${line.slice(0, -1)}2::1`)).toBe(true);
  await noteAttempt("password", someone(), own(99), true);
});
