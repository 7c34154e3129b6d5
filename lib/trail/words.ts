import { uncapital } from "#lib/words.ts";
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
  about_id: "What it is about",
  actual_words: "Measured",
  actual_minutes: "Measured, minutes",
  agreed_alone: "Agreed with no second person",
  alone: "No second person available",
  analogue: "Needs an analogue line",
  analogue_ends_on: "Analogue line ends",
  answer_detail: "Answer in more words",
  answer_facts: "Facts behind the answer",
  answer_outcome: "Outcome of the answer",
  answer_says: "Answer in the signers' words",
  answers_id: "Test that it answers",
  approved_alone: "Approved with no second person",
  appetite: "Highest score the board accepts",
  asked: "How many were asked",
  accepted_at: "When the acceptance was recorded",
  asked_at: "When it was asked",
  at: "When",
  author_ids: "Authors",
  author_tags: "Author named in the file",
  begin_recorded_at: "When its beginning was recorded",
  begun_at: "Begun",
  body_id: "Commissioner",
  board_present: "Board member present",
  breaches: "What was lost",
  bytes: "Size in bytes",
  came_at: "Arrived",
  checked_at: "When it was checked",
  care_affected: "Was care affected?",
  care_at_risk: "Could care be at risk?",
  care_reason: "Why care needs it",
  checked_alone: "Checked with no second person",
  content: "What it holds",
  content_as_of: "Content as of",
  content_sha256: "Fingerprint of what it holds",
  corrects_id: "Entry that it corrects",
  cqc_location_id: "CQC location id",
  cqc_provider_id: "CQC provider id",
  created: "Services added",
  cut_off: "Papers as at",
  data_at_risk: "Could records be at risk?",
  decision_reference: "Board decision",
  defer_until: "Put off until",
  detection: "How it was noticed",
  differs_from_id: "Decision that it differs from",
  due_changes: "Times the due date moved",
  effect_due_on: "Effect check due",
  end_recorded_at: "When its end was recorded",
  entered: "How many were entered",
  evaluated_alone: "Scored with no second person",
  evidence_id: "Record that shows it",
  expires_on: "Until",
  from_on: "Due before",
  grant_id: "Access from outside",
  harm_possible: "Could somebody be harmed?",
  hash: "Fingerprint",
  header: "Headings of the file",
  held_by: "Recorded as held by",
  held_from: "Held from",
  held_reason: "Why its day was put right",
  held_to: "Held until",
  how: "How it was done",
  initial_consequence: "Consequence before controls",
  initial_likelihood: "Likelihood before controls",
  issue: "Number of the issue",
  key_fingerprint: "Signing key",
  knowing: "How many knew it",
  last_checked_at: "Last checked",
  last_result: "Last check found",
  last_role: "Last checked by",
  left_out: "Rows left out",
  limit_category: "Risks the limit is asked for",
  limit_value: "Limit that is asked for",
  line: "Line of assurance",
  list_version: "Version of the list of statements",
  location_tags: "Place named in the file",
  longest_late_minutes: "Longest delay, minutes",
  mapping: "Meaning of the columns",
  material_kinds: "Materials tried",
  maximum: "Highest score accepted",
  measure: "How we will know that it worked",
  measured_minutes: "Measured, minutes",
  media_type: "Kind of file",
  mentioned_id: "Record that is named",
  met: "Objectives met",
  no_action_reason: "Why no action",
  no_second_person: "No second person available",
  not_met: "Objectives not met",
  not_tested: "Objectives not tested",
  notice: "Announced",
  notice_hours: "Notice, hours",
  ods_code: "ODS code",
  on_paper_at: "On paper from",
  own_words: "In their own words",
  original_due_on: "First due",
  original_on: "First planned for",
  moved_reason: "Why it was moved",
  papers_sha256: "Fingerprint of the papers",
  partly_met: "Objectives partly met",
  people_supported: "People supported",
  period_from: "Period from",
  period_to: "Period to",
  proof_note: "What can be seen, and where",
  proved_on: "Last shown to work",
  public_key: "Public half of the key",
  quorate: "Enough members present",
  quorum: "Members needed",
  records_fingerprint: "Records fingerprint",
  report_token: "Number of the form",
  reports_to_id: "Reports to",
  result_rank: "Order of the result",
  review_months: "Reviewed every, months",
  reviewed_at: "When the review was recorded",
  row_count: "Rows",
  row_id: "Row",
  sample: "Sample organisation",
  says: "In words",
  service_id: "Service",
  sha256: "Fingerprint",
  shows_priorities: "Shows who matters most",
  signed_sha256: "Fingerprint of the signed minutes",
  single_person: "One person alone",
  slot: "Signs as",
  staff_on_shift: "Staff on shift",
  start_minute: "Starts at, minutes past midnight",
  supersedes_id: "Replaces",
  table_name: "Kind of entry",
  target_consequence: "Consequence aimed for",
  target_likelihood: "Likelihood aimed for",
  target_minutes: "Target, minutes",
  target_score: "Score aimed for",
  target_words: "Target",
  tasks_done: "Tasks done",
  tasks_due: "Tasks due",
  tasks_late: "Tasks done late",
  texts_sha256: "Fingerprint of the texts",
  to_committee_id: "Committee it goes to",
  to_on: "Due after",
  told_reference: "Number they gave us",
  touched: "What it touched",
  two_roles: "Needs two roles",
  updated: "Services changed",
  unchanged: "Services left as they were",
  verified_at: "Verified",
  worked: "Did it work?",
  written: "How many were written",
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
  people_band: "People affected, about",
  set_aside: "Set aside as",
};

/** A column in words: owner_id is "Owner", ends_at is "Ends". */
export function fieldWords(column: string): string {
  return (
    fields[column] ??
    capital(
      column
        .replace(/_(id|ids|at|on)$/, "")
        .replace(/_role$/, "_as")
        .replaceAll("_", " "),
    )
  );
}

type Changed = { field: string; from: string };

/** Which fields an entry changed: three of them by name, and how many more. By whom and as what goes with the act. */
export function fieldsSaid(changes: readonly Changed[]): string {
  const all = new Set(changes.map((change) => change.field));
  const fields = [...all].filter((field) => !all.has(field.replace(/ (?:by|as)$/, "")) || !/ (?:by|as)$/.test(field));
  if (fields.length > 5 && changes.every((change) => change.from === "nothing"))
    return `First recorded, ${fields.length} fields`;
  const [first = "", ...rest] = fields.map((field, index) => (index === 0 ? field : uncapital(field)));
  const more = rest.length - 2;
  if (more > 0) return `${[first, ...rest.slice(0, 2)].join(", ")} and ${more} more`;
  const last = rest.at(-1);
  return last ? `${[first, ...rest.slice(0, -1)].join(", ")} and ${last}` : first;
}
