import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { signContext } from "#db/context.ts";
import { loadReferences } from "#db/references.ts";
import { records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { linkEvidence, unlinkEvidence } from "#lib/frameworks/commands.ts";
import type { LinkEvidence } from "#lib/frameworks/inputs.ts";
import {
  countEvidence,
  currentFrameworks,
  findEvidenceLink,
  listEvidence,
  listEvidenceOf,
  listLinksSince,
} from "#lib/frameworks/queries.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let quality: Actor;
let manager: Actor;
let other: Actor;
const saf = "cqc-saf-2023";

beforeAll(async () => {
  cast = await castOf(here());
  quality = cast.actors["quality-compliance-lead"];
  manager = cast.actors["registered-manager"];
  other = cast.otherServiceManager;
});

/** A record of some services; systems are the plainest kind there is. */
async function record(actor: Actor, serviceIds: string[], name = "Care records") {
  const fields = { category: "dscr", tier: 1, hosting: "cloud-saas", supplier: undefined, ownerId: undefined } as const;
  const times = { objectiveMinutes: undefined, tolerableMinutes: undefined, careReason: undefined };
  return recordSystem(actor, { name, ...fields, ...times, analogue: false, analogueEndsOn: undefined, serviceIds });
}

const link = (recordId: string, change: Partial<LinkEvidence> = {}): LinkEvidence => ({
  recordId,
  statementId: "safe-learning-culture",
  category: "processes",
  datedOn: undefined,
  note: undefined,
  ...change,
});
const refused = (kind: string, words?: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, ...(words ? { message: expect.stringMatching(words) } : {}) });
const linksOf = (actor: Actor, id: string) => readAs(actor, (tx) => listEvidenceOf(tx, actor, id));
const held = (actor: Actor) => readAs(actor, (tx) => countEvidence(tx, actor, saf));

describe("linking a record to a statement", () => {
  test("keeps the statement, the version of the list and the category, and is trailed under the record", async () => {
    const { id } = await record(quality, [cast.services.a]);
    const made = await linkEvidence(manager, link(id, { note: "Reviewed every month" }));
    expect(await linksOf(manager, id)).toEqual([
      expect.objectContaining({ code: "S1", name: "Learning culture", category: "processes", draft: false }),
    ]);
    const found = await readAs(manager, (tx) => findEvidenceLink(tx, manager, made.id));
    expect(found).toMatchObject({ frameworkId: saf, listVersion: 1, linkedBy: manager.personId, recordId: id });
    const trail = await here()
      .owner`select verb from trail_entries where record_id = ${id} and table_name = 'evidence_links'`;
    expect(trail.map((entry) => entry.verb)).toEqual(["framework.link"]);
  });

  test("a draft statement is linked as a draft", async () => {
    const { id } = await record(quality, [cast.services.a]);
    await linkEvidence(manager, link(id, { statementId: "d26-safe-safety-culture" }));
    expect(await linksOf(manager, id)).toEqual([expect.objectContaining({ draft: true, name: "Safety culture" })]);
  });

  test("leaves the record as it was: old evidence does not become new by being linked", async () => {
    const { id } = await record(quality, [cast.services.a]);
    const changed = async () => (await here().owner`select changed_at, version from records where id = ${id}`)[0];
    const before = await changed();
    await linkEvidence(manager, link(id, { datedOn: "2025-01-31" }));
    expect(await changed()).toEqual(before);
    expect(await linksOf(manager, id)).toEqual([expect.objectContaining({ day: "2025-01-31" })]);
  });

  test("twice under one category is refused, under another it is not", async () => {
    const { id } = await record(quality, [cast.services.a]);
    await linkEvidence(manager, link(id));
    await expect(linkEvidence(manager, link(id))).rejects.toEqual(refused("conflict", /already/));
    await linkEvidence(manager, link(id, { category: "outcomes" }));
    expect(await linksOf(manager, id)).toHaveLength(2);
  });

  test("a statement that does not exist and a day to come are refused beside their fields", async () => {
    const { id } = await record(quality, [cast.services.a]);
    await expect(linkEvidence(manager, link(id, { statementId: "safe-nothing" }))).rejects.toMatchObject({
      kind: "not-found",
      field: "statementId",
    });
    await expect(linkEvidence(manager, link(id, { datedOn: "2199-01-01" }))).rejects.toMatchObject({
      kind: "conflict",
      field: "datedOn",
    });
  });

  test("another organisation, another service, a shared record and the wrong role are refused", async () => {
    const mine = await record(quality, [cast.services.a]);
    const shared = await record(quality, [cast.services.a, cast.services.b]);
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    await expect(linkEvidence(foreign, link(mine.id))).rejects.toEqual(refused("not-found"));
    await expect(linkEvidence(other, link(mine.id))).rejects.toEqual(refused("not-found"));
    await expect(linkEvidence(manager, link(shared.id))).rejects.toEqual(refused("forbidden"));
    await expect(linkEvidence(cast.actors["internal-auditor"], link(mine.id))).rejects.toEqual(refused("forbidden"));
    expect(await linksOf(quality, mine.id)).toEqual([]);
  });

  test("the database alone keeps a link from another service and another organisation", async () => {
    const { id } = await record(quality, [cast.services.a]);
    const insert = (actor: Actor, organisation: string) =>
      here().app.begin(async (sql) => {
        await sql`select guard.assume(${signContext(actor)}, ${actor.personId}, 'framework.link')`;
        await sql`insert into evidence_links (organisation_id, id, record_id, service_ids, framework_id, list_version,
            statement_id, category, linked_by, linked_at)
          values (${organisation}, gen_random_uuid(), ${id}, ${[cast.services.a]}, ${saf}, 1, 'safe-safeguarding',
            'processes', ${actor.personId}, now())`;
      });
    await expect(insert(other, other.organisationId)).rejects.toMatchObject({ code: "42501" });
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    await expect(insert(foreign, quality.organisationId)).rejects.toMatchObject({ code: "42501" });
    await insert(manager, manager.organisationId);
  });
});

describe("ending a link", () => {
  test("is told to whoever looks back, with the links that were made since", async () => {
    const { id } = await record(quality, [cast.services.a]);
    const made = await linkEvidence(manager, link(id, { statementId: "safe-safeguarding" }));
    await wait(20);
    const then = new Date();
    await wait(20);
    await linkEvidence(manager, link(id, { statementId: "safe-learning-culture" }));
    await unlinkEvidence(manager, { id: made.id, version: 1, reason: "It is about another system." });
    const since = (actor: Actor) => readAs(actor, (tx) => listLinksSince(tx, actor, saf), then);
    const moved = [
      { statementId: "safe-learning-culture", linkedAt: expect.any(Date), endedAt: null },
      { statementId: "safe-safeguarding", linkedAt: null, endedAt: expect.any(Date) },
    ];
    const found = await since(quality);
    expect(found.toSorted((a, b) => (a.statementId < b.statementId ? -1 : 1))).toEqual(moved);
    expect(await since(other)).toEqual([]);
  });

  test("keeps it in the history with its reason, and the record may be linked again", async () => {
    const { id } = await record(quality, [cast.services.a]);
    const made = await linkEvidence(manager, link(id));
    await unlinkEvidence(manager, { id: made.id, version: 1, reason: "It is about another system." });
    expect(await linksOf(manager, id)).toEqual([]);
    const [row] = await here().owner`select ended_by, ended_reason from evidence_links where id = ${made.id}`;
    expect(row).toEqual({ ended_by: manager.personId, ended_reason: "It is about another system." });
    await linkEvidence(manager, link(id));
    expect(await linksOf(manager, id)).toHaveLength(1);
  });

  test("twice, from an old page, by the wrong role and from elsewhere is refused", async () => {
    const { id } = await record(quality, [cast.services.a]);
    const made = await linkEvidence(manager, link(id));
    const end = (actor: Actor, version = 1) => unlinkEvidence(actor, { id: made.id, version, reason: "Wrong." });
    await expect(end(cast.foreign.actors["quality-compliance-lead"])).rejects.toEqual(refused("not-found"));
    await expect(end(other)).rejects.toEqual(refused("not-found"));
    await expect(end(cast.actors["digital-lead"])).rejects.toEqual(refused("forbidden"));
    await expect(end(manager, 2)).rejects.toEqual(refused("stale"));
    await end(manager);
    await expect(end(manager)).rejects.toEqual(refused("conflict", /already/));
  });

  test("no role of the portal can delete a link", async () => {
    const attempt = here().app.begin(async (sql) => {
      await sql`select guard.assume(${signContext(quality)}, ${quality.personId}, 'framework.unlink')`;
      await sql`delete from evidence_links`;
    });
    await expect(attempt).rejects.toMatchObject({ code: "42501" });
  });
});

describe("coverage", () => {
  test("counts each record once per statement and once per service, and dates it by its newest evidence", async () => {
    const statementId = "well-led-partnerships-communities";
    const both = await record(quality, [cast.services.a, cast.services.b]);
    const wide = await record(quality, []);
    await linkEvidence(quality, link(both.id, { statementId, datedOn: "2025-02-01" }));
    await linkEvidence(quality, link(both.id, { statementId, category: "outcomes", datedOn: "2026-02-01" }));
    await linkEvidence(quality, link(wide.id, { statementId, datedOn: "2024-02-01" }));
    const counts = await held(quality);
    expect(counts.statements.get(statementId)).toEqual({ records: 2, newest: "2026-02-01" });
    expect([...(counts.services.get(statementId) ?? [])].sort()).toEqual(
      [
        ["", { records: 1, newest: "2024-02-01" }],
        [cast.services.a, { records: 1, newest: "2026-02-01" }],
        [cast.services.b, { records: 1, newest: "2026-02-01" }],
      ].sort(),
    );
    const links = await readAs(quality, (tx) => listEvidence(tx, quality, statementId));
    expect(links.map((one) => one.day)).toEqual(["2026-02-01", "2025-02-01", "2024-02-01"]);
  });

  test("is made no younger by a change of the record's words", async () => {
    const statementId = "well-led-freedom-to-speak-up";
    const one = await record(quality, [cast.services.a]);
    await linkEvidence(quality, link(one.id, { statementId }));
    const counted = async () => (await held(quality)).statements.get(statementId)?.newest;
    const before = await counted();
    await changeAs(quality, "system.change", (tx) =>
      tx
        .update(records)
        .set({ changedAt: new Date("2030-01-01") })
        .where(eq(records.id, one.id)),
    );
    expect(await counted()).toBe(before);
  });

  test("holds nothing of another service or organisation", async () => {
    expect((await held(cast.foreign.actors["quality-compliance-lead"])).statements.size).toBe(0);
    const only = await record(quality, [cast.services.b], "Nurse call");
    await linkEvidence(quality, link(only.id, { statementId: "effective-consent" }));
    expect((await held(manager)).statements.get("effective-consent")).toBeUndefined();
    expect((await held(other)).statements.get("effective-consent")?.records).toBe(1);
  });
});

test("a corrected list is a new version: what was linked keeps the version it was made under", async () => {
  const { id } = await record(quality, [cast.services.c]);
  const made = await linkEvidence(quality, link(id, { statementId: "safe-environments" }));
  await here().owner`insert into reference_lists (name, version, as_of, sha256, content)
    select name, 2, as_of, 'corrected', jsonb_set(content, '{frameworks,1,statements,4,name}', '"Safe places"')
    from reference_lists where name = 'cqc-quality-statements' and version = 1`;
  const list = await readAs(quality, (tx) => currentFrameworks(tx));
  expect(list.version).toBe(2);
  expect(await linksOf(quality, id)).toEqual([expect.objectContaining({ name: "Safe places" })]);
  expect((await readAs(quality, (tx) => findEvidenceLink(tx, quality, made.id)))?.listVersion).toBe(1);
  await expect(here().app`update reference_lists set as_of = now()`).rejects.toMatchObject({ code: "42501" });
  await loadReferences(here().owner);
  const versions = await here().owner`select version from reference_lists where name = 'cqc-quality-statements'`;
  expect(versions).toHaveLength(2);
});
