import {
  stateWords as actionStateWords,
  levels,
  priorityWords,
  sourceWords,
  strengthWords,
} from "#lib/action-items/action-item.ts";
import {
  bandWords,
  stateWords as disruptionStateWords,
  knowingWords,
  setAsideWords,
  severities,
  severityWords,
  typeWords,
} from "#lib/disruptions/disruption.ts";
import { decisionWords, duties } from "#lib/disruptions/duty.ts";
import { slotWords } from "#lib/disruptions/review.ts";
import {
  answerWords,
  breachWords,
  causeWords,
  detectionWords,
  elementWords,
  harmWords,
  methodWords,
  paperWords,
  taskWords,
  sourceWords as tellingWords,
  workedWords,
} from "#lib/disruptions/words.ts";
import { categoryWords as evidenceWords } from "#lib/frameworks/framework.ts";
import { checkResultWords, knowledgeMethodWords, materialStateWords } from "#lib/materials/material.ts";
import { postWords } from "#lib/meetings/committee.ts";
import { blockKindWords } from "#lib/meetings/minute.ts";
import { materialKindWords } from "#lib/records/material-kinds.ts";
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

type List = Record<string, string | { label: string }>;

const dutyWords: List = Object.fromEntries(Object.entries(duties).map(([id, duty]) => [id, duty.name]));

const answerList: List = Object.fromEntries(
  Object.entries(answerWords).map(([id, words]) => [id, words.replace(/\.$/, "")]),
);
const severityList: List = Object.fromEntries(
  severities.map((severity) => [severity, `${severity}, ${severityWords[severity].label}`]),
);

/** Word lists of the rooms, by the column that holds their ids; "table.column" where two rooms share a column's name. */
export const lists: Record<string, List> = {
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
  "action_items.level": levels,
  "action_items.state": actionStateWords,
  "disruptions.type": typeWords,
  "disruptions.state": disruptionStateWords,
  "disruptions.set_aside": setAsideWords,
  "disruption_closures.set_aside": setAsideWords,
  "disruptions.severity_triage": severityList,
  "disruptions.severity_confirmed": severityList,
  "disruption_severities.severity": severityList,
  "disruption_closures.severity": severityList,
  "disruptions.detection": detectionWords,
  "disruptions.breaches": breachWords,
  "disruptions.care_affected": knowingWords,
  "disruption_severities.care_at_risk": knowingWords,
  "disruption_severities.data_at_risk": knowingWords,
  "disruption_severities.harm_possible": knowingWords,
  "disruption_impacts.people_band": bandWords,
  "disruption_impacts.task_kind": taskWords,
  "timeline_entries.source": tellingWords,
  "fallback_uses.material_kind": materialKindWords,
  "fallback_uses.worked": workedWords,
  "disruption_reviews.method": methodWords,
  "disruption_reviews.harm": harmWords,
  "disruption_reviews.answer": answerList,
  "disruption_closures.answer": answerList,
  "review_factors.element": elementWords,
  "review_factors.cause": causeWords,
  "paper_records.kind": paperWords,
  "duty_decisions.duty": dutyWords,
  "duty_decisions.decision": decisionWords,
  "sign_offs.slot": slotWords,
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
  "minute_extracts.kind": blockKindWords,
  "minute_extracts.signed_post": postWords,
  "evidence_links.category": evidenceWords,
};

/** What a list that is empty on purpose says, where "None" would be untrue. */
export const emptyLists: Record<string, string> = { "sign_offs.for_services": "The whole review" };
