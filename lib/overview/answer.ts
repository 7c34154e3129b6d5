import { listed, uncapital } from "#lib/words.ts";
import type { Row, Verdict } from "./overview.ts";

const numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const named = 3;

function numberWord(value: number): string {
  return numbers[value] ?? value.toLocaleString("en-GB");
}

/** Names of a few, or how many: "Millrace House and Tollgate Close", "12 services". */
export function namesOf(rows: readonly Pick<Row, "name">[]): string {
  if (rows.length > named) return `${numberWord(rows.length)} services`;
  return listed(rows.map((row) => row.name));
}

/** Where we stand, in the words that can be shown. It promises nothing: it says which services have the proof. */
export function answerOf(rows: readonly Pick<Row, "name" | "verdict">[]): string {
  const of = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict);
  const shown = of("shown");
  if (rows.length === 0) return "No service is recorded yet, so nothing can be shown.";
  const proof = "its fallback was tested and is in date";
  if (rows.length === 1) return singleAnswer(rows[0], proof);
  const some = shown.length === 0 ? "None" : numberWord(shown.length);
  const all = numberWord(rows.length).toLowerCase();
  if (shown.length === rows.length)
    return `All ${all} services can show that their fallback was tested and is in date.`;
  const parts = [
    `${some} of our ${all} services can show that ${shown.length === 1 ? "its" : "their"} fallback was tested and is in date.`,
  ];
  const part = of("part-shown");
  const not = of("not-shown");
  const unknown = of("not-known");
  if (part.length > 0) parts.push(`${namesOf(part)} can in part.`);
  if (not.length > 0) parts.push(`${namesOf(not)} cannot yet.`);
  if (unknown.length > 0)
    parts.push(`For ${unknown.length > named ? uncapital(namesOf(unknown)) : namesOf(unknown)} it is not known.`);
  return parts.join(" ");
}

function singleAnswer(row: Pick<Row, "name" | "verdict"> | undefined, proof: string): string {
  const name = row?.name ?? "";
  switch (row?.verdict) {
    case "shown":
      return `${name} can show that ${proof}.`;
    case "part-shown":
      return `${name} can show in part that ${proof}.`;
    case "not-shown":
      return `${name} cannot yet show that ${proof}.`;
    default:
      return `For ${name} it is not known whether ${proof}.`;
  }
}

export type People = { supported: number; inShown: number; unknown: number };

/** People in all services and in those that can show it; services whose number is not known are counted apart. */
export function peopleOf(rows: readonly Pick<Row, "people" | "verdict">[]): People {
  const sum = (some: readonly Pick<Row, "people">[]) => some.reduce((total, row) => total + (row.people ?? 0), 0);
  return {
    supported: sum(rows),
    inShown: sum(rows.filter((row) => row.verdict === "shown")),
    unknown: rows.filter((row) => row.people === null).length,
  };
}

export type Share = { inDate: number; all: number; percent: number | undefined };

/** The trend's one message: what it is now, and whether it moved. */
export function trendSentence(points: readonly Share[]): string {
  const last = points.at(-1);
  if (!last || last.percent === undefined) return "No copy is recorded, so no share is known.";
  const now = `${last.inDate} of ${last.all} copies are in date, ${last.percent}%.`;
  const first = points.find((point) => point.percent !== undefined);
  if (!first || first === last || first.percent === undefined) return now;
  if (first.percent === last.percent) return `${now} It was the same on the first day shown.`;
  return `${now} It was ${first.percent}% on the first day shown.`;
}

const plural = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many);

export type SinceKey = "closed" | "tests" | "verified";
export type SinceFigure = { key: SinceKey; value: number; says: string; href: string };

type SinceFacts = {
  day: string;
  closed: { yes: number; partly: number; no: number; unanswered: number };
  tests: { held: number; met: number; partly: number; notMet: number; notReported: number };
  verified: number;
};

/** Figures of a period: each with the words it needs to be read alone. */
export function sinceFigures({ day, closed, tests, verified }: SinceFacts): SinceFigure[] {
  const total = closed.yes + closed.partly + closed.no + closed.unanswered;
  const answers = [
    closed.yes > 0 ? `${closed.yes} yes` : "",
    closed.partly > 0 ? `${closed.partly} in part` : "",
    closed.no > 0 ? `${closed.no} no` : "",
    closed.unanswered > 0 ? `${closed.unanswered} closed at triage` : "",
  ].filter(Boolean);
  const results = [
    tests.met > 0 ? `${tests.met} met` : "",
    tests.partly > 0 ? `${tests.partly} partly met` : "",
    tests.notMet > 0 ? `${tests.notMet} not met` : "",
    tests.notReported > 0 ? `${tests.notReported} not reported yet` : "",
  ].filter(Boolean);
  const care = answers.length > 0 ? `. Did care stay safe? The people who signed say: ${answers.join(", ")}` : "";
  return [
    {
      key: "closed",
      href: `/disruptions?view=closed&since=${day}`,
      value: total,
      says: `${plural(total, "disruption")} closed${care}`,
    },
    {
      key: "tests",
      href: `/resilience-tests?since=${day}`,
      value: tests.held,
      says: `${plural(tests.held, "test")} held${results.length > 0 ? `: ${results.join(", ")}` : ""}`,
    },
    {
      key: "verified",
      href: `/action-items?view=done&since=${day}`,
      value: verified,
      says: `${plural(verified, "action")} verified`,
    },
  ];
}

/** What stands open for the organisation as a whole and so under no service. */
export function wideSentence(wide: { risksAbove: number; overdue: number; open: number }): string {
  const parts = [
    wide.risksAbove > 0 ? `${wide.risksAbove} ${plural(wide.risksAbove, "risk")} above appetite` : "",
    wide.overdue > 0 ? `${wide.overdue} overdue ${plural(wide.overdue, "action")}` : "",
    wide.open > 0 ? `${wide.open} open ${plural(wide.open, "disruption")}, counted under every service` : "",
  ].filter(Boolean);
  return parts.length > 0 ? `Whole organisation: ${parts.join("; ")}.` : "";
}

/** Decisions that were marked because nobody else could make them, in a year. */
export function aloneSentence(alone: readonly { what: string; times: number }[]): string {
  const times = alone.reduce((sum, one) => sum + one.times, 0);
  const list = alone.map((one) => `${one.what.toLowerCase()} ${one.times}`).join(", ");
  return `In the last 12 months ${times} ${plural(times, "decision was", "decisions were")} made by one person alone, because nobody else could: ${list}.`;
}
