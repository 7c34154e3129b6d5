import type { ReportAnswers } from "./inputs.ts";

/** The questions of a report, one to a page, in their order. */
export const questions = ["what", "where", "when", "people", "paper"] as const;
export type Question = (typeof questions)[number];
export type Step = Question | "many" | "time" | "check";

/** What each page of a report is called. */
export const stepTitles: Record<Step, string> = {
  what: "What has failed?",
  where: "Where is it?",
  many: "Which services?",
  when: "When did you notice it?",
  time: "At what time did you notice it?",
  people: "Whose care is affected now?",
  paper: "Are you working on paper?",
  check: "Check and send",
};

export type TimeProblem = { field: "time" | "date"; says: string };

const given: Record<Question, (answers: ReportAnswers) => unknown> = {
  what: (answers) => answers.what,
  where: (answers) => answers.where,
  when: (answers) => answers.noticed,
  people: (answers) => answers.people,
  paper: (answers) => answers.paper,
};

/** The page that is asked for, or the first question without an answer; all answered, the check. */
export function stepOf(answers: ReportAnswers): Step {
  return answers.step ?? questions.find((question) => given[question](answers) === undefined) ?? "check";
}

/** The question before this one: Back keeps every answer. */
export function before(step: Step): Question | undefined {
  if (step === "many") return "where";
  if (step === "time") return "when";
  return step === "check" ? "paper" : questions[questions.indexOf(step) - 1];
}

type Change = Partial<Record<"what" | "where" | "noticed" | "people" | "paper" | "step", string>>;

/** The same answers with one of them changed, as an address: every answer is carried in it. */
export function reportHref(answers: ReportAnswers, change: Change = {}): string {
  const { token, what, where, noticed, people, paper } = answers;
  const pairs = { token, what, where: where?.join(","), noticed, people, paper, ...change };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(pairs)) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `/disruptions/new?${text}` : "/disruptions/new";
}

/** The services a report is for: those chosen, or all of the reporter's own where that is not known yet. */
export function servicesOf(answers: ReportAnswers, own: readonly string[], wide: boolean): string[] {
  const where: readonly string[] = answers.where ?? [];
  if (where[0] === "all" || (where[0] === "not-known" && wide)) return [];
  return where[0] === "not-known" ? [...own] : [...where];
}
