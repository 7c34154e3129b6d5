import { expect, test } from "vitest";
import { readmeText, scopeOf } from "#lib/evidence/bag/scope.ts";
import { comparedWith, isForAnother, placeAfter, toldNoMore } from "#lib/evidence/next-issue.ts";
import { sampleBundle } from "#tests/evidence/bag-sample.ts";

const told = {
  sections: ["risks", "systems"],
  serviceIds: ["a", "b"],
  periodFrom: "2026-08-01",
  periodTo: "2026-11-24",
};

test("a next issue that tells at least what the one before told leaves nothing out", () => {
  expect(toldNoMore(told, told)).toEqual([]);
  const more = {
    ...told,
    sections: ["systems", "materials", "risks"],
    periodFrom: "2026-07-01",
    periodTo: "2026-12-31",
  };
  expect(toldNoMore(told, more)).toEqual([]);
});

test("what it leaves out is named: sections by their title, days at either end", () => {
  const less = { ...told, sections: ["systems"], periodFrom: "2026-08-02", periodTo: "2026-11-01" };
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

test("services that it leaves out are named too, and who it is for is compared as people read it", () => {
  const names = new Map([["b", "Weir Lane"]]);
  expect(toldNoMore(told, { ...told, serviceIds: ["a"] }, names)).toEqual(["Service “Weir Lane”"]);
  const to = (recipient: string) => ({ recipient });
  expect(isForAnother(to("Quality team"), to(" Quality  Team"))).toBe(false);
  expect(isForAnother(to("Inspector A"), to("Somebody Else"))).toBe(true);
});

test("the README says in a sentence or two what the issue before told, and that it was for somebody else, not for whom", () => {
  const before = { ...told, reference: "EB-2026-008", recipient: "Inspector A" };
  const said = (after: Partial<typeof before>) => {
    const compared = comparedWith(before, { ...before, ...after });
    const lines = readmeText({
      ...sampleBundle(),
      ...placeAfter({ ...before, state: "issued", endedAt: null }),
      compared,
    });
    return lines.split("\n").filter((line) => /^(Supersedes|Compared with it): /.test(line));
  };
  const supersedes = "Supersedes: EB-2026-008";
  expect(said({})).toEqual([supersedes]);
  expect(said({ recipient: "Somebody Else" })).toEqual([
    supersedes,
    "Compared with it: EB-2026-008 was for another named recipient.",
  ]);
  const all = { recipient: "Somebody Else", sections: ["systems"], periodFrom: "2026-08-02" };
  expect(said(all)).toEqual([
    supersedes,
    "Compared with it: EB-2026-008 was for another named recipient. It told what this issue does not: Section “Risks and what holds them” and 1 August 2026 (1 day).",
  ]);
  expect(said(all)).toEqual(said(all));
  expect(said({ serviceIds: ["a"] })[1]).toBe(
    "Compared with it: EB-2026-008 told what this issue does not: 1 service.",
  );
  expect(said({ sections: ["systems"] })[1]).toBe(
    "Compared with it: EB-2026-008 told what this issue does not: Section “Risks and what holds them”.",
  );
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
