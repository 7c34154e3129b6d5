import { expect, test } from "vitest";
import type { Post } from "#lib/meetings/committee.ts";
import { type Attended, presentAt, quorumOf, quorumSentence } from "#lib/meetings/quorum.ts";

const at = (time: string) => new Date(`2026-11-26T${time}:00Z`);
const began = at("10:00");
const ended = at("12:05");
const who = (post: Post, more: Partial<Attended> = {}): Attended => ({
  post,
  presence: "present",
  cameAt: null,
  leftAt: null,
  ...more,
});
const said = (people: Attended[], quorum: number, endedAt: Date | null = ended) =>
  quorumSentence(quorumOf(people, { beganAt: began, endedAt, quorum }, at("11:00")));

const nine = (there: number) => [
  who("chair"),
  ...Array.from({ length: there - 1 }, () => who("member")),
  ...Array.from({ length: 9 - there }, () => who("member", { presence: "apologies" })),
  who("secretary"),
  who("attends"),
];

test("seven of nine is said as such; a secretary and those in attendance are not counted", () => {
  expect(said(nine(7), 5)).toBe("Quorate throughout: 7 of 9 present, 5 needed.");
});

test("presence by video or telephone counts, apologies and absence do not", () => {
  const people = [who("chair", { presence: "remote" }), who("member", { presence: "absent" }), who("member")];
  expect(said(people, 2)).toBe("Quorate throughout: 2 of 3 present, 2 needed.");
});

test("somebody who came late leaves a gap that is said with its times", () => {
  const people = [who("chair"), who("member", { presence: "part", cameAt: at("10:40") }), who("member")];
  expect(said(people, 3)).toBe("Not quorate from 10:00 to 10:40 with 2 of 3 present, 3 needed.");
  const early = who("member", { presence: "part", cameAt: new Date(at("10:00").getTime() + 20_000) });
  expect(said([who("chair"), early, who("member")], 3)).toBe("Not quorate at 10:00 with 2 of 3 present, 3 needed.");
  expect(said(people, 2)).toBe("Quorate throughout: never fewer than 2 of 3 present, 2 needed.");
});

test("two gaps are two, and one that goes on is one", () => {
  const gone = (from: string, to: string) => who("member", { presence: "part", cameAt: at(from), leftAt: at(to) });
  expect(said([who("chair"), gone("10:10", "11:30")], 2)).toBe(
    "Not quorate from 10:00 to 10:10 with 1 of 2 present, and from 11:30 to 12:05 with 1 of 2 present, 2 needed.",
  );
});

test("never enough is said without times", () => {
  expect(said([who("chair"), who("member", { presence: "apologies" })], 2)).toBe(
    "Not quorate: 1 of 2 present, 2 needed.",
  );
});

test("what nobody recorded is not known, never assumed", () => {
  expect(said([], 2)).toContain("not known");
  expect(quorumOf([who("chair")], { beganAt: null, endedAt: null, quorum: 1 }, at("11:00"))).toEqual({ known: false });
});

test("a meeting that goes on is counted until now, and at any moment", () => {
  const people = [who("chair"), who("member", { presence: "part", leftAt: at("10:30") })];
  const sitting = { beganAt: began, endedAt: null, quorum: 2 };
  expect(quorumOf(people, sitting, at("11:00"))).toMatchObject({
    throughout: false,
    gaps: [{ from: at("10:30"), to: at("11:00"), present: 1 }],
  });
  expect([at("09:59"), at("10:29"), at("10:30")].map((when) => presentAt(people, sitting, when))).toEqual([0, 2, 1]);
});
