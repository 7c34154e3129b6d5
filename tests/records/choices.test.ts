import { expect, test } from "vitest";
import { recordChoices } from "#lib/records/choices.ts";
import type { RecordKind } from "#lib/records/record.ts";

const card = (kind: RecordKind, id: string, title: string) => ({
  ...{
    id,
    kind,
    reference: id.toUpperCase(),
    title,
    state: "open",
    serviceIds: ["s"],
    ownerId: null,
    changedAt: new Date(),
  },
});

test("records of one list stand by kind, and copies of a material are told apart by service and place", () => {
  const names = new Map([["s", "Saltmarsh House"]]);
  const records = [card("resilience-test", "t1", "Power cut"), card("material", "m1", "Care summaries")];
  expect(recordChoices(records, names, new Map([["m1", "Night office"]]))).toEqual([
    { value: "t1", label: "T1 Power cut", group: "Tests" },
    { value: "m1", label: "M1 Care summaries, Saltmarsh House, Night office", group: "Materials" },
  ]);
});
