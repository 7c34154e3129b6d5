import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { closePools, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { publishPapers } from "#lib/meetings/commands/publish.ts";
import { figuredSections } from "#lib/meetings/section.ts";
import { showPapers } from "#lib/papers/show.ts";
import { writePapers } from "#lib/papers/write.ts";
import { fillPast } from "./as-at-rows.ts";
import type { Bench } from "./bench.ts";
import { aimed, type Figure, time } from "./measure.ts";
import { openPlace } from "./organisation.ts";
import { filledTables, fillRisks, type Place } from "./risk-rows.ts";
import { fillWork } from "./work-rows.ts";

const most = 5;

/** Publishing the papers of a board over many services: every section read as at the cut-off, compared and frozen. */
export async function paperFigures({ small, world }: Bench): Promise<Figure[]> {
  const { owner, ownerUrl } = await world();
  const place = await openPlace(ownerUrl, "Bench");
  const actor = place.actor("quality-compliance-lead");
  const services = small ? 20 : 300;
  await addServices(owner, place, services - place.services.length);
  await fillRisks(owner, place, services * 20);
  await fillPast(owner, place, 5);
  await fillWork(owner, place);
  for (const table of filledTables.flatMap((one) => [one, `${one}_versions`]))
    await owner`vacuum analyze ${owner(table)}`;
  const seconds: number[] = [];
  let last = "";
  for (let run = 0; run < (small ? 2 : 3); run += 1) {
    last = await placeBoard(owner, actor);
    const input = { id: last, version: 1, cutOff: new Date(Date.now() - 1000) };
    seconds.push((await time(async () => void (await publishPapers(actor, input, writePapers)))) / 1000);
  }
  const shown = await time(async () => {
    const found = await showPapers((run, at) => readAs(actor, run, at), actor, last);
    if (found?.papers.length !== 1 + figuredSections.length) throw new Error("Not every section was published.");
  });
  await closePools();
  const median = seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? Number.NaN;
  return [
    {
      what: `Papers of ${services} services published as at a cut-off`,
      says: `${median.toFixed(2)} s (${seconds.map((one) => one.toFixed(2)).join(", ")})`,
      aim: aimed(median, { most }, " s"),
    },
    { what: "The same papers read again, frozen", says: `${Math.round(shown)} ms` },
  ];
}

async function addServices(owner: postgres.Sql, place: Place & { services: readonly string[] }, count: number) {
  const ids = Array.from({ length: Math.max(0, count) }, () => randomUUID());
  await owner.begin(async (tx) => {
    for (const table of ["services"]) await tx`alter table ${tx(table)} disable trigger user`;
    await tx`insert into services (organisation_id, id, name, types)
      select ${place.organisationId}, id, 'Service ' || n, array['care-home'] from unnest(${ids}::uuid[]) with ordinality as made (id, n)`;
    await tx`insert into services_versions select s.*, now() - interval '3 years', null::timestamptz, -row_number() over () from services s
      where s.organisation_id = ${place.organisationId} and not exists (select 1 from services_versions v where v.id = s.id)`;
    for (const table of ["services"]) await tx`alter table ${tx(table)} enable trigger user`;
  });
  Object.assign(place, { services: [...place.services, ...ids] });
}

/** A board with every section on its agenda, and the reader as its secretary. */
async function placeBoard(owner: postgres.Sql, actor: Actor): Promise<string> {
  const { organisationId: org, personId } = actor;
  const [committee, id] = [randomUUID(), randomUUID()];
  await owner.begin(async (tx) => {
    const tables = ["committees", "committee_members", "records", "meetings", "meeting_items"];
    for (const table of tables) await tx`alter table ${tx(table)} disable trigger user`;
    await tx`insert into committees (organisation_id, id, name, kind, terms, quorum, cadence, first_on, start_minute,
        length_minutes, place, marking, created_at, changed_at)
      values (${org}, ${committee}, ${`Board ${id}`}, 'board', 'Looks', 2, 'quarterly', '2026-01-22', 600, 120, 'Hall', 'Board confidential', now(), now())`;
    await tx`insert into committee_members (organisation_id, id, committee_id, person_id, post, from_on)
      values (${org}, ${randomUUID()}, ${committee}, ${personId}, 'secretary', '2026-01-01')`;
    await tx`insert into records (organisation_id, id, kind, reference, title, state, changed_at)
      values (${org}, ${id}, 'meeting', ${`MTG-${id.slice(0, 8)}`}, 'Board', 'planned', now())`;
    await tx`insert into meetings (organisation_id, id, committee_id, title, original_on, starts_at, length_minutes, place, marking,
        quorum, created_at, changed_at)
      values (${org}, ${id}, ${committee}, 'Board', current_date, now() + interval '2 days', 120, 'Hall', 'Board confidential', 2, now(), now())`;
    await tx`insert into meeting_items (organisation_id, id, record_id, position, title, section, minutes)
      select ${org}, gen_random_uuid(), ${id}, n, section, section, 10
      from unnest(${[...figuredSections]}::text[]) with ordinality as told (section, n)`;
    for (const table of tables) await tx`alter table ${tx(table)} enable trigger user`;
  });
  return id;
}
