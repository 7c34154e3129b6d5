import { formatDate } from "#lib/dates.ts";
import type { Cell, TableBlock } from "#lib/evidence/bag/bundle.ts";
import { inOrder } from "./order.ts";
import type { RawRow } from "./register.ts";
import { rowsOf, type Told, table, textOf } from "./story.ts";
import { wordsOf } from "./words.ts";

const columns = [
  ["record", "Record", 0],
  ["description", "Control", 3.4],
  ["type", "Kind", 1.2],
  ["found", "What the last proof found", 1.8],
  ["proved_on", "On", 1.2],
] as const;

/** What holds each risk, with its newest proof: a control that nobody has shown to work says so. */
export function controlsOf({ registers, names }: Told): TableBlock[] {
  const proofs = Map.groupBy(rowsOf(registers, "control_proofs"), (proof) => String(proof.control_id));
  const rows = inOrder("risk_controls", rowsOf(registers, "risk_controls"), names)
    .filter((control) => !control.ended_at)
    .map((control): Cell[] => [
      names.references.get(String(control.record_id)) ?? null,
      textOf(control, "description"),
      wordsOf("risk_controls", "type", control.type, names),
      ...provedBy(proofs.get(control.id) ?? [], names),
    ]);
  return rows.length > 0 ? [table("What holds them", columns, rows)] : [];
}

function provedBy(proofs: readonly RawRow[], names: Told["names"]): [Cell, Cell] {
  const newest = [...proofs].sort((a, b) => String(a.proved_on).localeCompare(String(b.proved_on))).at(-1);
  const on = newest && textOf(newest, "proved_on");
  return newest && on
    ? [wordsOf("control_proofs", "found", newest.found, names), formatDate(on, "short")]
    : [
        { state: "not-known", words: "Not shown yet" },
        { state: "not-applicable", words: "Never" },
      ];
}
