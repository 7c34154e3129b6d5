import { roleLabels } from "#lib/access/roles.ts";
import {
  stateWords as actionStateWords,
  priorityWords,
  sourceWords,
  strengthWords,
} from "#lib/action-items/action-item.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { categoryWords as evidenceWords } from "#lib/frameworks/framework.ts";
import {
  checkResultWords,
  knowledgeMethodWords,
  materialKindWords,
  materialStateWords,
} from "#lib/materials/material.ts";
import {
  eventKindWords,
  noticeWords,
  objectiveResultWords,
  scenarioWords,
  scopeWords,
  shiftWords,
  testKindWords,
  testStateWords,
} from "#lib/resilience-tests/resilience-test.ts";
import {
  controlTypeWords,
  effectivenessWords,
  lineWords,
  outcomeWords,
  categoryWords as riskWords,
  treatmentWords,
} from "#lib/risks/risk.ts";
import { hostingWords, categoryWords as systemWords, tierWords } from "#lib/systems/system.ts";

export type Names = { services: ReadonlyMap<string, string>; references: ReadonlyMap<string, string> };

type List = Record<string, string | { label: string }>;

/** Word lists of the rooms, by the column that holds their ids; "table.column" where two rooms share a column's name. */
const lists: Record<string, List> = {
  "risks.category": riskWords,
  "risks.treatment": treatmentWords,
  "risk_controls.type": controlTypeWords,
  "risk_controls.line": lineWords,
  "control_proofs.line": lineWords,
  "control_proofs.found": effectivenessWords,
  "risk_reviews.outcome": outcomeWords,
  "action_items.source_kind": sourceWords,
  "action_items.priority": priorityWords,
  "action_items.strength": strengthWords,
  "action_items.state": actionStateWords,
  "systems.category": systemWords,
  "systems.tier": tierWords,
  "systems.hosting": hostingWords,
  "materials.kind": materialKindWords,
  "materials.state": materialStateWords,
  "materials.last_result": checkResultWords,
  "material_checks.result": checkResultWords,
  "material_knowledge.method": knowledgeMethodWords,
  "resilience_tests.scenario": scenarioWords,
  "resilience_tests.kind": testKindWords,
  "resilience_tests.notice": noticeWords,
  "resilience_tests.shift": shiftWords,
  "resilience_tests.scope": scopeWords,
  "resilience_tests.state": testStateWords,
  "resilience_tests.material_kinds": materialKindWords,
  "test_objectives.result": objectiveResultWords,
  "test_participants.shift": shiftWords,
  "test_events.kind": eventKindWords,
  "evidence_links.category": evidenceWords,
};

/** A stored value in words: names for ids, the rooms' words for their codes, London time, nothing for what is not known. */
export function wordsOf(table: string, column: string, value: unknown, names: Names): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (value instanceof Date) return formatDateTime(value);
  if (Array.isArray(value))
    return value.length === 0 ? "None" : value.map((one) => wordsOf(table, column, one, names)).join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const word = lists[`${table}.${column}`]?.[String(value)];
  if (word) return typeof word === "string" ? word : word.label;
  if (typeof value === "number") return value.toLocaleString("en-GB");
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  if (/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}/.test(text)) return formatDateTime(new Date(text));
  const named = names.services.get(text) ?? names.references.get(text) ?? roles.get(text);
  if (named) return named;
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text)) return "A record outside this scope";
  return /^[a-z]+(-[a-z0-9]+)*$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", " ") : text;
}

const roles = new Map<string, string>(Object.entries(roleLabels));
