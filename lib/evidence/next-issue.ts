import { addDays, daysBetween, formatDate } from "#lib/dates.ts";
import { counted } from "#lib/words.ts";
import { periodWords } from "./bag/moment.ts";
import type { BundleState } from "./bundle.ts";
import { sectionOf } from "./sections.ts";

type Told = { sections: readonly string[]; periodFrom: string; periodTo: string };

/** What the bundle before told and its next issue does not: sections by title, then days; nothing where it tells all of it. */
export function toldNoMore(before: Told, after: Told): string[] {
  const sections = before.sections
    .filter((id) => !after.sections.includes(id))
    .map((id) => `Section “${sectionOf(id)?.title ?? id}”`);
  const days = [
    daysOf(before.periodFrom, earlier(before.periodTo, addDays(after.periodFrom, -1))),
    daysOf(later(before.periodFrom, addDays(after.periodTo, 1)), before.periodTo),
  ];
  return [...sections, ...new Set(days.flat())];
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

function daysOf(from: string, to: string): string[] {
  if (from > to) return [];
  const days = counted(daysBetween(from, to) + 1, "day");
  return [from === to ? `${formatDate(from)} (${days})` : `${periodWords({ from, to })} (${days})`];
}

type Before = { reference: string; state: BundleState; endedAt: Date | null };

/** How a bundle says which one it comes after: it supersedes one that stands, and follows one that was withdrawn. */
export function placeAfter(before: Before | undefined): { supersedes: string | null; follows: string | null } {
  if (!before) return { supersedes: null, follows: null };
  const { reference, state, endedAt } = before;
  if (state !== "withdrawn") return { supersedes: reference, follows: null };
  return { supersedes: null, follows: `${reference}, withdrawn${endedAt ? ` on ${formatDate(endedAt)}` : ""}` };
}
