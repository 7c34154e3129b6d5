import { tableWordList, verbWordList } from "./verb-words.ts";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** An act in words: risk.accept is "Accepted the risk". One of an older release that has none is told as it is kept. */
export function verbWords(verb: string): string {
  return verbWordList[verb] ?? verb;
}

/** What an entry is about: action_due_changes is "Change of a due date". */
export function tableWords(table: string): string {
  return tableWordList[table] ?? table;
}

const fields: Record<string, string> = {
  service_ids: "Services",
  all_services: "Whole organisation",
  objective_minutes: "Recovery time objective, minutes",
  tolerable_minutes: "Maximum tolerable period, minutes",
  severity_triage: "Severity at triage",
  severity_confirmed: "Severity confirmed",
  period_at: "Noticed or reported",
  paper_role: "Role that said whether paper was used",
  paper_said_at: "When it was said whether paper was used",
  happened_at: "When it happened",
  written_at: "When it was written down",
  people_band: "People affected",
  set_aside: "Set aside as",
};

/** A column in words: owner_id is "Owner", ends_at is "Ends". */
export function fieldWords(column: string): string {
  return fields[column] ?? capital(column.replace(/_(id|ids|at|on)$/, "").replaceAll("_", " "));
}
