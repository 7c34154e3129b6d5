import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { erase } from "#db/erase.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can, roleIds } from "#lib/access/roles.ts";
import { changeSystem, recordSystem } from "#lib/systems/commands.ts";
import { actsOf } from "#lib/trail/acts.ts";
import { difference, idsIn } from "#lib/trail/difference.ts";
import { TrailQuery } from "#lib/trail/inputs.ts";
import { countTrail, listTrail, listTrailOf, trailSentence } from "#lib/trail/queries.ts";
import { fieldWords, tableWords, verbWords } from "#lib/trail/words.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let auditor: Actor;
let system: { id: string; reference: string };
beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["digital-lead"];
  auditor = cast.actors["internal-auditor"];
  system = await recordSystem(lead, input());
  await changeSystem(lead, { ...input(), id: system.id, version: 1, supplier: "Another supplier" });
});

const input = () => ({
  name: "Electronic medicines",
  category: "emar" as const,
  tier: 1,
  hosting: "cloud-saas" as const,
  supplier: "First supplier",
  objectiveMinutes: undefined,
  tolerableMinutes: undefined,
  careReason: undefined,
  analogue: false,
  analogueEndsOn: undefined,
  ownerId: lead.personId,
  serviceIds: [cast.services.a],
});
const list = (query: object, actor = auditor, size?: number) =>
  readAs(actor, (tx) => listTrail(tx, actor, TrailQuery.parse(query), size));
const counted = (query: object, actor = auditor) =>
  readAs(actor, (tx) => countTrail(tx, actor, TrailQuery.parse(query)));

test("the trail opens to the roles that answer for it and is exported by the auditor", () => {
  const reads = roleIds.filter((role) => can({ role }, "trail", "read"));
  expect(reads).toEqual(["nominated-individual", "quality-compliance-lead", "internal-auditor"]);
  expect(roleIds.filter((role) => can({ role }, "trail", "export"))).toEqual(["internal-auditor"]);
});

test("an entry says who, as what, did what, to which record, and what it changed in words", async () => {
  const { rows } = await list({ record: system.reference, verb: "system.change", table: "systems" });
  expect(rows).toMatchObject([
    {
      who: lead.name,
      role: "Digital lead",
      verb: "system.change",
      record: { kind: "system", reference: system.reference },
      sample: false,
      told: true,
      changes: [{ field: "Supplier", from: "First supplier", to: "Another supplier" }],
    },
  ]);
  const [first] = (await list({ record: system.reference, verb: "system.record", table: "systems" })).rows;
  expect(first?.changes).toContainEqual({ field: "Owner", from: "nothing", to: lead.name });
  expect(first?.changes).toContainEqual({ field: "Services", from: "nothing", to: "Service A" });
});

test("pages run by number, newest first, and meet without a gap in both directions", async () => {
  const all = (await list({}, auditor, 1000)).rows.map((row) => row.number);
  expect(all).toEqual([...all].sort((a, b) => b - a));
  expect(await counted({})).toBe(all.length);
  const first = await list({}, auditor, 4);
  const second = await list({ before: first.next }, auditor, 4);
  const back = await list({ after: second.previous }, auditor, 4);
  expect([...first.rows, ...second.rows].map((row) => row.number)).toEqual(all.slice(0, 8));
  expect(back.rows).toEqual(first.rows);
  expect(first.previous).toBeUndefined();
  const last = await list({ before: 3 }, auditor, 4);
  expect(last.next).toBeUndefined();
});

test("filters narrow, and their count is that of their rows", async () => {
  for (const query of [
    { person: lead.personId },
    { verb: "system.change" },
    { table: "systems" },
    { record: system.reference },
    { record: "R-999" },
    { from: "1 January 2099" },
    { to: "1 January 2000" },
    { from: "1 January 2000", to: "1 January 2099", verb: "system.record" },
  ])
    expect(await counted(query), JSON.stringify(query)).toBe((await list(query, auditor, 1000)).rows.length);
  expect(await counted({ person: lead.personId })).toBeGreaterThan(0);
  expect(await counted({ record: "R-999" })).toBe(0);
  expect(TrailQuery.parse({ person: "nobody", verb: "x'; drop", before: "-1", from: "never" })).toMatchObject({
    person: undefined,
    verb: undefined,
    before: undefined,
    from: undefined,
  });
});

test("a manager sees what happened to the own service's records, without the texts; another service's nothing", async () => {
  const manager = cast.actors["registered-manager"];
  const mine = await readAs(manager, (tx) => listTrailOf(tx, manager, system.id));
  expect(mine.map((entry) => entry.verb)).toContain("system.change");
  expect(mine.every((entry) => !entry.told && entry.changes.length === 0)).toBe(true);
  const other = cast.otherServiceManager;
  expect(await readAs(other, (tx) => listTrailOf(tx, other, system.id))).toEqual([]);
  const foreign = cast.foreign.actors["internal-auditor"];
  expect(await readAs(foreign, (tx) => listTrailOf(tx, foreign, system.id))).toEqual([]);
  expect(await counted({ record: system.reference }, foreign)).toBe(0);
});

test("an erased text says so and why", async () => {
  const [entry] = (await list({ record: system.reference, verb: "system.change", table: "systems" })).rows;
  await erase(here().ownerUrl, {
    organisation: cast.organisation.id,
    numbers: [entry?.number ?? 0],
    reason: "asked for by the person",
  });
  const [after] = await readAs(auditor, (tx) => listTrailOf(tx, auditor, system.id)).then((rows) =>
    rows.filter((row) => row.number === entry?.number),
  );
  expect(after).toMatchObject({ erased: { reason: "asked for by the person" }, changes: [] });
});

test("differences name fields and values, leave out what did not change, and show blanks as nothing", () => {
  const id = "0d5f0b1e-0000-4000-8000-000000000001";
  const nameOf = (asked: string) => (asked === id ? "Quality lead" : undefined);
  const before = JSON.stringify({
    id,
    version: 1,
    owner_id: null,
    due_on: "2026-11-03",
    open: true,
    tags: ["a"],
    same: 1,
  });
  const after = JSON.stringify({ id, version: 2, owner_id: id, due_on: "2026-12-01", open: false, tags: [], same: 1 });
  expect(difference(before, after, nameOf)).toEqual([
    { field: "Owner", from: "nothing", to: "Quality lead" },
    { field: "Due", from: "3 November 2026", to: "1 December 2026" },
    { field: "Open", from: "yes", to: "no" },
    { field: "Tags", from: "a", to: "nothing" },
  ]);
  expect(difference(null, JSON.stringify({ at: "2026-11-03T18:42:00+00:00", note: "" }), nameOf)).toEqual([
    { field: "When", from: "nothing", to: "3 November 2026, 18:42" },
  ]);
  expect(idsIn([before, after, null])).toEqual([id]);
  expect(verbWords("risk.accept")).toBe("Accepted the risk");
  expect(verbWords("outside.view")).toBe("Opened from outside");
  expect(tableWords("action_due_changes")).toBe("Change of a due date");
  expect(fieldWords("service_ids")).toBe("Services");
  expect(trailSentence(TrailQuery.parse({ record: "r-044" }), 3)).toBe(
    "Everything that was changed, in R-044, newest first (3).",
  );
});

test("the rows that one act wrote are one line of a record's history", async () => {
  const entries = await readAs(auditor, (tx) => listTrailOf(tx, auditor, system.id));
  const acts = actsOf(entries);
  expect(acts.map((act) => act.first.verb)).toEqual(["system.change", "system.record"]);
  expect(acts.flatMap((act) => act.entries)).toEqual(entries);
});

test("acts that would read alike are one line with its count, and others of the same minute keep theirs", async () => {
  const [entry] = await readAs(auditor, (tx) => listTrailOf(tx, auditor, system.id));
  if (!entry) throw new Error("There is no entry.");
  const at = (time: string, number: number, verb: string) => ({ ...entry, number, verb, at: new Date(time) });
  const acts = actsOf([
    at("2026-11-22T20:31:50Z", 9, "decision.vote"),
    at("2026-11-22T20:31:30Z", 8, "decision.decide"),
    at("2026-11-22T20:31:20Z", 7, "decision.vote"),
    at("2026-11-22T20:31:19Z", 6, "decision.vote"),
    at("2026-11-22T20:30:59Z", 5, "decision.vote"),
  ]);
  expect(acts.map(({ first, times, entries }) => [first.number, times, entries.length])).toEqual([
    [9, 2, 3],
    [8, 1, 1],
    [5, 1, 1],
  ]);
});
