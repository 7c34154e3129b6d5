import { formatDate } from "#lib/dates.ts";

export const keyQuestions = ["safe", "effective", "caring", "responsive", "well-led"] as const;
export type KeyQuestion = (typeof keyQuestions)[number];
export const keyQuestionWords: Record<KeyQuestion, string> = {
  safe: "Safe",
  effective: "Effective",
  caring: "Caring",
  responsive: "Responsive",
  "well-led": "Well-led",
};

export const categories = [
  "people-experience",
  "staff-leaders-feedback",
  "partners-feedback",
  "observation",
  "processes",
  "outcomes",
] as const;
export type Category = (typeof categories)[number];
export const categoryWords: Record<Category, string> = {
  "people-experience": "People's experience",
  "staff-leaders-feedback": "Feedback from staff and leaders",
  "partners-feedback": "Feedback from partners",
  observation: "Observation",
  processes: "Processes",
  outcomes: "Outcomes",
};

/** Kinds of record that every role of this room may read. */
export const linkableKinds = [
  "risk",
  "action-item",
  "system",
  "disruption",
  "resilience-test",
  "material",
  "extract",
] as const;

export type FrameworkStatus = "in-force" | "draft" | "retired";
export const statusWords: Record<FrameworkStatus, string> = {
  "in-force": "In force",
  draft: "Draft",
  retired: "Retired",
};

/** Of a statement the name and code are held, no text; `closest` is our own mapping, not the regulator's. */
export type Statement = { id: string; code: string; name: string; keyQuestion: KeyQuestion; closest: boolean };
export type Framework = {
  id: string;
  name: string;
  status: FrameworkStatus;
  term: { singular: string; plural: string };
  statements: readonly Statement[];
};

/** One version of the list of frameworks. A later correction is a new version; this one stays as it was. */
export type FrameworkList = { version: number; asOf: string; frameworks: readonly Framework[] };

/** The framework that a framework's id names, or the one in force. */
export function frameworkOf(list: FrameworkList, id?: string): Framework | undefined {
  return id ? list.frameworks.find((one) => one.id === id) : list.frameworks.find((one) => one.status === "in-force");
}

export function statementOf(
  list: FrameworkList,
  id: string,
): { framework: Framework; statement: Statement } | undefined {
  for (const framework of list.frameworks) {
    const statement = framework.statements.find((one) => one.id === id);
    if (statement) return { framework, statement };
  }
  return undefined;
}

export type Held = { records: number; newest: string };
export type Standing = "none" | "fresh" | "old";

/** Evidence whose newest day lies more than 12 months back is old; with none, nothing is known. */
export function standingOf(held: Held | undefined, today: string): Standing {
  if (!held || held.records === 0) return "none";
  return held.newest < yearBefore(today) ? "old" : "fresh";
}

function yearBefore(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year - 1, month - 1, month === 2 && date === 29 ? 28 : date)).toISOString().slice(0, 10);
}

/** Rows counted per statement, per statement and service ("" is the whole organisation), per statement and category. */
export type Counts = {
  statements: ReadonlyMap<string, Held>;
  services: ReadonlyMap<string, ReadonlyMap<string, Held>>;
};

/** A link that was made or ended after a moment. */
export type LinkMove = { statementId: string; linkedAt: Date | null; endedAt: Date | null };
export type ChangedStatement = { statement: Statement; says: string[]; at: Date | undefined };

/** What became of a framework's statements between two counts: links made and ended, and what else is counted otherwise. */
export function changedSince(
  { statements }: Framework,
  then: Counts,
  now: Counts,
  moves: readonly LinkMove[],
): ChangedStatement[] {
  const changed = statements.flatMap((statement): ChangedStatement[] => {
    const mine = moves.filter(({ statementId }) => statementId === statement.id);
    const made = mine.filter(({ linkedAt }) => linkedAt).length;
    const ended = mine.filter(({ endedAt }) => endedAt).length;
    const [was, is] = [then.statements.get(statement.id)?.newest, now.statements.get(statement.id)?.newest];
    const says = [
      made > 0 ? `${made} ${made === 1 ? "link" : "links"} made` : "",
      ended > 0 ? `${ended} ${ended === 1 ? "link" : "links"} ended` : "",
      is && was !== is ? `newest evidence of ${formatDate(is, "short")}` : "",
    ].filter(Boolean);
    if (says.length === 0 && !sameServices(then.services.get(statement.id), now.services.get(statement.id)))
      says.push("counted for other services");
    const moments = mine.flatMap(({ linkedAt, endedAt }) => [linkedAt, endedAt].filter((at) => at !== null));
    const at = moments.sort((a, b) => b.getTime() - a.getTime())[0];
    return says.length > 0 ? [{ statement, says, at }] : [];
  });
  return changed.sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0));
}

type OfServices = ReadonlyMap<string, Held> | undefined;
const sameServices = (a: OfServices, b: OfServices) => servicesText(a) === servicesText(b);
const servicesText = (held: OfServices) =>
  [...(held ?? [])]
    .map(([service, { records, newest }]) => `${service} ${records} ${newest}`)
    .sort()
    .join();

export type Coverage = { held: number; old: number; none: number };

export function coverageOf(framework: Framework, counts: Counts["statements"], today: string): Coverage {
  const found = framework.statements.map((statement) => standingOf(counts.get(statement.id), today));
  const count = (standing: Standing) => found.filter((one) => one === standing).length;
  return { held: count("fresh") + count("old"), old: count("old"), none: count("none") };
}

export function coverageSentence(framework: Framework, coverage: Coverage): string {
  const { held, old } = coverage;
  const all = framework.statements.length;
  const first = `Records are linked to ${held} of ${all} ${framework.term.plural}.`;
  const missing = coverage.none === all ? `all ${all}` : `the other ${coverage.none}`;
  const none = coverage.none === 0 ? "" : ` For ${missing} it is not known.`;
  const stale = old === 0 ? "" : ` ${old} ${old === 1 ? "rests" : "rest"} on evidence older than 12 months.`;
  return first + stale + none;
}

type LinkShape = { recordId: string; category: Category; day: string };

/** Links counted per category. */
export function countCategories(links: readonly LinkShape[]): Map<Category, number> {
  const counts = new Map<Category, number>();
  for (const { category } of links) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

/** What a statement's links hold together: each record once, and the newest day. */
export function heldOf(links: readonly LinkShape[]): Held | undefined {
  const [newest] = links
    .map((one) => one.day)
    .sort()
    .reverse();
  return newest ? { records: new Set(links.map((one) => one.recordId)).size, newest } : undefined;
}

export type Balance = { processes: number; others: number };

/** Processes against the other five categories: paper-heavy providers hold too much of the first. */
export function balanceOf(counts: ReadonlyMap<Category, number>): Balance {
  const others = categories.filter((one) => one !== "processes").reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
  return { processes: counts.get("processes") ?? 0, others };
}

export function balanceSentence({ processes, others }: Balance): string {
  const all = processes + others;
  if (all === 0) return "Nothing is linked, so there is no balance to show.";
  if (others === 0)
    return `All ${all} are about processes. Nothing shows what people, staff or partners say, or what came of it.`;
  if (processes === 0) return `None of ${all} is about processes.`;
  return `${processes} of ${all} are about processes, ${others} from the other five categories.`;
}

/** The line that stands wherever statements of a framework are shown. */
export function heldSentence(list: FrameworkList, asOf: string): string {
  const force = list.frameworks.find((one) => one.status === "in-force");
  const draft = list.frameworks.some((one) => one.status === "draft");
  return `${force?.name ?? "No framework in force"}, as held ${asOf}${draft ? "; a new framework is in draft" : ""}.`;
}
