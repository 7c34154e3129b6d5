import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import type { Actor } from "#lib/access/actor.ts";
import { assembleBundleTask } from "#lib/evidence/assemble.ts";
import { verifyBundle } from "#lib/evidence/bag/verify.ts";
import { fileSource } from "#lib/evidence/bag/verify-node.ts";
import { type BundleOrder, collectBundle } from "#lib/evidence/collect/bundle.ts";
import { assembleBundle, issueBundle, prepareBundle } from "#lib/evidence/commands.ts";
import { listCarrying } from "#lib/evidence/queries/extracts.ts";
import { findBundle, listTexts } from "#lib/evidence/queries/register.ts";
import { endLinksOfIn } from "#lib/frameworks/commands.ts";
import { addAddendum } from "#lib/meetings/commands/addenda.ts";
import { markExtract, withdrawExtract } from "#lib/meetings/commands/extracts.ts";
import { type Held, heldMeeting, outsideOf, said, sendToChair, signedMeeting } from "#tests/meetings/signed-ground.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let board: Held;
/** Of the board's minutes: a note for A, a decision for A and B. Of service B's: a note for B. */
let ids: { noteA: string; decisionAB: string; noteB: string };

const mark = async (held: Held, blockId: string, serviceIds: string[], actor = lead) =>
  (await markExtract(actor, { id: held.id, blockId, serviceIds })).id;
const withdraw = (id: string, version = 1) =>
  withdrawExtract(lead, { id, version, reason: "It should stay inside" }, endLinksOfIn);

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-extracts-"));
  for (const [name, part] of Object.entries({ BUNDLES: "bundles", FILES: "files", SIGNING_KEYS: "keys" }))
    process.env[`HOLDFAST_${name}`] = join(folder, part);
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  const { a, b } = cast.services;
  board = await signedMeeting(cast);
  const local = await signedMeeting(cast, b);
  ids = {
    noteA: await mark(board, board.note, [a]),
    decisionAB: await mark(board, board.decision, [a, b]),
    noteB: await mark(local, local.note, [b]),
  };
});

const order = (more: Partial<BundleOrder> = {}): BundleOrder => ({
  id: randomUUID(),
  reference: "EB-2026-099",
  title: "Assurance",
  purpose: "cqc-inspection",
  marking: "Public",
  recipient: "Care Quality Commission",
  body: null,
  periodFrom: "2026-01-01",
  periodTo: "2026-12-31",
  framework: "Single assessment framework",
  sections: ["minutes"],
  issue: 1,
  supersedes: null,
  preparedBy: "Quality lead",
  ...more,
});

/** The extracts that a reader outside has, asked as the database role. */
const seen = (scope: Context) =>
  readAs(scope, async (tx) => {
    const rows = await tx.execute<{ id: string }>(
      sql`select id from minute_extracts where organisation_id = ${scope.organisationId}`,
    );
    return [...rows].map(({ id }) => id).sort();
  });

describe("as the role that outsiders have", () => {
  test("an extract is there when every service of it is granted, and for no other service", async () => {
    const { a, b, c } = cast.services;
    expect(await seen(outsideOf(cast, [a]))).toEqual([ids.noteA]);
    expect(await seen(outsideOf(cast, [b]))).toEqual([ids.noteB]);
    expect(await seen(outsideOf(cast, [a, b]))).toEqual(Object.values(ids).sort());
    expect(await seen(outsideOf(cast, [c]))).toEqual([]);
  });

  test("none without the section, outside the period, or of another organisation", async () => {
    const all = Object.values(cast.services);
    expect(await seen(outsideOf(cast, all, { sections: ["risks", "frameworks"] }))).toEqual([]);
    const past = { from: new Date(0), to: new Date(Date.now() - 86_400_000) };
    expect(await seen(outsideOf(cast, all, past))).toEqual([]);
    const foreign = { organisationId: cast.foreign.organisation.id };
    expect(await seen(outsideOf(cast, all, foreign))).toEqual([]);
  });

  test("the card of an extract is hidden with the section, and no table of meetings is there at all", async () => {
    const all = Object.values(cast.services);
    const cards = (sections: string[]) =>
      readAs(outsideOf(cast, all, { sections }), async (tx) => {
        const rows = await tx.execute(sql`select kind from records where organisation_id = ${cast.organisation.id}`);
        return [...rows].map(({ kind }) => String(kind));
      });
    expect(await cards(["risks"])).toEqual([]);
    expect(await cards(["minutes"])).toEqual(["extract", "extract", "extract"]);
    const tables = await here()
      .owner`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
      and c.relname ~ '^(meeting|minute_|committee|decision_effects)' and c.relkind = 'r' order by 1`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables.filter(({ name: one }) => one !== "minute_extracts"))
      await expect(here().outside.unsafe(`select id from ${name}`), name).rejects.toMatchObject({ code: "42501" });
    for (const column of ["meeting_id", "block_id", "marked_by", "marked_role", "withdrawn_reason", "state"])
      await expect(here().outside.unsafe(`select ${column} from minute_extracts`), column).rejects.toMatchObject({
        code: "42501",
      });
  });

  test("what was withdrawn is gone at once, its card too", async () => {
    const { a } = cast.services;
    const id = await mark(board, board.challenge, [a]);
    expect(await seen(outsideOf(cast, [a]))).toContain(id);
    await withdraw(id);
    expect(await seen(outsideOf(cast, [a]))).toEqual([ids.noteA]);
    const cards = await readAs(outsideOf(cast, [a]), (tx) =>
      tx.execute(sql`select id from records where organisation_id = ${cast.organisation.id} and id = ${id}`),
    );
    expect([...cards]).toEqual([]);
  });
});

describe("in a bundle", () => {
  test("the words stand in the PDF's section, the register and the list of texts; other minutes and names nowhere", async () => {
    const services = [cast.services.a, cast.services.b];
    const draft = await heldMeeting(cast, cast.services.a);
    await sendToChair(cast, draft);
    const { content, texts } = await collectBundle(outsideOf(cast, services), order());
    const [register] = content.registers;
    expect(register?.rows.map((row) => row.words)).toEqual(
      expect.arrayContaining([said.note, said.question, said.note]),
    );
    expect(register?.rows).toHaveLength(3);
    const decision = content.sections[0]?.records.find(({ title }) => title.startsWith("Decision 1.1, Committee"));
    expect(JSON.stringify(decision)).toContain(said.because);
    expect(decision?.margin).toEqual(["Approved"]);
    expect(texts.map(({ words }) => words)).toEqual(expect.arrayContaining([said.note, said.question, said.because]));
    const all = JSON.stringify([content, texts]);
    expect(all).not.toContain("Another matter, that stays inside.");
    expect(all).not.toContain(said.challenge);
    const people = await here().owner`select name, email from people`;
    for (const { name, email } of people) {
      expect(all).not.toContain(`"${name}"`);
      expect(all).not.toContain(email);
    }
    expect(content.notIncluded.map(({ what }) => what).join()).toContain("the names of those who were there");
  });

  test("the same records make the same sections and registers, whenever they are collected", async () => {
    const scope = outsideOf(cast, [cast.services.a, cast.services.b]);
    const [one, two] = [await collectBundle(scope, order()), await collectBundle(scope, order())];
    expect(JSON.stringify(two.content.registers)).toBe(JSON.stringify(one.content.registers));
    expect(JSON.stringify(two.content.sections)).toBe(JSON.stringify(one.content.sections));
  });

  test("a section without an extract says so, and calls it no gap", async () => {
    const { content } = await collectBundle(outsideOf(cast, [cast.services.c]), order());
    expect(content.sections[0]?.answer?.statement).toBe(
      "No extract of signed minutes was chosen for these services and this period.",
    );
    expect(content.sections[0]?.gaps).toEqual([]);
  });
});

describe("from the draft to the issue", () => {
  const now = async (id: string) => {
    const bundle = await readAs(lead, (tx) => findBundle(tx, lead, id));
    if (!bundle) throw new Error("The bundle is not there.");
    return bundle;
  };
  const versioned = async (id: string) => ({ id, version: (await now(id)).version });
  const assembled = async (id: string) => {
    await assembleBundle(lead, await versioned(id));
    await assembleBundleTask(id);
  };

  test("what was withdrawn or added to since must be assembled again; the issued bundle is verified and stays", async () => {
    const { a } = cast.services;
    const nominated = cast.actors["nominated-individual"];
    const held = await signedMeeting(cast);
    const [stays, goes] = [await mark(held, held.note, [a]), await mark(held, held.decision, [a])];
    const { id } = await prepareBundle(lead, {
      ...{ purpose: "cqc-inspection", title: "Assurance", recipient: "Care Quality Commission", marking: "Public" },
      ...{ bodyId: undefined, supersedesId: undefined, periodFrom: "2026-01-01", periodTo: "2027-12-31" },
      ...{ framework: "Single assessment framework", sections: ["minutes"], serviceIds: [a] },
    });
    await assembled(id);
    await withdraw(goes);
    await expect(issueBundle(nominated, await versioned(id))).rejects.toThrow(/was withdrawn since/);
    await assembled(id);
    await addAddendum(lead, { id: held.id, itemId: undefined, words: "Read fifth for fourth." });
    await expect(issueBundle(nominated, await versioned(id))).rejects.toThrow(/was added to since/);
    await assembled(id);
    const texts = await readAs(lead, (tx) => listTexts(tx, lead, id));
    expect(texts.filter(({ recordId }) => recordId === stays).map(({ words }) => words)).toEqual(
      expect.arrayContaining([said.note, expect.stringContaining("Read fifth for fourth.")]),
    );
    expect(texts.filter(({ recordId }) => recordId === goes)).toEqual([]);
    expect(await readAs(lead, (tx) => listCarrying(tx, lead, [stays]))).toEqual([]);
    await issueBundle(nominated, await versioned(id));
    await assembleBundleTask(id);
    const issued = await now(id);
    expect(issued.state).toBe("issued");
    const folder = join(process.env.HOLDFAST_BUNDLES ?? "", lead.organisationId, id);
    const file = await open(join(folder, `${issued.reference}.zip`));
    const verdict = await verifyBundle(await fileSource(file), {});
    await file.close();
    expect(verdict).toMatchObject({ valid: true });
    const told = async () => (await readAs(lead, (tx) => listCarrying(tx, lead, [stays]))).map((one) => one.addedSince);
    expect(await told()).toEqual([false]);
    await addAddendum(lead, { id: held.id, itemId: undefined, words: "Read sixth for fifth." });
    expect(await told()).toEqual([true]);
    await withdraw(stays, 3);
    const carrying = await readAs(lead, (tx) => listCarrying(tx, lead, [stays, goes]));
    expect(carrying).toMatchObject([{ recordId: stays, id, recipient: "Care Quality Commission", state: "issued" }]);
    const care = cast.actors["care-worker"];
    expect(await readAs(care, (tx) => listCarrying(tx, care, [stays]))).toEqual([]);
  });
});
