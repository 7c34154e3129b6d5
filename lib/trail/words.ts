const subjects: Record<string, string> = {
  "action-item": "action",
  "resilience-test": "test",
  membership: "role",
  grant: "access from outside",
};

const whole: Record<string, string> = {
  "outside.sign-in": "Signed in from outside",
  "outside.view": "Opened from outside",
  "outside.download": "Downloaded from outside",
  "outside.ask": "Asked for from outside",
  "outside.acknowledge": "Acknowledged from outside",
  "grant.code": "Make a sign-in code",
  "grant.link": "Make a set-password link",
  "grant.inspector": "Let an inspector in",
  "grant.commissioner": "Let an officer in",
  "request.note": "Write a note to the asker",
  "person.sign-out": "End a person's sessions",
  "person.reset-password": "Make a new password link",
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** An act in words: risk.accept is "Accept risk". */
export function verbWords(verb: string): string {
  const known = whole[verb];
  if (known) return known;
  const [subject = "", act = ""] = verb.split(".");
  return capital(`${act.replaceAll("-", " ")} ${subjects[subject] ?? subject.replaceAll("-", " ")}`.trim());
}

/** A table in words: action_due_changes is "Action due changes". */
export function tableWords(table: string): string {
  return capital(table.replaceAll("_", " "));
}

const fields: Record<string, string> = {
  service_ids: "Services",
  all_services: "Whole organisation",
  objective_minutes: "Recovery time objective, minutes",
  tolerable_minutes: "Maximum tolerable period, minutes",
};

/** A column in words: owner_id is "Owner", ends_at is "Ends". */
export function fieldWords(column: string): string {
  return fields[column] ?? capital(column.replace(/_(id|ids|at|on)$/, "").replaceAll("_", " "));
}
