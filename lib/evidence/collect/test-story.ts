import { formatDate, formatDuration } from "#lib/dates.ts";
import type { Answer, Block, Cell } from "#lib/evidence/bag/bundle.ts";
import {
  coverageOf,
  coverageWords,
  eventKindWords,
  noTarget,
  notReported,
  objectiveResults,
  objectiveResultWords,
  objectivesSet,
  recoveryOf,
  resultSaid,
  testStates,
} from "#lib/resilience-tests/resilience-test.ts";
import type { RawRow } from "./register.ts";
import {
  changesOf,
  instantOf,
  numberOf,
  oneOf,
  placeAndTime,
  printedShapes,
  rowsOf,
  type Teller,
  type Told,
  table,
  textOf,
} from "./story.ts";
import { wasReported } from "./unreported.ts";
import { wordsOf } from "./words.ts";

const tests = "resilience_tests";

/** A test as its own page tells it: what people were to show, what happened, against what was aimed for, and what followed. */
export const testStory: Teller = {
  table: tests,
  asRows: {
    table: tests,
    heading: "What earlier tests showed",
    columns: [["answer", "In the words of the people who ran them", 6]],
  },
  tell: (test, told) => ({
    reference: told.names.references.get(test.id) ?? "",
    title: textOf(test, "title") ?? "",
    standfirst: placeAndTime(test, told, { table: tests, from: "held_from", to: "held_to" }),
    margin: [result(test).words],
    answer: answerOf(test),
    blocks: [
      ...inMoreWords(test),
      facts(test, told),
      ...objectives(test, told),
      ...people(test, told),
      ...events(test, told),
      ...findings(test, told),
    ],
    gaps: [],
  }),
};

function result(test: RawRow) {
  const count = (column: string) => numberOf(test, column) ?? 0;
  const { shape, word } = resultSaid({
    state: oneOf(testStates, test.state) ?? "completed",
    objectives: count("objectives"),
    met: count("met"),
    partlyMet: count("partly_met"),
    notMet: count("not_met"),
    notTested: count("not_tested"),
  });
  return { state: printedShapes[shape], words: word };
}

function answerOf(test: RawRow): Answer {
  const statement = textOf(test, "answer");
  return {
    heading: "Would people have been kept safe?",
    statement: statement ?? "Not answered yet",
    state: statement ? result(test).state : "not-known",
  };
}

function inMoreWords(test: RawRow): Block[] {
  const detail = textOf(test, "answer_detail");
  return detail ? [{ kind: "text", heading: "In more words", note: null, paragraphs: [detail] }] : [];
}

function facts(test: RawRow, { names, all }: Told): Block {
  const words = (column: string) => wordsOf(tests, column, test[column], names);
  const system = rowsOf(all, "systems").find((row) => row.id === test.system_id);
  const named = system ? textOf(system, "name") : (names.references.get(String(test.system_id)) ?? null);
  const lost = named ?? (test.system_id ? "a system outside this bundle" : null);
  return {
    kind: "facts",
    heading: "The test",
    note: null,
    facts: [
      { label: "Aim", value: words("aim") },
      { label: "Pretended to fail", value: words("scenario") },
      { label: "Kind", value: words("kind") },
      { label: "Notice", value: words("notice") },
      { label: "Shift", value: words("shift") },
      { label: "Reach", value: words("scope") },
      { label: "Paper used", value: words("material_kinds") },
      { label: "Board member present", value: words("board_present") },
      {
        label: lost ? `Measured recovery after the loss of ${lost}` : "Measured recovery",
        value: recovery(test),
      },
      { label: "Answer written by", value: words("reported_role") },
    ],
  };
}

function recovery(test: RawRow): Cell {
  if (!wasReported(test)) return { state: "not-known", words: notReported };
  const measuredMinutes = numberOf(test, "measured_minutes");
  const targetMinutes = numberOf(test, "target_minutes");
  const measured = formatDuration(measuredMinutes ?? 0);
  const target = formatDuration(targetMinutes ?? 0);
  switch (recoveryOf({ measuredMinutes, targetMinutes })) {
    case "not-measured":
      return { state: "not-known", words: "Not measured" };
    case "no-target":
      return { state: "not-known", words: `${measured}, ${noTarget({})}` };
    case "within":
      return { state: "ready", words: `${measured} of ${target}` };
    case "over":
      return { state: "not-ready", words: `${measured}, objective ${target}` };
  }
}

const resultShapes = {
  met: "ready",
  "partly-met": "attention",
  "not-met": "not-ready",
  "not-tested": "not-known",
} as const;

function objectives(test: RawRow, told: Told): Block[] {
  const rows = rowsOf(told.registers, "test_objectives", test);
  if (rows.length === 0) return [];
  const waits = wasReported(test) ? undefined : ({ state: "not-known", words: notReported } as const);
  const held = instantOf(test, "held_from");
  const setAts = rows.flatMap((row) => instantOf(row, "set_at") ?? []);
  const block = table(
    "Objectives",
    [
      ["number", "No.", 0.5],
      ["says", "We said staff would be able to", 3.2],
      ["target", "Target", 1.1],
      ["actual", "Actual", 1.1],
      ["result", "Result", 1.3],
    ],
    rows.map((row) => {
      const scored = oneOf(objectiveResults, row.result);
      const actual = measureOf(row, "actual");
      return [
        numberOf(row, "number"),
        [textOf(row, "says"), waits ? null : textOf(row, "note")].filter(Boolean).join("\n"),
        measureOf(row, "target") ?? "None",
        waits ?? (scored ? (actual ?? "Not measured") : "Not scored"),
        waits ??
          (scored
            ? { state: resultShapes[scored], words: objectiveResultWords[scored] }
            : { state: "not-known", words: "Not scored" }),
      ];
    }),
  );
  const note = objectivesSet(
    setAts.map((at) => new Date(at)),
    held ? new Date(held) : null,
  );
  return [{ ...block, note, footnote: signed(test, rows, told) }];
}

function measureOf(row: RawRow, what: "target" | "actual"): string | null {
  const minutes = numberOf(row, `${what}_minutes`);
  return textOf(row, `${what}_words`) ?? (minutes === null ? null : formatDuration(minutes));
}

function signed(test: RawRow, rows: readonly RawRow[], { names }: Told): string {
  const scorer = rows.find((row) => textOf(row, "scored_role"));
  if (!scorer) return "Not scored yet.";
  const yet = wasReported(test) ? "Not approved yet." : "Not reported yet, so it shows nothing.";
  const by = wordsOf("test_objectives", "scored_role", scorer.scored_role, names)?.toLowerCase();
  const approver = wordsOf(tests, "approved_role", test.approved_role, names)?.toLowerCase();
  const at = instantOf(test, "approved_at");
  return [
    `Scored by the ${by}.`,
    approver && at ? `Approved by the ${approver} on ${formatDate(new Date(at))}.` : yet,
    ...(test.evaluated_alone === true || test.approved_alone === true ? ["No second person available."] : []),
  ].join(" ");
}

const coverageShapes = {
  covered: "ready",
  "not-covered": "not-ready",
  "not-tested": "not-known",
  "not-known": "not-known",
} as const;

function people(test: RawRow, { registers, names }: Told): Block[] {
  const rows = rowsOf(registers, "test_participants", test).map((row) => {
    const tookPart = numberOf(row, "took_part") ?? 0;
    const expected = numberOf(row, "expected");
    const coverage = coverageOf({ tookPart, expected });
    return [
      textOf(row, "who"),
      wordsOf("test_participants", "shift", row.shift, names),
      expected === null ? String(tookPart) : `${tookPart} of ${expected}`,
      { state: coverageShapes[coverage], words: coverageWords[coverage] },
    ];
  });
  const columns = [
    ["who", "Who", 2.4],
    ["shift", "Shift", 1.4],
    ["took_part", "Took part", 1],
    ["coverage", "Coverage", 1.5],
  ] as const;
  return rows.length > 0 ? [table("Who took part", columns, rows)] : [];
}

function events(test: RawRow, { registers }: Told): Block[] {
  const told = rowsOf(registers, "test_events", test).map((row) => ({
    at: instantOf(row, "at"),
    what: textOf(row, "says") ?? "",
    source: eventKindWords[oneOf(["card", "response", "problem"] as const, row.kind) ?? "response"],
  }));
  return told.length > 0 ? [{ kind: "timeline", heading: "What happened", note: null, events: told }] : [];
}

function findings(test: RawRow, told: Told): Block[] {
  const rows = rowsOf(told.registers, "test_findings", test);
  const cells = rows.map((row): Cell[] => [
    numberOf(row, "number"),
    textOf(row, "says"),
    wordsOf("test_findings", "action_id", row.action_id, told.names) ?? { state: "not-known", words: "No action yet" },
  ]);
  const again = (told.names.retests?.get(test.id) ?? []).flatMap((id) => told.names.references.get(id) ?? []);
  return [
    ...(cells.length > 0
      ? [
          table(
            "Findings",
            [
              ["number", "No.", 0.4],
              ["says", "Finding", 4],
              ["action_id", "Action", 1.4],
            ],
            cells,
          ),
        ]
      : []),
    ...changesOf(rows, told),
    ...(again.length > 0
      ? [
          {
            kind: "facts" as const,
            heading: "What followed",
            note: null,
            facts: [{ label: "Tested again by", value: again.join(", ") }],
          },
        ]
      : []),
  ];
}
