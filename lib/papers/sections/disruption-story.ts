import { formatDateTime, formatDuration, formatTime, londonDay, minutesBetween } from "#lib/dates.ts";
import { type DisruptionType, type Severity, severityWords, typeWords } from "#lib/disruptions/disruption.ts";
import { counted, countWord, uncapital } from "#lib/words.ts";

/** "noticed since 29 October 2026: one ended after 4 h 35 min, two still last"; minutes of those that ended. */
export function noticedLabel(since: string, ended: readonly number[], lasting: number): string {
  const all = formatDuration(ended.reduce((sum, minutes) => sum + minutes, 0));
  const noticed = `noticed since ${since}`;
  if (lasting === 0) return ended.length === 0 ? noticed : `${noticed}, lasting ${all} in all`;
  const still = `${countWord(lasting).toLowerCase()} still ${lasting === 1 ? "lasts" : "last"}`;
  if (ended.length === 0) return `${noticed}: ${still}`;
  const after = `${countWord(ended.length).toLowerCase()} ended after ${all}${ended.length === 1 ? "" : " in all"}`;
  return `${noticed}: ${after}, ${still}`;
}

export type StoryFacts = {
  /** The paragraph's heading: what it says is not said again. */
  title?: string;
  type: DisruptionType | null;
  where: string;
  startedAt: Date | null;
  noticedAt: Date | null;
  onPaperAt: Date | null;
  restoredAt: Date | null;
  severity: Severity | null;
  /** Absent where nobody counted. */
  people?: number | undefined;
  tasks?: { due: number; done: number; late: number } | undefined;
  paper?: { written: number; checked: number } | undefined;
  findings: number;
  actions: number;
  stands: string;
};

/** One disruption in a paragraph: what failed, for how long, what staff did, what was late, and what came of it. Counts, and nobody's words. */
export function storyOf(facts: StoryFacts): string {
  const { title, type, where, severity, people, tasks, paper, findings, actions, stands } = facts;
  const what = `${type ? typeWords[type] : "What failed is not known yet"}, ${where}`;
  return [
    what === title ? "" : `${what}.`,
    ...timesOf(facts),
    severity ? `Severity ${severity}, ${severityWords[severity].label}.` : "How severe it was is not known yet.",
    people === undefined ? "" : `${counted(people, "person was", "people were")} affected.`,
    tasks ? tasksOf(tasks) : "",
    paper
      ? `${counted(paper.written, "paper record was", "paper records were")} written, and a second person checked ${paper.checked}.`
      : "",
    findings === 0
      ? "Its review has no finding so far."
      : `Its review has ${counted(findings, "finding")}, and ${actions === 0 ? "none" : actions} became ${actions === 1 ? "an action" : actions === 0 ? "an action yet" : "actions"}.`,
    `Where it stands: ${uncapital(stands)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function timesOf({ startedAt, noticedAt, onPaperAt, restoredAt }: StoryFacts): string[] {
  const began = startedAt ?? noticedAt;
  if (!began) return ["When it began is not known."];
  const at = (moment: Date) => (londonDay(moment) === londonDay(began) ? formatTime(moment) : formatDateTime(moment));
  const paper = onPaperAt ? `, on paper from ${at(onPaperAt)}` : "";
  const back = restoredAt
    ? `, systems back ${at(restoredAt)} after ${formatDuration(minutesBetween(began, restoredAt))}`
    : ", systems not back yet";
  return [`${startedAt ? "Began" : "Noticed"} ${formatDateTime(began)}${paper}${back}.`];
}

function tasksOf({ due, done, late }: { due: number; done: number; late: number }): string {
  const rest = late > 0 ? `, ${late} of them late` : "";
  return `${done} of ${counted(due, "task", "tasks")} due ${due === 1 ? "was" : "were"} done${rest}.`;
}
