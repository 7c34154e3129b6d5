import { answerSentence, answers } from "#lib/disruptions/words.ts";
import type { Answer, Block } from "#lib/evidence/bag/bundle.ts";
import { lasting } from "#lib/evidence/bag/moment.ts";
import { affected, findings, learned, listed, signed, toldWhom, usedInstead } from "./disruption-tables.ts";
import { inOrder } from "./order.ts";
import { paperOf } from "./paper-story.ts";
import type { RawRow } from "./register.ts";
import { reviewOf } from "./review-story.ts";
import { changesOf, instantOf, oneOf, placeAndTime, rowsOf, type Teller, type Told, textOf } from "./story.ts";
import { type Names, wordsOf } from "./words.ts";

const disruptions = "disruptions";

/** A disruption as a reader asks of it: did care stay safe, what happened, what followed; then every time and entry. */
export const disruptionStory: Teller = {
  table: disruptions,
  asRows: {
    table: disruptions,
    heading: "Earlier disruptions",
    columns: [
      ["title", "What happened", 3],
      ["type", "What failed", 2],
      ["severity_confirmed", "Severity"],
      ["started_at", "Started", 1.8],
      ["restored_at", "Systems back", 1.8],
    ],
  },
  tell: (disruption, told) => ({
    reference: told.names.references.get(disruption.id) ?? "",
    title: textOf(disruption, "title") ?? "",
    standfirst: placeAndTime(disruption, told, {
      ...{
        table: disruptions,
        from: textOf(disruption, "started_at") ? "started_at" : "noticed_at",
        to: "restored_at",
      },
      also: people(disruption, told),
    }),
    margin: severity(disruption, told.names),
    answer: answerOf(disruption, told),
    blocks: [
      ...whatHappened(disruption, told),
      ...listed(affected, disruption, told),
      ...listed(usedInstead, disruption, told),
      ...paperOf(disruption, told),
      ...reviewOf(disruption, told),
      ...listed(learned, disruption, told),
      ...changesOf(rowsOf(told.registers, findings, disruption), told),
      ...listed(toldWhom, disruption, told),
      ...listed(signed, disruption, told),
      whenAndWhere(disruption, told.names),
      ...timeline(disruption, told),
    ],
    gaps: [],
  }),
};

/** How many people it touched, where every service has counted its own. */
function people(disruption: RawRow, { registers }: Told): string | null {
  const services = Array.isArray(disruption.service_ids) ? disruption.service_ids.length : 0;
  const counted = rowsOf(registers, affected.table, disruption).map((row) => row.people_affected);
  const known = counted.filter((count) => typeof count === "number");
  if (known.length === 0 || known.length < Math.max(counted.length, services)) return null;
  const all = known.reduce((sum, count) => sum + count, 0);
  return all === 1 ? "1 person" : `${all.toLocaleString("en-GB")} people`;
}

function severity(disruption: RawRow, names: Names): string[] {
  const column = disruption.severity_confirmed ? "severity_confirmed" : "severity_triage";
  const words = wordsOf(disruptions, column, disruption[column], names);
  return words ? [`Severity ${words}`] : [];
}

const marks = { yes: "ready", partly: "attention", no: "not-ready" } as const;

/** In the words that were signed; nothing is an answer before. */
function answerOf(disruption: RawRow, { registers }: Told): Answer {
  const heading = "Did care stay safe?";
  const [review] = rowsOf(registers, "disruption_reviews", disruption);
  const answer = oneOf(answers, review?.answer);
  const says = review && textOf(review, "answer_says");
  if (answer && says) return { heading, statement: answerSentence(answer, says), state: marks[answer] };
  if (!review && Number(disruption.severity_confirmed ?? disruption.severity_triage) === 1)
    return { heading, statement: "Not asked. Severity 1 closes at triage, without a review.", state: "not-applicable" };
  const begun = rowsOf(registers, signed.table, disruption).length > 0;
  const why = begun ? "Signatures of the review are missing." : "The review has not been signed.";
  return { heading, statement: `Not known yet. ${why}`, state: "not-known" };
}

function whatHappened(disruption: RawRow, { registers }: Told): Block[] {
  const [review] = rowsOf(registers, "disruption_reviews", disruption);
  const words = review ? textOf(review, "what_happened") : null;
  const heading = "What happened";
  const bar = phases(disruption, words ? "" : heading);
  return [...(words ? [{ kind: "text" as const, heading, note: null, paragraphs: [words] }] : []), ...bar];
}

/** From noticing over paper to the systems and their records, where those times are known and follow each other. */
function phases(disruption: RawRow, heading: string): Block[] {
  const at = (column: string) => instantOf(disruption, column);
  const [noticed, paper, back, verified] = [at("noticed_at"), at("on_paper_at"), at("restored_at"), at("verified_at")];
  if (!noticed || !paper || !back || paper < noticed || back < paper) return [];
  const end = verified && verified >= back ? verified : null;
  return [
    {
      ...{ kind: "phases", heading, note: null },
      says: [
        `On paper for ${lasting(paper, back)}, from ${lasting(noticed, paper)} after it was noticed.`,
        end
          ? `Records verified ${lasting(back, end)} after the systems were back.`
          : "When the records were verified is not known.",
      ].join(" "),
      phases: [
        { label: "Noticed", from: noticed, tone: "noticed" },
        { label: "On paper", from: paper, tone: "paper" },
        { label: end ? "Catching up" : "Systems back", from: back, tone: "back" },
        ...(end ? [{ label: "Verified", from: end, tone: "reviewed" as const }] : []),
      ],
    },
  ];
}

const facts = [
  ["type", "What failed"],
  ["severity_confirmed", "Severity, confirmed"],
  ["severity_triage", "Severity, first judged"],
  ["started_at", "Started"],
  ["noticed_at", "Noticed"],
  ["on_paper_at", "Working on paper from"],
  ["restored_at", "Systems back"],
  ["verified_at", "Records verified"],
  ["service_ids", "Services"],
] as const;

function whenAndWhere(disruption: RawRow, names: Names): Block {
  return {
    kind: "facts",
    heading: "When and where",
    note: null,
    facts: facts.map(([column, label]) => ({ label, value: wordsOf(disruptions, column, disruption[column], names) })),
  };
}

function timeline(disruption: RawRow, { registers, names }: Told): Block[] {
  const entries = rowsOf(registers, "timeline_entries", disruption);
  const corrected = new Set(entries.map((row) => row.corrects_id));
  const events = inOrder("timeline_entries", entries, names)
    .map((row) => ({
      at: instantOf(row, "happened_at"),
      what: [String(row.says ?? ""), corrected.has(row.id) ? "(corrected later)" : "", correction(row, names)]
        .filter(Boolean)
        .join(" "),
      source: wordsOf("timeline_entries", "source", row.source, names),
    }))
    .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
  const note = "A correction is a later entry; nothing is rewritten.";
  return events.length > 0 ? [{ kind: "timeline", heading: "Timeline", note, events }] : [];
}

function correction(row: RawRow, names: Names): string {
  const words = wordsOf("timeline_entries", "corrects_id", row.corrects_id, names);
  return words ? `(corrects: ${words})` : "";
}
