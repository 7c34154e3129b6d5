import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { materials } from "#db/schema/materials.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import {
  changeMaterial,
  checkMaterial,
  endMaterial,
  noteKnowledge,
  recordMaterial,
  stampMaterial,
} from "#lib/materials/commands.ts";
import type { RecordMaterial } from "#lib/materials/inputs.ts";
import { MaterialQuery } from "#lib/materials/inputs.ts";
import { standing } from "#lib/materials/material.ts";
import { listChecks, listKnowledge, listStamps } from "#lib/materials/queries/facts.ts";
import {
  countViews,
  findMaterial,
  listMaterials,
  listToCheck,
  materialsInDate,
} from "#lib/materials/queries/register.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
});

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const dated = { contentAsOf: ago(5), printedAt: ago(4), useUntil: ago(-20) };
const copy = (change: Partial<RecordMaterial> = {}): RecordMaterial => ({
  kind: "care-summary",
  serviceId: cast.services.a,
  siteId: undefined,
  place: "Red folder by the office door",
  copyNumber: 1,
  copies: 2,
  showsPriorities: undefined,
  ownerId: undefined,
  contentAsOf: undefined,
  printedAt: undefined,
  useUntil: undefined,
  ...change,
});
const found = (actor: Actor, id: string) => readAs(actor, (tx) => findMaterial(tx, actor, id));
const must = async (id: string) => {
  const material = await found(manager, id);
  if (!material) throw new Error("The material is not there.");
  return material;
};
const trailOf = async (id: string) =>
  (await here().owner`select verb, table_name from trail_entries where record_id = ${id} order by number`).map(
    (row) => `${row.verb} ${row.table_name}`,
  );
const refused = (kind: string, words?: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, ...(words ? { message: expect.stringMatching(words) } : {}) });

describe("recording a copy", () => {
  test("with its three dates puts it in use, keeps the stamp as a fact and is trailed", async () => {
    const { id, reference } = await recordMaterial(manager, copy(dated));
    const material = await must(id);
    expect(reference).toMatch(/^MAT-\d{3}$/);
    expect(material).toMatchObject({ state: "current", title: "Printed care summaries, copy 1 of 2" });
    expect(standing(material, new Date())).toBe("not-known");
    expect(await readAs(manager, (tx) => listStamps(tx, manager, id))).toHaveLength(1);
    expect(await trailOf(id)).toContain("material.record materials");
  });

  test("without a print date leaves it a draft that nobody can call in date", async () => {
    const { id } = await recordMaterial(manager, copy({ ...dated, printedAt: undefined }));
    expect((await must(id)).state).toBe("draft");
    await expect(checkMaterial(manager, { id, result: "present-current", note: undefined })).rejects.toEqual(
      refused("conflict", /No dates are recorded/),
    );
    await checkMaterial(manager, { id, result: "no-date-stamp", note: undefined });
    expect(standing(await must(id), new Date())).toBe("no-date-stamp");
  });

  test("is refused for another service, another organisation's service and another role", async () => {
    await expect(recordMaterial(manager, copy({ serviceId: cast.services.b }))).rejects.toEqual(refused("forbidden"));
    const lead = cast.actors["quality-compliance-lead"];
    const foreign = copy({ serviceId: cast.foreign.services.a });
    await expect(recordMaterial(lead, foreign)).rejects.toEqual(refused("not-found"));
    for (const role of ["care-worker", "digital-lead", "internal-auditor", "board-member", "org-admin"] as const)
      await expect(recordMaterial(cast.actors[role], copy())).rejects.toEqual(refused("forbidden"));
  });

  test("is refused with a print that has not happened yet", async () => {
    const early = copy({ contentAsOf: ago(1), printedAt: ago(-1), useUntil: ago(-2) });
    await expect(recordMaterial(manager, early)).rejects.toEqual(refused("conflict", /not happened yet/));
  });
});

describe("the database", () => {
  test.each(["contentAsOf", "printedAt", "useUntil"] as const)("refuses a copy in use without %s", async (date) => {
    const { id } = await recordMaterial(manager, copy(dated));
    const strip = changeAs(manager, "material.change", (tx) => tx.update(materials).set({ [date]: null }));
    await expect(strip).rejects.toMatchObject({ cause: { constraint_name: "materials_current_needs_dates" } });
    expect((await must(id)).state).toBe("current");
  });

  test("keeps checks and stamps from being changed or removed, by the portal's own role too", async () => {
    const { id } = await recordMaterial(manager, copy(dated));
    await checkMaterial(manager, { id, result: "present-current", note: undefined });
    for (const table of ["material_checks", "material_stamps", "material_knowledge"]) {
      const [row] = await here().owner`
        select has_table_privilege('holdfast_app', ${`public.${table}`}, 'update') as up,
          has_table_privilege('holdfast_app', ${`public.${table}`}, 'delete') as gone`;
      expect(row).toEqual({ up: false, gone: false });
    }
  });
});

describe("a physical check", () => {
  test("takes one tap of a care worker at the service, with role and time, and is trailed", async () => {
    const worker = cast.actors["care-worker"];
    const { id } = await recordMaterial(manager, copy(dated));
    await checkMaterial(worker, { id, result: "present-current", note: undefined });
    const material = await must(id);
    expect(material).toMatchObject({ lastResult: "present-current", lastRole: "care-worker", version: 1 });
    expect(standing(material, new Date())).toBe("in-date");
    const checks = await readAs(worker, (tx) => listChecks(tx, worker, id));
    expect(checks).toMatchObject([{ result: "present-current", role: "care-worker" }]);
    expect(await trailOf(id)).toContain("material.check material_checks");
  });

  test("finds the place empty, and the copy is missing whatever its dates say", async () => {
    const { id } = await recordMaterial(manager, copy(dated));
    await checkMaterial(manager, { id, result: "missing", note: "The folder was not there." });
    expect(standing(await must(id), new Date())).toBe("missing");
  });

  test("finds a broken seal only on a copy that is sealed", async () => {
    const open = await recordMaterial(manager, copy(dated));
    const sealed = await recordMaterial(manager, copy({ kind: "key-safe-access", ...dated }));
    const broken = (id: string) => checkMaterial(manager, { id, result: "unsealed", note: undefined });
    await expect(broken(open.id)).rejects.toEqual(refused("conflict", /no seal/));
    await broken(sealed.id);
    expect(standing(await must(sealed.id), new Date())).toBe("not-known");
  });

  test("is refused to another service, another organisation and a role that only reads", async () => {
    const { id } = await recordMaterial(manager, copy(dated));
    const tap = { id, result: "missing", note: undefined } as const;
    await expect(checkMaterial(cast.otherServiceManager, tap)).rejects.toEqual(refused("not-found"));
    const stranger = cast.foreign.actors["quality-compliance-lead"];
    await expect(checkMaterial(stranger, tap)).rejects.toEqual(refused("not-found"));
    await expect(checkMaterial(cast.actors["internal-auditor"], tap)).rejects.toEqual(refused("forbidden"));
    await expect(checkMaterial(manager, { ...tap, id: randomUUID() })).rejects.toEqual(refused("not-found"));
  });
});

describe("a reprint", () => {
  test("gives a draft its dates, keeps every earlier stamp and asks for a new look", async () => {
    const { id } = await recordMaterial(manager, copy());
    const lead = cast.actors["shift-lead"];
    await stampMaterial(lead, { id, version: 1, contentAsOf: ago(30), printedAt: ago(29), useUntil: ago(5) });
    await stampMaterial(lead, { id, version: 2, ...dated });
    const stamps = await readAs(manager, (tx) => listStamps(tx, manager, id));
    expect(stamps.map((stamp) => stamp.role)).toEqual(["shift-lead", "shift-lead"]);
    expect(await must(id)).toMatchObject({ state: "current", printedAt: dated.printedAt, version: 3 });
    expect(await trailOf(id)).toContain("material.stamp material_stamps");
  });

  test("is refused from a form that is stale, to a care worker and to another service", async () => {
    const { id } = await recordMaterial(manager, copy(dated));
    await stampMaterial(manager, { id, version: 1, ...dated });
    await expect(stampMaterial(manager, { id, version: 1, ...dated })).rejects.toMatchObject({
      kind: "stale",
      current: { version: "2", place: "Red folder by the office door" },
    });
    const again = { id, version: 2, ...dated };
    await expect(stampMaterial(cast.actors["care-worker"], again)).rejects.toEqual(refused("forbidden"));
    await expect(stampMaterial(cast.otherServiceManager, again)).rejects.toEqual(refused("not-found"));
  });
});

describe("changing and ending", () => {
  test("moves a copy to another place and keeps the record's title in step", async () => {
    const { id } = await recordMaterial(manager, copy(dated));
    const change = { id, version: 1, ...copy(), place: "Medicines room, top shelf", copyNumber: 2 };
    await changeMaterial(manager, change);
    expect(await must(id)).toMatchObject({
      place: "Medicines room, top shelf",
      title: "Printed care summaries, copy 2 of 2",
    });
    await expect(changeMaterial(manager, change)).rejects.toEqual(refused("stale"));
    await expect(changeMaterial(cast.actors["care-worker"], { ...change, version: 2 })).rejects.toEqual(
      refused("forbidden"),
    );
    await expect(changeMaterial(manager, { ...change, version: 2, siteId: randomUUID() })).rejects.toEqual(
      refused("not-found"),
    );
  });

  test("withdraws a copy with a reason, after which nothing about it changes", async () => {
    const { id } = await recordMaterial(manager, copy(dated));
    const end = { id, version: 1, state: "withdrawn", reason: "The house closed." } as const;
    await expect(endMaterial(cast.actors["care-worker"], end)).rejects.toEqual(refused("forbidden"));
    await expect(endMaterial(cast.otherServiceManager, end)).rejects.toEqual(refused("not-found"));
    await endMaterial(manager, end);
    expect(await must(id)).toMatchObject({ state: "withdrawn", endedReason: "The house closed." });
    expect(await trailOf(id)).toContain("material.withdraw materials");
    const acts = [
      () => endMaterial(manager, { ...end, version: 2 }),
      () => checkMaterial(manager, { id, result: "missing", note: undefined }),
      () => stampMaterial(manager, { id, version: 2, ...dated }),
    ];
    for (const act of acts) await expect(act()).rejects.toEqual(refused("forbidden"));
  });

  test("cannot supersede a copy that was never in use", async () => {
    const { id } = await recordMaterial(manager, copy());
    const end = { id, version: 1, state: "superseded", reason: "Newer layout." } as const;
    await expect(endMaterial(manager, end)).rejects.toEqual(refused("conflict"));
  });
});

describe("who knows it", () => {
  test("is kept as a count of people asked, a day and a method", async () => {
    const { id } = await recordMaterial(manager, copy(dated));
    const shown = { id, knowing: 4, asked: 9, method: "observed", shownOn: londonDay(new Date()) } as const;
    await noteKnowledge(manager, shown);
    const known = await readAs(manager, (tx) => listKnowledge(tx, manager, id));
    expect(known).toMatchObject([{ knowing: 4, asked: 9, method: "observed", role: "registered-manager" }]);
    await expect(noteKnowledge(cast.actors["care-worker"], shown)).rejects.toEqual(refused("forbidden"));
    await expect(noteKnowledge(cast.otherServiceManager, shown)).rejects.toEqual(refused("not-found"));
    await expect(noteKnowledge(manager, { ...shown, shownOn: "2199-01-01" })).rejects.toEqual(refused("conflict"));
  });
});

describe("reading", () => {
  test("counts each service's copies in date out of all in use, and shows each reader their own services", async () => {
    const other = cast.otherServiceManager;
    const lead = cast.actors["quality-compliance-lead"];
    const inB = (change: Partial<RecordMaterial>) =>
      recordMaterial(other, copy({ serviceId: cast.services.b, ...change }));
    const good = await inB(dated);
    await checkMaterial(other, { id: good.id, result: "present-current", note: undefined });
    await inB({ kind: "rota-backup", showsPriorities: false, ...dated });
    await inB({ kind: "contact-list" });
    const gone = await inB(dated);
    await endMaterial(other, { id: gone.id, version: 1, state: "superseded", reason: "New layout." });
    const rows = await readAs(lead, (tx) => materialsInDate(tx, lead));
    expect(rows.find((row) => row.serviceId === cast.services.b)).toMatchObject({
      inDate: 1,
      all: 3,
      percent: 33,
      withoutPriorities: 1,
      counts: { "in-date": 1, "not-known": 1, "no-date-stamp": 1 },
    });
    const mine = await readAs(manager, (tx) => materialsInDate(tx, manager));
    expect(mine.map((row) => row.serviceId)).toEqual([cast.services.a]);
    const counts = await readAs(other, (tx) => countViews(tx, other));
    expect(counts).toMatchObject({ all: 3, "no-date-stamp": 1, "out-of-date": 0, ended: 1, "unchecked-7": 2 });
    const round = await readAs(other, (tx) => listToCheck(tx, other, cast.services.b));
    expect(round.map((row) => row.kind)).toEqual(["contact-list", "care-summary", "rota-backup"]);
  });

  test("pages through the register by each of its sorts without losing a copy", async () => {
    for (const sort of ["place", "until", "checked"]) {
      const seen: string[] = [];
      let page: string | undefined;
      do {
        const query = MaterialQuery.parse({ sort, ...(page ? { page } : {}) });
        const answer = await readAs(manager, (tx) => listMaterials(tx, manager, query, 3));
        seen.push(...answer.rows.map((row) => row.id));
        page = answer.next;
        expect(answer.rows.length).toBeLessThanOrEqual(3);
        if (!page) expect(seen).toHaveLength(answer.total);
      } while (page);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });
});
