import { expect, test } from "vitest";
import { commonPasswords } from "#lib/access/common-passwords.ts";
import { hashPassword, passwordMatches, passwordProblem } from "#lib/access/passwords.ts";

const words = "amber basket candle dormouse eleven fathom gravel hollow inkwell juniper kettle lantern".split(" ");
const passphrases = Array.from({ length: 64 }, (_, n) => {
  const pick = (step: number) => words[(n * step + Math.floor(n / 12)) % words.length] ?? "";
  return [`${pick(1)} ${pick(5)} ${pick(7)} ${n}`, `${pick(7)}-${pick(11)}${n}-${pick(5)}`][n % 2] ?? "";
});

test("64 different passphrases are accepted as they are", () => {
  expect(new Set(passphrases).size).toBe(64);
  expect(passphrases.filter((text) => passwordProblem(text) !== undefined)).toEqual([]);
});

test("any sign, space and script counts; nothing is asked for but length", () => {
  const fine = ["only small letters here", "ΑΒΓΔ εζηθ ικλμ νξοπ", "12:40 on platform nine", "🜁🜂🜃🜄 four of them"];
  expect(fine.map((text) => passwordProblem(text))).toEqual(fine.map(() => undefined));
});

test("fewer than 12 characters are refused, 12 are enough, more than 256 are refused", () => {
  expect(passwordProblem("dormouse el")).toMatch(/12 characters or more/);
  expect(passwordProblem("dormouse elk")).toBeUndefined();
  const long = "gravel kettle ".repeat(30);
  expect(passwordProblem(long.slice(0, 256))).toBeUndefined();
  expect(passwordProblem(long.slice(0, 257))).toMatch(/256 characters or fewer/);
});

test("every common password is refused, also in capitals and with figures and signs around it", () => {
  expect(commonPasswords.size).toBeGreaterThan(100);
  const long = [...commonPasswords].filter((text) => text.length >= 12);
  expect(long.filter((text) => passwordProblem(text) === undefined)).toEqual([]);
  expect(long.filter((text) => passwordProblem(text.toUpperCase()) === undefined)).toEqual([]);
  const dressed = ["Password!2026!", "**Sunshine**99", "letmein-2026-!!", "123-Liverpool-123", "Welcome...2026"];
  expect(dressed.filter((text) => passwordProblem(text) === undefined)).toEqual([]);
});

test("the product, the person and their organisation are no password, nor is one character again and again", () => {
  const about = ["saltmarsh", "fennmoor", "manager"];
  const guessed = ["holdfastholdfast", "Holdfast-2026!!", "fennmoor-2026-!", "saltmarsh1234567", "managermanager12"];
  expect(guessed.filter((text) => passwordProblem(text, about) === undefined)).toEqual([]);
  expect(passwordProblem("aaaabbbbaaaabbbb")).toMatch(/repeats/);
  expect(passwordProblem("saltmarsh kettle gravel", about)).toBeUndefined();
});

test("a hash is argon2id at the written cost, opens for its password alone, and never for an account without one", async () => {
  const stored = await hashPassword("gravel kettle hollow");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordMatches(stored, "gravel kettle hollow")).toBe(true);
  expect(await passwordMatches(stored, "gravel kettle hollow ")).toBe(false);
  expect(await passwordMatches(null, "no account has this password")).toBe(false);
  expect(await hashPassword("gravel kettle hollow")).not.toBe(stored);
});

test("the work is the same for people who do not exist", async () => {
  const stored = await hashPassword("gravel kettle hollow");
  const time = async (against: string | null) => {
    const began = performance.now();
    await passwordMatches(against, "a wrong password");
    return performance.now() - began;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    known.push(await time(stored));
    unknown.push(await time(null));
  }
  const middle = (list: number[]) => list.sort((a, b) => a - b)[7] ?? 0;
  expect(middle(unknown) / middle(known)).toBeGreaterThan(0.6);
  expect(middle(unknown) / middle(known)).toBeLessThan(1.7);
});
