import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Collected } from "#lib/evidence/collect/register.ts";
import { detailedAtMost, tellSections } from "#lib/evidence/collect/tell.ts";
import { sectionOf } from "#lib/evidence/sections.ts";

const today = "2026-11-22";

function disruptions(count: number) {
  const [spec] = sectionOf("disruptions")?.registers ?? [];
  if (!spec) throw new Error("There is no section of disruptions.");
  const rows = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), title: `Outage ${n}`, type: "internet" }));
  const names = {
    services: new Map<string, string>(),
    references: new Map(rows.map((row, n) => [row.id, `DIS-2026-${n + 1}`])),
  };
  const registers: Collected[] = [{ spec, rows, fields: [] }];
  return { names, registers, references: [...names.references.values()] };
}

test("at most 200 records are told in full, the newest; the others stand as rows, and none is left out", () => {
  const { names, registers, references } = disruptions(203);
  const [section] = tellSections([{ section: "disruptions", registers }], names, today);
  expect(section?.records.map((record) => record.reference)).toEqual(references.slice(3));
  const [table, ...more] = section?.blocks ?? [];
  expect(more).toEqual([]);
  if (table?.kind !== "table") throw new Error("The others stand in no table.");
  expect(table.rows.map(([reference]) => reference)).toEqual(references.slice(0, 3));
  expect(table.note).toContain("200");
});

test("the 200 are those of the whole bundle, not of each section", () => {
  const { names, registers } = disruptions(150);
  const twice = [1, 2].map(() => ({ section: "disruptions", registers }));
  const told = tellSections(twice, names, today).map((section) => section.records.length);
  expect(told).toEqual([150, detailedAtMost - 150]);
});

test("up to 200 records stand in no table beside their own pages", () => {
  const { names, registers } = disruptions(200);
  const [section] = tellSections([{ section: "disruptions", registers }], names, today);
  expect(section?.records).toHaveLength(200);
  expect(section?.blocks).toEqual([]);
});

test("a signed review is told in its own words: what happened, what worked, what contributed, and no known count as not known", () => {
  const { names, registers } = disruptions(1);
  const id = String(registers[0]?.rows[0]?.id);
  const service = randomUUID();
  const more = sectionOf("disruptions")?.registers.flatMap((spec): Collected[] => {
    const row = children(service)[spec.table];
    return row ? [{ spec, rows: [{ id: randomUUID(), record_id: id, ...row }], fields: [] }] : [];
  });
  const known = { ...names, services: new Map([[service, "Saltmarsh House"]]) };
  const [section] = tellSections(
    [{ section: "disruptions", registers: [...registers, ...(more ?? [])] }],
    known,
    today,
  );
  const told = JSON.stringify(section?.records[0]?.blocks);
  for (const words of ["Staff turned to paper", "The folder was where it should be", "Nobody had tried the line"])
    expect(told).toContain(words);
  expect(told).toContain("20 to 49 people");
  expect(told).toContain('"None","The same action covers it"');
  expect(told).not.toContain("Not known");
});

const children = (service: string): Record<string, object> => ({
  disruption_reviews: { what_happened: "Staff turned to paper", what_worked: "The folder was where it should be" },
  review_factors: { element: "task", cause: "planning", says: "Nobody had tried the line" },
  review_findings: { says: "No spare line", action_id: null, no_action_reason: "The same action covers it" },
  disruption_impacts: {
    ...{ service_id: service, people_affected: null, people_band: "20-49" },
    ...{ tasks_due: 1, tasks_done: 1, tasks_late: 0 },
  },
});
