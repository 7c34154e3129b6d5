import { formatDate, formatDuration, londonDay } from "#lib/dates.ts";
import { copiesMark } from "#lib/materials/material.ts";
import { counted } from "#lib/words.ts";

export type Mark = "ok" | "warn" | "bad" | "unknown" | "live" | "progress" | "na";

/** What is recorded about one service now. Undefined is "not known" and never counts as good. */
export type ServiceFacts = {
  id: string;
  name: string;
  kind: string;
  people: number | null;
  open: readonly OpenDisruption[];
  test: LastTest | undefined;
  recovery: Recovery | undefined;
  materials: Materials | undefined;
  risks: Risks;
  /** Of a reader who is shown their own actions alone, nobody else's are counted. */
  overdue: { count: number; oldestDueOn: string } | "not-shown" | undefined;
  newestEvidence: string | undefined;
};
export type OpenDisruption = { id: string; reference: string; since: Date; restored: boolean };
/** The last test that was reported, with its result as the tests' own rule says it. */
export type LastTest = {
  id: string;
  reference: string;
  at: Date;
  mark: "ok" | "warn" | "bad" | "unknown";
  word: string;
  /** How many objectives: "5 of 7". */
  tally?: string;
};
export type Recovery = { id: string; at: Date; measuredMinutes: number; targetMinutes: number | null };
export type Materials = {
  inDate: number;
  all: number;
  notKnown: number;
  withoutPriorities: number;
  lastCheckedAt: Date | undefined;
};
export type Risks = { open: number; above: number; highest: number; reviewOverdue: number };

export const columns = [
  "disruption",
  "test",
  "recovery",
  "materials",
  "reviews",
  "risks",
  "actions",
  "evidence",
] as const;
export type Column = (typeof columns)[number];
export const columnWords: Record<Column, string> = {
  disruption: "Open disruption",
  test: "Last test",
  recovery: "Measured recovery",
  materials: "Materials in date",
  reviews: "Reviews open",
  risks: "Risks above appetite",
  actions: "Overdue actions",
  evidence: "Newest evidence",
};

export type Cell = { mark: Mark; word: string; detail?: string; href?: string };
export type Verdict = "not-shown" | "not-known" | "part-shown" | "shown";
export const verdictWords: Record<Verdict, { word: string; mark: Mark }> = {
  "not-shown": { word: "Not shown", mark: "bad" },
  "not-known": { word: "Not known", mark: "unknown" },
  "part-shown": { word: "Part shown", mark: "warn" },
  shown: { word: "Shown", mark: "ok" },
};
export const worstFirst: readonly Verdict[] = ["not-shown", "not-known", "part-shown", "shown"];

export type Row = ServiceFacts & { cells: Record<Column, Cell>; verdict: Verdict };

/** What shows that a fallback holds. The other columns are what stands open beside it. */
export const proofs = ["test", "recovery", "materials"] as const;

/** A test counts for a year; from half a year on the next one is due. */
export const testMonths = { due: 6, lasts: 12 } as const;

/** In this table a date of the current year stands without it. */
function dayWords(when: Date | string, now: Date): string {
  const words = formatDate(when, "short");
  const year = ` ${londonDay(now).slice(0, 4)}`;
  return words.endsWith(year) ? words.slice(0, -year.length) : words;
}

function monthsBack(now: Date, months: number): string {
  const [year = 0, month = 1, date = 1] = londonDay(now).split("-").map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

function disruptionCell({ id, open }: ServiceFacts, now: Date): Cell {
  const live = open.filter((one) => !one.restored).sort((a, b) => a.since.getTime() - b.since.getTime());
  const [first] = live;
  // No report is no proof that nothing failed, so this is never green.
  if (!first) return { mark: "na", word: "None known" };
  const word = live.length === 1 ? "Live" : `${live.length} live`;
  return {
    mark: "live",
    word,
    detail: `Since ${dayWords(first.since, now)}`,
    href: live.length === 1 ? `/disruptions/${first.id}` : `/disruptions?view=live&service=${id}`,
  };
}

function testCell({ test }: ServiceFacts, now: Date): Cell {
  if (!test) return { mark: "unknown", word: "Not known", detail: "No test yet" };
  const day = londonDay(test.at);
  const href = `/resilience-tests/${test.id}`;
  if (day < monthsBack(now, testMonths.lasts))
    return { mark: "unknown", word: "Not known", detail: `Last test ${dayWords(test.at, now)}`, href };
  const { mark, word } = test;
  const tally = test.tally ? `${test.tally}, ` : "";
  if (mark === "ok" && day < monthsBack(now, testMonths.due))
    return { mark: "warn", word: "Test due", detail: `${word} ${dayWords(test.at, now)}`, href };
  return { mark, word, detail: tally + dayWords(test.at, now), href };
}

function recoveryCell({ recovery }: ServiceFacts, now: Date): Cell {
  if (!recovery) return { mark: "unknown", word: "Not known", detail: "Not measured" };
  const { measuredMinutes, targetMinutes, at } = recovery;
  const measured = formatDuration(measuredMinutes);
  const href = `/resilience-tests/${recovery.id}`;
  if (londonDay(at) < monthsBack(now, testMonths.lasts))
    return { mark: "unknown", word: "Not known", detail: `${measured}, ${dayWords(at, now)}`, href };
  if (targetMinutes === null)
    return { mark: "unknown", word: "No target", detail: `${measured}, ${dayWords(at, now)}`, href };
  const within = measuredMinutes <= targetMinutes;
  const detail = `${measured} of ${formatDuration(targetMinutes)}, ${dayWords(at, now)}`;
  return { mark: within ? "ok" : "bad", word: within ? "Within target" : "Too long", detail, href };
}

function materialsCell({ id, materials }: ServiceFacts, now: Date): Cell {
  if (!materials || materials.all === 0) return { mark: "unknown", word: "Not known", detail: "None recorded" };
  const { inDate, all, notKnown, withoutPriorities, lastCheckedAt } = materials;
  const href = `/materials?service=${id}`;
  const word = `${inDate} of ${all}`;
  const checked = lastCheckedAt ? `Checked ${dayWords(lastCheckedAt, now)}` : "Never checked";
  const mark = copiesMark(materials);
  if (mark === "bad")
    return { mark, word, detail: `${all - inDate - notKnown} not in date`, href: `${href}&view=not-in-date` };
  if (mark === "unknown") return { mark, word: "Not known", detail: checked, href };
  if (notKnown > 0) return { mark, word, detail: `${notKnown} not known`, href: `${href}&view=not-known` };
  if (withoutPriorities > 0)
    return { mark, word, detail: `${withoutPriorities} without priorities`, href: `${href}&view=no-priorities` };
  return { mark, word, detail: checked, href };
}

function reviewsCell({ id, open }: ServiceFacts, now: Date): Cell {
  const waiting = open.filter((one) => one.restored).sort((a, b) => a.since.getTime() - b.since.getTime());
  const [oldest] = waiting;
  if (!oldest) return { mark: "na", word: "None" };
  const href = waiting.length === 1 ? `/disruptions/${oldest.id}` : `/disruptions?view=waiting&service=${id}`;
  return { mark: "warn", word: `${waiting.length} open`, detail: `Since ${dayWords(oldest.since, now)}`, href };
}

function risksCell({ id, risks }: ServiceFacts): Cell {
  const { open, above, highest, reviewOverdue } = risks;
  const href = `/risks?service=${id}&wide=no`;
  if (open === 0) return { mark: "unknown", word: "Not known", detail: "None recorded" };
  if (above > 0)
    return { mark: "bad", word: `${above} above`, detail: `Highest ${highest}`, href: `${href}&view=above` };
  if (reviewOverdue > 0)
    return {
      mark: "warn",
      word: "None above",
      detail: `${counted(reviewOverdue, "review")} overdue`,
      href: `${href}&view=overdue`,
    };
  return { mark: "ok", word: "None above", detail: `${counted(open, "risk")}, highest ${highest}`, href };
}

function actionsCell({ id, overdue }: ServiceFacts, now: Date): Cell {
  if (overdue === "not-shown") return { mark: "na", word: "Not for your role" };
  if (!overdue || overdue.count === 0) return { mark: "na", word: "None" };
  const href = `/action-items?view=overdue&service=${id}&wide=no`;
  return { mark: "bad", word: `${overdue.count} overdue`, detail: `Since ${dayWords(overdue.oldestDueOn, now)}`, href };
}

function evidenceCell({ id, newestEvidence }: ServiceFacts, now: Date): Cell {
  const href = `/frameworks?view=services&service=${id}`;
  if (!newestEvidence) return { mark: "unknown", word: "Not known", detail: "None linked" };
  const old = newestEvidence < monthsBack(now, 12);
  return {
    mark: old ? "warn" : "ok",
    word: old ? "Over 12 months" : "Linked",
    detail: dayWords(newestEvidence, now),
    href,
  };
}

export function cellsOf(facts: ServiceFacts, now: Date): Record<Column, Cell> {
  return {
    disruption: disruptionCell(facts, now),
    test: testCell(facts, now),
    recovery: recoveryCell(facts, now),
    materials: materialsCell(facts, now),
    reviews: reviewsCell(facts, now),
    risks: risksCell(facts),
    actions: actionsCell(facts, now),
    evidence: evidenceCell(facts, now),
  };
}

/**
 * What can be shown of a service's fallback. A proof that failed: not shown. No test or no material known: not known.
 * A weaker proof: part shown. What stands open is told in its own column; it neither makes nor unmakes the proof.
 */
export function verdictOf(cells: Record<Column, Cell>): Verdict {
  if (proofs.some((column) => cells[column].mark === "bad")) return "not-shown";
  if (cells.test.mark === "unknown" || cells.materials.mark === "unknown") return "not-known";
  return proofs.every((column) => cells[column].mark === "ok") ? "shown" : "part-shown";
}

const weights: Record<Mark, number> = { live: 5, bad: 4, unknown: 2, warn: 1, progress: 1, ok: 0, na: 0 };

/** Every service with its cells, worst first: by verdict, then by what weighs most, then by name. */
export function rowsOf(services: readonly ServiceFacts[], now: Date): Row[] {
  const weigh = (row: Row) => columns.reduce((sum, column) => sum + weights[row.cells[column].mark], 0);
  return services
    .map((facts) => {
      const cells = cellsOf(facts, now);
      return { ...facts, cells, verdict: verdictOf(cells) };
    })
    .sort(
      (a, b) =>
        worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict) ||
        weigh(b) - weigh(a) ||
        a.name.localeCompare(b.name, "en-GB"),
    );
}
