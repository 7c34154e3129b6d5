import type { Block, RecordDetail } from "#lib/evidence/bag/bundle.ts";
import { minutesStory } from "./minutes-story.ts";
import type { Printed } from "./print.ts";
import type { RawRow } from "./register.ts";
import { reviewOf } from "./review-story.ts";
import { type Columns, cellOf, changesOf, instantOf, rowsOf, type Teller, type Told, table } from "./story.ts";
import { testStory } from "./test-story.ts";
import { type Names, wordsOf } from "./words.ts";

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
  tables: readonly { table: string; heading: string; columns: Columns }[];
  /** What is told between what happened and the tables. */
  found(record: RawRow, told: Told): Block[];
  /** The table of findings that became actions. */
  findings: string;
};

const disruption: Story = {
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
        ["duty", "Duty", 2.2],
        ["decision", "Decision", 1.5],
        ["decided_at", "Recorded", 1.6],
        ["reason", "Reason", 2.6],
        ["agreed_role", "Agreed by", 1.5],
      ],
    },
    {
      table: "sign_offs",
      heading: "Signed by",
      columns: [
        ["role", "Role", 2.4],
        ["for_services", "For", 2.4],
        ["at", "When", 2],
        ["alone", "Signed alone", 1.4],
      ],
    },
  ],
  found: reviewOf,
  findings: "review_findings",
};

const tellers: Record<string, Teller> = {
  disruptions: { ...disruption, tell: (record, told) => tell(disruption, record, told) },
  "resilience-tests": testStory,
  minutes: minutesStory,
};

/** The newest records of a section in full, as many as there is room for, and the earlier ones for a table of rows. */
export function storiesOf(section: string, told: Told, room: number) {
  const teller = tellers[section];
  const register = told.registers.find(({ spec }) => spec.table === teller?.table);
  if (!teller || !register) return { told: [] };
  const from = Math.max(register.rows.length - room, 0);
  const records = register.rows.slice(from).map((record) => teller.tell(record, told));
  return from === 0
    ? { told: records }
    : { told: records, rest: { printed: teller.asRows, rows: register.rows.slice(0, from), register } };
}

function tell(story: Story, record: RawRow, told: Told): RecordDetail {
  const { registers, names } = told;
  const words = (table: string, row: RawRow, column: string) => wordsOf(table, column, row[column], names);
  const { answer } = story;
  const signed =
    answer && rowsOf(registers, answer.table, record).find((row) => typeof row[answer.column] === "string");
  const said = signed && answerOf(words(answer.table, signed, answer.given), signed[answer.column]);
  const blocks: Block[] = [
    {
      kind: "facts",
      heading: "When and where",
      note: null,
      facts: story.facts.map(([column, label]) => ({ label, value: words(story.table, record, column) })),
    },
  ];
  const { timeline } = story;
  const entries = timeline ? rowsOf(registers, timeline.table, record) : [];
  if (timeline && entries.length > 0) {
    const events = entries
      .map((row) => ({
        at: instantOf(row, timeline.at),
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
  blocks.push(...story.found(record, told));
  for (const one of story.tables) {
    const rows = rowsOf(registers, one.table, record).filter((row) => counts(one.table, row, names));
    if (rows.length === 0) continue;
    const cells = rows.map((row) =>
      one.columns.map(([column]) => insteadOf(row, column, names) ?? cellOf(one.table, row, column, names)),
    );
    blocks.push(table(one.heading, one.columns, cells));
    if (one.table === story.findings) blocks.push(...changesOf(rows, told));
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

/** A signature of an earlier round stays in the register; the review as it stands was not signed by it. */
function counts(table: string, row: RawRow, { rounds }: Names): boolean {
  const round = table === "sign_offs" ? rounds?.get(String(row.record_id)) : undefined;
  return round === undefined || row.round === round;
}

/** The answer and its words; where the person began with the answer itself, it is not said twice. */
function answerOf(given: string | null, says: unknown): string {
  const words = String(says ?? "");
  const first = words.split(/[^A-Za-z]/, 1)[0]?.toLowerCase();
  return given && first !== given.toLowerCase() ? `${given}. ${words}` : words;
}

/** What is empty because something else stands there is not "Not known". */
function insteadOf(row: RawRow, column: string, names: Names): string | undefined {
  if (column === "people_affected" && row.people_affected === null)
    return wordsOf("disruption_impacts", "people_band", row.people_band, names) ?? undefined;
  if (column === "action_id" && !row.action_id && row.no_action_reason) return "None";
  if (column === "no_action_reason" && row.action_id) return "Not needed";
  if (column === "agreed_role" && row.decision !== "not-required") return "Not needed";
  return undefined;
}
