import { type SQL, sql } from "drizzle-orm";

const dayOf = (instant: SQL) => sql`(${instant} at time zone 'Europe/London')::date`;

/**
 * The day a link's evidence speaks for: its own date, else the day on which its record was last put to the proof, else
 * the day on which it was linked. Editing a record's words makes no evidence younger.
 */
export function evidenceDay(link: SQL, record: SQL): SQL {
  const its = sql`w.organisation_id = ${record}.organisation_id`;
  return sql`coalesce(${link}.dated_on, case ${record}.kind
    when 'risk' then (select max(w.reviewed_on) from risk_reviews w where ${its} and w.record_id = ${record}.id)
    when 'resilience-test' then (select ${dayOf(sql`w.held_from`)} from resilience_tests w where ${its} and w.id = ${record}.id)
    when 'disruption' then (select ${dayOf(sql`max(w.closed_at)`)} from disruption_closures w where ${its} and w.record_id = ${record}.id)
    when 'action-item' then (select ${dayOf(sql`w.verified_at`)} from action_items w where ${its} and w.id = ${record}.id)
    when 'extract' then (select ${dayOf(sql`w.held_at`)} from minute_extracts w where ${its} and w.id = ${record}.id)
    when 'material' then (select ${dayOf(sql`w.last_checked_at`)} from materials w where ${its} and w.id = ${record}.id)
    end, ${dayOf(sql`${link}.linked_at`)})`;
}
