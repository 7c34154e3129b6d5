import type postgres from "postgres";

/** An organisation that rows are made for: each risk gets one of the services and one of the people. */
export type Place = { organisationId: string; services: readonly string[]; people: readonly string[] };

const tables = ["records", "record_services", "risks", "risk_scores", "risk_controls", "control_proofs"] as const;
export type FilledTable = (typeof tables)[number] | "risk_acceptances";
export const filledTables: readonly FilledTable[] = [...tables, "risk_acceptances"];

/** Rows that each risk has beside the acceptances: one record, its service, the risk, five scores, control and proof. */
export const rowsPerRisk = 10;

/**
 * Risks by set-based SQL, as the owner. Every check, foreign key and index does its work; the row triggers are off, so
 * neither the trail nor the versions tables are written here (trail-rows.ts writes both where they are measured). A
 * register's page reads neither of them, and the triggers would only make rows whose columns are already in line.
 */
export async function fillRisks(owner: postgres.Sql, place: Place, count: number): Promise<void> {
  await owner.begin(async (tx) => {
    for (const table of filledTables) await tx`alter table ${tx(table)} disable trigger user`;
    await tx`create temporary table made on commit drop as
      select ${place.organisationId}::uuid as org, gen_random_uuid() as id, n,
        (${[...place.services]}::uuid[])[1 + n % ${place.services.length}::int] as service,
        (${[...place.people]}::uuid[])[1 + n % ${place.people.length}::int] as person,
        1 + n % 5 as l, 1 + (n / 5) % 5 as c, now() - make_interval(mins => n) as at,
        case when n % 20 = 7 then 'closed' when n % 20 = 11 then 'tolerated' else 'open' end as state
      from generate_series(1, ${count}::int) n`;
    await tx`insert into records (organisation_id, id, kind, reference, title, state, service_ids, owner_id, changed_at, stands_from, stands_until)
      select org, id, 'risk', 'R-' || lpad(n::text, 6, '0'), 'Telephones at service ' || n || ' stop when the power does', state,
        array[service], person, at, at - interval '200 days', case when state = 'closed' then at end from made`;
    await tx`insert into record_services (organisation_id, id, record_id, service_id)
      select org, gen_random_uuid(), id, service from made`;
    await tx`insert into risks (organisation_id, id, title, cause, event, effect, category, state, initial_likelihood,
        initial_consequence, likelihood, consequence, target_likelihood, target_consequence, treatment, treatment_plan,
        review_months, next_review_on, proved_on, closed_reason, service_ids, owner_id, created_at, changed_at, stands_from, stands_until)
      select org, id, 'Telephones at service ' || n || ' stop when the power does',
        'The telephones share one line and one socket, and the battery behind them is older than its stated life',
        'A power cut of more than an hour takes telephones and call bells with it',
        'Families cannot reach the office and a night round is missed',
        (array['telephony','connectivity','power-utilities','cyber-attack','care-records'])[1 + n % 5], state,
        least(l + 1, 5), c, l, c, greatest(l - 1, 1), c, 'treat', 'Change the battery and try the round by mobile telephone', 3,
        current_date + (n % 120 - 20), current_date - n % 150,
        case when state = 'closed' then 'The line was replaced' end, array[service], person, at - interval '200 days', at,
        at - interval '200 days', case when state = 'closed' then at end
      from made`;
    await tx`insert into risk_scores (organisation_id, id, record_id, service_ids, kind, likelihood, consequence, reason, scored_by, scored_at,
        stands_from, stands_until)
      select org, gen_random_uuid(), id, array[service], kind, least(greatest(l + more, 1), 5), c, 'Scored with the people who do the round',
        person, at - make_interval(days => age), at - interval '200 days', case when state = 'closed' then at end
      from made cross join (values ('initial', 1, 200), ('target', -1, 200), ('current', 1, 200), ('current', 1, 90), ('current', 0, 10))
        as told (kind, more, age)`;
    await tx`insert into risk_controls (organisation_id, id, record_id, service_ids, type, line, description, created_at, stands_from, stands_until)
      select org, id, id, array[service], 'preventive', 'first', 'A charged mobile telephone lies beside the base station', at,
        at - interval '200 days', case when state = 'closed' then at end from made`;
    await tx`insert into control_proofs (organisation_id, id, record_id, service_ids, control_id, found, line, how, proved_on,
        proved_by, proved_role, recorded_at)
      select org, gen_random_uuid(), id, array[service], id, 'effective', 'first', 'Called the office from it', current_date - n % 150,
        person, 'digital-lead', now() from made`;
    await tx`insert into risk_acceptances (organisation_id, id, record_id, service_ids, score, appetite, reason, decision_reference,
        accepted_by, accepted_role, accepted_on, accepted_at, expires_on, stands_from)
      select org, gen_random_uuid(), id, array[service], l * c, 12, 'The new line comes in the spring', 'Board minute 41', person,
        'nominated-individual', current_date - 20, now() - interval '20 days', current_date + 40,
        at - interval '200 days' from made where state = 'tolerated'`;
    for (const table of filledTables) await tx`alter table ${tx(table)} enable trigger user`;
  });
}
