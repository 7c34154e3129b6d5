import { describe, expect, test } from "vitest";
import { grantKinds } from "#lib/access/grant.ts";
import { replyKinds, requestStates } from "#lib/access/request.ts";
import { roleIds } from "#lib/access/roles.ts";
import { actionPriorities, actionSources, actionStates, proofs } from "#lib/action-items/action-item.ts";
import * as disruption from "#lib/disruptions/disruption.ts";
import { dutyDecisions, dutyIds } from "#lib/disruptions/duty.ts";
import { slots } from "#lib/disruptions/review.ts";
import * as told from "#lib/disruptions/words.ts";
import { bundleStates, markings, purposes } from "#lib/evidence/bundle.ts";
import { endWords, mediaTypes } from "#lib/files/file.ts";
import { categories } from "#lib/frameworks/framework.ts";
import { checkResults, knowledgeMethods, materialStates } from "#lib/materials/material.ts";
import * as committee from "#lib/meetings/committee.ts";
import { extractKinds, extractStates } from "#lib/meetings/extract.ts";
import * as meeting from "#lib/meetings/meeting.ts";
import * as minute from "#lib/meetings/minute.ts";
import { sections } from "#lib/meetings/section.ts";
import { bodyKinds, serviceTypes, siteKinds } from "#lib/organisation/organisation.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";
import { linkKinds, recordKinds } from "#lib/records/record.ts";
import * as held from "#lib/resilience-tests/resilience-test.ts";
import * as risk from "#lib/risks/risk.ts";
import { hostings, systemCategories, systemStates, tiers } from "#lib/systems/system.ts";
import { fieldWords } from "#lib/trail/words.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

/** The list by which the code reads a column, under the column's name. */
const lists: Record<string, readonly (string | number)[]> = {
  "action_completions.proof": proofs,
  "action_items.priority": actionPriorities,
  "action_items.proof": proofs,
  "action_items.source_kind": actionSources,
  "action_items.state": actionStates,
  "attachments.added_after": endWords,
  "attachments.media_type": mediaTypes,
  "bundles.marking": markings,
  "bundles.purpose": purposes,
  "bundles.state": bundleStates,
  "commissioner_bodies.kind": bodyKinds,
  "committee_items.section": sections,
  "committee_members.post": committee.posts,
  "committees.cadence": committee.cadences,
  "committees.kind": committee.committeeKinds,
  "committees.marking": meeting.markings,
  "committees.state": committee.committeeStates,
  "control_proofs.found": risk.effects,
  "control_proofs.line": risk.lines,
  "decision_effects.verb": minute.effectVerbs,
  "disruption_closures.answer": told.answers,
  "disruption_closures.set_aside": disruption.setAsides,
  "disruption_closures.severity": disruption.severities,
  "disruption_impacts.people_band": disruption.peopleBands,
  "disruption_impacts.task_kind": told.taskKinds,
  "disruption_reviews.answer": told.answers,
  "disruption_reviews.harm": told.harms,
  "disruption_reviews.method": told.methods,
  "disruption_severities.care_at_risk": disruption.knowing,
  "disruption_severities.data_at_risk": disruption.knowing,
  "disruption_severities.harm_possible": disruption.knowing,
  "disruption_severities.kind": disruption.severityKinds,
  "disruption_severities.severity": disruption.severities,
  "disruption_time_changes.moment": disruption.moments,
  "disruptions.care_affected": disruption.knowing,
  "disruptions.detection": told.detections,
  "disruptions.paper": disruption.paperStates,
  "disruptions.set_aside": disruption.setAsides,
  "disruptions.severity_confirmed": disruption.severities,
  "disruptions.severity_triage": disruption.severities,
  "disruptions.state": disruption.states,
  "disruptions.type": disruption.disruptionTypes,
  "duty_decisions.decision": dutyDecisions,
  "duty_decisions.duty": dutyIds,
  "evidence_links.category": categories,
  "fallback_uses.material_kind": materialKinds,
  "fallback_uses.worked": told.workedChoices,
  "material_checks.result": checkResults,
  "material_knowledge.method": knowledgeMethods,
  "materials.kind": materialKinds,
  "materials.last_result": checkResults,
  "materials.state": materialStates,
  "meeting_attendance.post": committee.posts,
  "meeting_attendance.presence": meeting.presences,
  "meeting_decisions.asks": minute.asks,
  "meeting_decisions.limit_category": risk.appetiteCategories,
  "meeting_decisions.limit_value": risk.possibleScores,
  "meeting_decisions.outcome": minute.outcomes,
  "meeting_escalations.answer_outcome": minute.outcomes,
  "meeting_interests.taking_part": meeting.takingParts,
  "meeting_items.section": sections,
  "meeting_signatures.post": committee.signingPosts,
  "meeting_snapshots.occasion": meeting.occasions,
  "meeting_votes.vote": minute.votes,
  "meetings.assurance": meeting.assurances,
  "meetings.marking": meeting.markings,
  "meetings.state": meeting.meetingStates,
  "minute_blocks.kind": minute.blockKinds,
  "minute_drafts.field": minute.draftFields,
  "minute_extracts.kind": extractKinds,
  "minute_extracts.signed_post": committee.signingPosts,
  "minute_extracts.state": extractStates,
  "outside_grants.kind": grantKinds,
  "paper_records.kind": told.paperKinds,
  "record_links.kind": linkKinds,
  "records.kind": recordKinds,
  "request_replies.kind": replyKinds,
  "requests.state": requestStates,
  "resilience_tests.kind": held.testKinds,
  "resilience_tests.material_kinds": materialKinds,
  "resilience_tests.notice": held.notices,
  "resilience_tests.scenario": held.scenarios,
  "resilience_tests.scope": held.scopes,
  "resilience_tests.shift": held.shifts,
  "resilience_tests.state": held.testStates,
  "review_factors.cause": told.causes,
  "review_factors.element": told.elements,
  "risk_appetites.category": risk.appetiteCategories,
  "risk_appetites.maximum": risk.possibleScores,
  "risk_controls.line": risk.lines,
  "risk_controls.type": risk.controlTypes,
  "risk_reviews.outcome": risk.notedOutcomes,
  "risk_scores.consequence": risk.levels,
  "risk_scores.kind": risk.scoreKinds,
  "risk_scores.likelihood": risk.levels,
  "risks.category": risk.riskCategories,
  "risks.consequence": risk.levels,
  "risks.initial_consequence": risk.levels,
  "risks.initial_likelihood": risk.levels,
  "risks.likelihood": risk.levels,
  "risks.review_months": risk.reviewEvery,
  "risks.state": risk.riskStates,
  "risks.target_consequence": risk.levels,
  "risks.target_likelihood": risk.levels,
  "risks.treatment": risk.treatments,
  "services.types": serviceTypes,
  "sign_offs.slot": slots,
  "sites.kind": siteKinds,
  "systems.category": systemCategories,
  "systems.hosting": hostings,
  "systems.state": systemStates,
  "systems.tier": tiers,
  "test_events.kind": held.eventKinds,
  "test_objectives.measure": held.measures,
  "test_objectives.result": held.objectiveResults,
  "test_participants.shift": held.shifts,
  "timeline_entries.source": told.sources,
};

/** Columns with words that the code only writes, or counts in SQL. */
const neverRead = [
  "access_events.kind",
  "action_cancellations.from_state",
  "action_effect_checks.result",
  "action_progress.state",
  "action_verifications.outcome",
  "service_imports.state",
];
/** Roles as free words: an observer's in a timeline, a signer's title on a bundle. */
const spoken = ["bundles.issued_role", "bundles.prepared_role", "timeline_entries.role"];

async function constraints(): Promise<Map<string, string>> {
  const rows = await here().owner<{ at: string; law: string }[]>`
    select c.relname || '.' || a.attname as at, pg_get_constraintdef(k.oid) as law
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'c' and cardinality(k.conkey) = 1 and c.relnamespace = 'public'::regnamespace
      and c.relname not like '%\\_versions' and pg_get_constraintdef(k.oid) ~ '= ANY|<@ ARRAY|>= 1[)] AND [(][a-z_]+ <= [0-9][)]'`;
  return new Map(rows.map(({ at, law }) => [at, law]));
}

function allowed(law = ""): (string | number)[] {
  const range = /<= (\d)\)/.exec(law);
  if (range) return Array.from({ length: Number(range[1]) }, (_, index) => index + 1);
  const words = [...law.matchAll(/'([^']*)'::text/g)].map(([, word = ""]) => word);
  return words.length > 0 ? words : [...law.matchAll(/\d+/g)].map(([number]) => Number(number));
}

const isRole = (at: string) => /[._]role$/.test(at);
const sorted = (words: readonly (string | number)[]) => words.map(String).sort();

describe("the words of code and of tables are the same", () => {
  test.each(Object.keys(lists))("%s", async (at) => {
    expect(sorted(allowed((await constraints()).get(at)))).toEqual(sorted(lists[at] ?? []));
  });

  test("and no column with a list of words is left out", async () => {
    const columns = [...(await constraints()).keys()].filter((at) => !isRole(at)).sort();
    expect(columns).toEqual([...Object.keys(lists), ...neverRead].sort());
  });

  test("every role that is kept is one that memberships can have", async () => {
    const columns = await here().owner<{ at: string }[]>`
      select c.relname || '.' || a.attname as at from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname ~ '(^|_)role$' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and c.relname not like '%\\_versions'`;
    const laws = await constraints();
    const roles = columns.map(({ at }) => at).filter((at) => !spoken.includes(at));
    expect(roles.length).toBeGreaterThan(30);
    expect(roles.filter((at) => String(sorted(allowed(laws.get(at)))) !== String(sorted(roleIds)))).toEqual([]);
  });
});

test("no two fields of a table are told in the trail by the same words", async () => {
  const tables = await here().owner<{ at: string; columns: string[] }[]>`
    select c.relname as at, array_agg(a.attname::text order by a.attnum) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('organisation_id', 'id', 'version', 'changed_at')
    group by 1 order by 1`;
  const twice = tables.flatMap(({ at, columns }) =>
    Object.entries(Object.groupBy(columns, fieldWords)).flatMap(([words, of = []]) =>
      of.length > 1 ? [`${at}: ${of.join(" and ")} are both "${words}"`] : [],
    ),
  );
  expect(twice).toEqual([]);
});
