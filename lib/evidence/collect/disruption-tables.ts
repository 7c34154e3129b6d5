import type { Block } from "#lib/evidence/bag/bundle.ts";
import type { RawRow } from "./register.ts";
import { type Columns, cellOf, numberOf, rowsOf, type Told, table } from "./story.ts";
import { type Names, wordsOf } from "./words.ts";

export const findings = "review_findings";

type Listed = { table: string; heading: string; columns: Columns };

export const affected: Listed = {
  table: "disruption_impacts",
  heading: "Who was affected",
  columns: [
    ["service_id", "Service", 2],
    ["people_affected", "People"],
    ["task_kind", "Work counted", 1.3],
    ["tasks_due", "Due"],
    ["tasks_done", "Done"],
    ["tasks_late", "Late"],
  ],
};

export const usedInstead: Listed = {
  table: "fallback_uses",
  heading: "What was used instead",
  columns: [
    ["material_kind", "Fallback", 2.2],
    ["worked", "Did it work?", 1.4],
    ["note", "What was seen", 2.6],
  ],
};

export const learned: Listed = {
  table: findings,
  heading: "What we learned",
  columns: [
    ["says", "Finding", 3],
    ["action_id", "Action", 1.4],
    ["no_action_reason", "Why no action", 2],
  ],
};

export const toldWhom: Listed = {
  table: "duty_decisions",
  heading: "Who we had to tell",
  columns: [
    ["duty", "Duty", 2.2],
    ["decision", "Decision", 1.5],
    ["decided_at", "Recorded", 1.6],
    ["reason", "Reason", 2.6],
    ["agreed_role", "Agreed by", 1.5],
  ],
};

export const signed: Listed = {
  table: "sign_offs",
  heading: "Signed by",
  columns: [
    ["role", "Role", 2.4],
    ["for_services", "For", 2.4],
    ["at", "When", 2],
    ["alone", "Signed alone", 1.4],
  ],
};

/** One of the tables of a disruption; nothing where it holds no row. */
export function listed(one: Listed, disruption: RawRow, { registers, names }: Told): Block[] {
  const rows = rowsOf(registers, one.table, disruption)
    .filter((row) => counts(one.table, row, names))
    .sort((a, b) => (numberOf(a, "number") ?? 0) - (numberOf(b, "number") ?? 0));
  if (rows.length === 0) return [];
  const cells = rows.map((row) =>
    one.columns.map(([column]) => insteadOf(row, column, names) ?? cellOf(one.table, row, column, names)),
  );
  return [table(one.heading, one.columns, cells)];
}

/** A signature of an earlier round stays in the register; the review as it stands was not signed by it. */
function counts(table: string, row: RawRow, { rounds }: Names): boolean {
  const round = table === "sign_offs" ? rounds?.get(String(row.record_id)) : undefined;
  return round === undefined || row.round === round;
}

/** What is empty because something else stands there is not "Not known". */
function insteadOf(row: RawRow, column: string, names: Names): string | undefined {
  if (column === "people_affected" && row.people_affected === null)
    return wordsOf("disruption_impacts", "people_band", row.people_band, names) ?? undefined;
  if (column === "worked" && row.used === false) return "Not used";
  if (column === "note" && !row.note) return "Nothing noted";
  if (column === "action_id" && !row.action_id && row.no_action_reason) return "None";
  if (column === "no_action_reason" && row.action_id) return "An action follows";
  if (column === "agreed_role" && row.decision !== "not-required") return "Not needed";
  return undefined;
}
