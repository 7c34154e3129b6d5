import { paperKinds } from "#lib/disruptions/words.ts";
import type { Block } from "#lib/evidence/bag/bundle.ts";
import type { RawRow } from "./register.ts";
import { cellOf, numberOf, oneOf, rowsOf, type Told, table } from "./story.ts";

const papers = "paper_records";

const columns = [
  ["kind", "Record", 2.4],
  ["written", "Written"],
  ["entered", "Entered"],
  ["checked", "Checked"],
] as const;

/** What was written on paper and came back into the system, as counts per kind with their sum. */
export function paperOf(disruption: RawRow, { registers, names }: Told): Block[] {
  const rows = rowsOf(registers, papers, disruption).sort((a, b) => placeOf(a) - placeOf(b));
  if (rows.length === 0) return [];
  const sum = (column: string) => rows.reduce((all, row) => all + (numberOf(row, column) ?? 0), 0);
  const [written, entered, checked] = [sum("written"), sum("entered"), sum("checked")];
  const block = table(
    "Paper records",
    columns,
    rows.map((row) => columns.map(([column]) => cellOf(papers, row, column, names))),
  );
  return [
    {
      ...block,
      note: rows.some((row) => row.checked_alone === true)
        ? "Checked alone where no second person was available"
        : "Second check by somebody who did not enter the record",
      caption: "Records written on paper and returned to the system",
      total: rows.length > 1 ? ["All records", written, entered, checked] : null,
      footnote: leftOf(written - entered, entered - checked),
    },
  ];
}

/** In the order in which paper is counted: medicines first. */
function placeOf(row: RawRow): number {
  const kind = oneOf(paperKinds, row.kind);
  return kind ? paperKinds.indexOf(kind) : paperKinds.length;
}

function leftOf(unentered: number, unchecked: number): string | null {
  const said = [
    unentered > 0 ? `${counted(unentered)} not entered yet.` : "",
    unchecked > 0 ? `${counted(unchecked)} entered and not checked yet.` : "",
  ];
  return said.filter(Boolean).join(" ") || null;
}

const counted = (count: number) => (count === 1 ? "1 record is" : `${count} records are`);
