import { expect, test } from "vitest";
import { readmeText, scopeOf } from "#lib/evidence/bag/scope.ts";
import { placeAfter, toldNoMore } from "#lib/evidence/next-issue.ts";
import { sampleBundle } from "#tests/evidence/bag-sample.ts";

const told = { sections: ["risks", "systems"], periodFrom: "2026-08-01", periodTo: "2026-11-24" };

test("a next issue that tells at least what the one before told leaves nothing out", () => {
  expect(toldNoMore(told, told)).toEqual([]);
  const more = { sections: ["systems", "materials", "risks"], periodFrom: "2026-07-01", periodTo: "2026-12-31" };
  expect(toldNoMore(told, more)).toEqual([]);
});

test("what it leaves out is named: sections by their title, days at either end", () => {
  const less = { sections: ["systems"], periodFrom: "2026-08-02", periodTo: "2026-11-01" };
  expect(toldNoMore(told, less)).toEqual([
    "Section “Risks and what holds them”",
    "1 August 2026 (1 day)",
    "2 November to 24 November 2026 (23 days)",
  ]);
});

test("a period without a day in common leaves out all of the days before, once", () => {
  const later = { ...told, periodFrom: "2027-01-01", periodTo: "2027-03-31" };
  expect(toldNoMore(told, later)).toEqual(["1 August to 24 November 2026 (116 days)"]);
  const earlier = { ...told, periodFrom: "2026-01-01", periodTo: "2026-03-31" };
  expect(toldNoMore(told, earlier)).toEqual(["1 August to 24 November 2026 (116 days)"]);
});

test("a bundle supersedes one that stands and follows one that was withdrawn, in its scope and its README", () => {
  const before = { reference: "EB-2026-003", endedAt: new Date("2026-11-04T10:00:00Z") };
  const said = (state: "issued" | "withdrawn") => {
    const content = { ...sampleBundle(), ...placeAfter({ ...before, state }) };
    const { supersedes, follows } = scopeOf(content);
    const lines = readmeText(content).split("\n");
    return [supersedes, follows, ...lines.filter((line) => /^(Supersedes|Follows): /.test(line))];
  };
  expect(said("issued")).toEqual(["EB-2026-003", null, "Supersedes: EB-2026-003"]);
  const withdrawn = "EB-2026-003, withdrawn on 4 November 2026";
  expect(said("withdrawn")).toEqual([null, withdrawn, `Follows: ${withdrawn}`]);
  expect(placeAfter(undefined)).toEqual({ supersedes: null, follows: null });
});
