import { addDays, daysBetween, formatDate } from "#lib/dates.ts";
import { counted, listed } from "#lib/words.ts";
import { periodWords } from "./bag/moment.ts";
import type { BundleState } from "./bundle.ts";
import { sectionOf } from "./sections.ts";

type Told = {
  sections: readonly string[];
  serviceIds: readonly string[];
  periodFrom: string;
  periodTo: string;
};
type Names = ReadonlyMap<string, string>;

/**
 * What the bundle before told and its next issue does not: sections by title, services, days; nothing where it tells all
 * of it. Services are counted where nobody says their names.
 */
export function toldNoMore(before: Told, after: Told, names?: Names): string[] {
  const sections = before.sections
    .filter((id) => !after.sections.includes(id))
    .map((id) => `Section “${sectionOf(id)?.title ?? id}”`);
  const gone = before.serviceIds.filter((id) => !after.serviceIds.includes(id));
  const services = names ? gone.map((id) => `Service “${names.get(id) ?? "not known"}”`).sort() : countOf(gone);
  const days = [
    daysOf(before.periodFrom, earlier(before.periodTo, addDays(after.periodFrom, -1))),
    daysOf(later(before.periodFrom, addDays(after.periodTo, 1)), before.periodTo),
  ];
  return [...sections, ...services, ...new Set(days.flat())];
}

const countOf = (gone: readonly string[]) => (gone.length > 0 ? [counted(gone.length, "service")] : []);

type For = { recipient: string };

/** Whether the next issue names somebody else than the bundle before, as people read a name. */
export function isForAnother(before: For, after: For): boolean {
  const read = ({ recipient }: For) => recipient.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  return read(before) !== read(after);
}

/**
 * What a reader of the bundle before should know of its next issue, for the README: never who the other recipient was.
 * Null where the next issue tells the same recipient at least as much.
 */
export function comparedWith(before: Told & For & { reference: string }, after: Told & For): string | null {
  const less = toldNoMore(before, after);
  const another = isForAnother(before, after);
  const sentences = [
    ...(another ? [`${before.reference} was for another named recipient.`] : []),
    ...(less.length > 0
      ? [`${another ? "It" : before.reference} told what this issue does not: ${listed(less)}.`]
      : []),
  ];
  return sentences.join(" ") || null;
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
