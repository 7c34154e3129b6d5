import type { Block, RecordDetail } from "#lib/evidence/bag/bundle.ts";
import type { Printed } from "./print.ts";
import type { Collected, RawRow } from "./register.ts";
import { isListed, type Names, wordsOf } from "./words.ts";

/** Tables of a record that is told in full, by what they tell. */
type Story = {
  table: string;
  title: string;
  /** How those stand that are not told in full. */
  asRows: Printed;
  /** Columns of the record itself, as facts. */
  facts: readonly (readonly [column: string, label: string])[];
  /** The words that answer the record's own question, where a person has signed them. */
  answer?: { table: string; question: string; column: string; given: string };
  timeline?: { table: string; at: string; what: string; source: string };
  tables: readonly {
    table: string;
    heading: string;
    columns: readonly (readonly [column: string, label: string, width?: number])[];
  }[];
};

const stories: Record<string, Story> = {
  disruptions: {
    table: "disruptions",
    title: "title",
    asRows: {
      table: "disruptions",
      heading: "Earlier disruptions",
      columns: [
        ["title", "What happened", 3],
        ["type", "What failed", 2],
        ["severity_confirmed", "Severity"],
        ["started_at", "Started", 1.8],
        ["restored_at", "Systems back", 1.8],
      ],
    },
    facts: [
      ["type", "What failed"],
      ["severity_confirmed", "Severity, confirmed"],
      ["severity_triage", "Severity, first judged"],
      ["started_at", "Started"],
      ["noticed_at", "Noticed"],
      ["on_paper_at", "Working on paper from"],
      ["restored_at", "Systems back"],
      ["verified_at", "Records verified"],
      ["service_ids", "Services"],
    ],
    answer: { table: "disruption_reviews", question: "Did care stay safe?", column: "answer_says", given: "answer" },
    timeline: { table: "timeline_entries", at: "happened_at", what: "says", source: "source" },
    tables: [
      {
        table: "disruption_impacts",
        heading: "Who was affected",
        columns: [
          ["service_id", "Service", 2],
          ["people_affected", "People"],
          ["tasks_due", "Due"],
          ["tasks_done", "Done"],
          ["tasks_late", "Late"],
        ],
      },
      {
        table: "paper_records",
        heading: "Paper records back into the system",
        columns: [
          ["kind", "Record", 2.4],
          ["written", "Written"],
          ["entered", "Entered"],
          ["checked", "Checked"],
        ],
      },
      {
        table: "review_findings",
        heading: "What we learned",
        columns: [
          ["says", "Finding", 3],
          ["action_id", "Action", 1.4],
          ["no_action_reason", "Or why none", 2],
        ],
      },
      {
        table: "duty_decisions",
        heading: "Who we had to tell",
        columns: [
          ["duty", "Duty", 2.4],
          ["decision", "Decision", 1.6],
          ["decided_at", "Recorded", 1.6],
          ["reason", "Reason", 3],
        ],
      },
      {
        table: "sign_offs",
        heading: "Signed by",
        columns: [
          ["role", "Role", 3],
          ["at", "When", 2],
          ["alone", "No second person", 1.4],
        ],
      },
    ],
  },
};

/** The newest records of a section in full, as many as there is room for, and the earlier ones for a table of rows. */
export function storiesOf(section: string, registers: readonly Collected[], names: Names, room: number) {
  const story = stories[section];
  const register = registers.find(({ spec }) => spec.table === story?.table);
  if (!story || !register) return { told: [] };
  const from = Math.max(register.rows.length - room, 0);
  const told = register.rows.slice(from).map((record) => tell(story, record, registers, names));
  return from === 0
    ? { told }
    : { told, rest: { printed: story.asRows, rows: register.rows.slice(0, from), register } };
}

function tell(story: Story, record: RawRow, registers: readonly Collected[], names: Names): RecordDetail {
  const rowsOf = (table: string) =>
    registers.find((register) => register.spec.table === table)?.rows.filter((row) => row.record_id === record.id) ??
    [];
  const words = (table: string, row: RawRow, column: string) => wordsOf(table, column, row[column], names);
  const { answer } = story;
  const signed = answer && rowsOf(answer.table).find((row) => typeof row[answer.column] === "string");
  const said = signed && [words(answer.table, signed, answer.given), signed[answer.column]].filter(Boolean).join(". ");
  const blocks: Block[] = [
    {
      kind: "facts",
      heading: "When and where",
      note: null,
      facts: story.facts.map(([column, label]) => ({ label, value: words(story.table, record, column) })),
    },
  ];
  const { timeline } = story;
  const entries = timeline ? rowsOf(timeline.table) : [];
  if (timeline && entries.length > 0) {
    const events = entries
      .map((row) => ({
        at: instant(row[timeline.at]),
        what: String(row[timeline.what] ?? ""),
        source: words(timeline.table, row, timeline.source),
      }))
      .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
    blocks.push({
      kind: "timeline",
      heading: "What happened",
      note: "A correction is a later entry; nothing is rewritten.",
      events,
    });
  }
  for (const table of story.tables) {
    const rows = rowsOf(table.table);
    if (rows.length === 0) continue;
    blocks.push({
      kind: "table",
      heading: table.heading,
      note: null,
      caption: table.heading,
      columns: table.columns.map(([, label, width]) => ({ label, width: width ?? 1 })),
      rows: rows.map((row) =>
        table.columns.map(([column]) =>
          typeof row[column] === "number" && !isListed(table.table, column)
            ? Number(row[column])
            : words(table.table, row, column),
        ),
      ),
      total: null,
      footnote: null,
    });
  }
  return {
    reference: names.references.get(record.id) ?? "",
    title: String(record[story.title] ?? ""),
    standfirst: null,
    margin: [],
    answer: story.answer
      ? {
          heading: story.answer.question,
          statement: typeof said === "string" ? said : "Not known yet. The review has not been signed.",
          state: typeof said === "string" ? "information" : "not-known",
        }
      : null,
    blocks,
    gaps: [],
  };
}

function instant(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return new Date(String(value)).toISOString();
}
