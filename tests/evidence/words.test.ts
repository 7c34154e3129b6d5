import { expect, test } from "vitest";
import { wordsOf } from "#lib/evidence/collect/words.ts";

const names = { services: new Map<string, string>(), references: new Map<string, string>() };
const told = (column: string, value: unknown) => {
  const [table = "", name = ""] = column.split(".");
  return wordsOf(table, name, value, names);
};

test("what leaves is told in the words of the pages, never in the codes of the tables", () => {
  expect(told("duty_decisions.duty", "cqc-reg18-events")).toBe("CQC, event that stops the service running safely");
  expect(told("fallback_uses.material_kind", "mar-chart")).toBe("Medicines sheets, paper MAR");
  expect(told("resilience_tests.material_kinds", ["mar-chart", "rota-backup"])).toBe(
    "Medicines sheets, paper MAR, Printed rota",
  );
  expect(told("paper_records.kind", "mar")).toBe("Medicines records");
  expect(told("disruption_impacts.people_band", "1-4")).toBe("1 to 4 people");
  expect(told("disruption_impacts.task_kind", "visits")).toBe("Visits");
});
