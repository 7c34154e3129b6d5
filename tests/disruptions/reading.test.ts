import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { attachments } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleIds } from "#lib/access/roles.ts";
import { addEntry } from "#lib/disruptions/commands/timeline.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { findFileInside, listAttachments } from "#lib/files/queries.ts";
import { maySee } from "#lib/records/policy.ts";
import { findRecord } from "#lib/records/queries.ts";
import { findThread } from "#lib/thread/queries/thread.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { readHistory } from "../../app/(portal)/records/parts.tsx";
import { ago, handled, type People, peopleOf, reviewed, sign } from "./support.ts";

const here = useWorld();
let people: People;
let id: string;
let file: string;
const onShift = ["care-worker", "shift-lead", "care-coordinator"] as const;
const tables = [
  "disruption_reviews",
  "review_factors",
  "review_findings",
  "paper_records",
  "duty_decisions",
  "sign_offs",
  "disruption_closures",
];

beforeAll(async () => {
  people = peopleOf(await castOf(here()));
  id = await handled(people, 3);
  await reviewed(people, id, 3, people.cast.actors["deputy-manager"]);
  await sign(people.manager, id);
  file = await attach(people.manager);
});

/** A kept file's row, as the upload writes it. */
async function attach(by: Actor): Promise<string> {
  const fileId = randomUUID();
  await changeAs(by, "file.attach", (tx) =>
    tx.insert(attachments).values({
      ...{ organisationId: by.organisationId, id: fileId, recordId: id, serviceIds: [people.cast.services.a] },
      ...{ name: `${by.role}.txt`, mediaType: "text/plain", bytes: 3, sha256: fileId.replaceAll("-", "").repeat(2) },
      ...{ locationTags: false, authorTags: false, note: null, addedBy: by.personId, addedAt: tx.now },
    }),
  );
  return fileId;
}

const whole = async (actor: Actor) => {
  const found = await readAs(actor, (tx) => findWhole(tx, actor, id));
  if (!found) throw new Error("The disruption is not there.");
  return found;
};
const filesOf = (actor: Actor) =>
  readAs(actor, async (tx) => {
    const record = await findRecord(tx, actor, id);
    return record ? (await listAttachments(tx, actor, record)).map((one) => one.id) : [];
  });

describe("who works on shift reads what happened, and no review", () => {
  test.each(onShift)(
    "%s: facts, timeline, impact and fallback, and nothing of what others found or signed",
    async (role) => {
      const seen = await whole(people.cast.actors[role]);
      expect(seen.disruption.title).toContain("Internet outage");
      expect(seen.timeline).not.toEqual([]);
      expect(seen.impacts).not.toEqual([]);
      expect(seen.severities.map((one) => one.kind)).toEqual(["triage"]);
      const { review, factors, findings, duties, signOffs, closures, places, facts } = seen;
      expect({ review, factors, findings, duties, signOffs, closures, places }).toEqual({
        ...{ review: undefined, factors: [], findings: [], duties: [], signOffs: [], closures: [], places: [] },
      });
      expect(facts).toMatchObject({ review: undefined, findings: [], duties: [], signed: [], authors: [] });
      expect(JSON.stringify(seen)).not.toMatch(/no print date|received their medicines|worked on paper|needs met/);
      expect(seen.papers.length).toBe(role === "care-worker" ? 0 : 1);
    },
  );

  test("what a shift lead or a coordinator adds leaves the review, which they do not read, in the state it has", async () => {
    const state = async () => (await whole(people.manager)).disruption.state;
    expect(await state()).toBe("awaiting-approval");
    for (const role of ["shift-lead", "care-coordinator"] as const) {
      await addEntry(people.cast.actors[role], {
        ...{ id, happenedAt: new Date(Date.now() - 60_000), says: `Written by the ${role}`, source: "told" },
        ...{ role: undefined, correctsId: undefined },
      });
      expect([role, await state()]).toEqual([role, "awaiting-approval"]);
    }
  });

  test("a manager reads all of it", async () => {
    const seen = await whole(people.manager);
    expect(seen.review?.answerSays).toBe("Everyone received their medicines.");
    expect([seen.findings, seen.duties, seen.signOffs, seen.papers].every((rows) => rows.length > 0)).toBe(true);
  });

  test.each(tables.flatMap((table) => [table, `${table}_versions`]))(
    "%s: the database itself shows a care worker none of it",
    async (table) => {
      const rows = (actor: Actor) =>
        readAs(actor, (tx) =>
          tx.execute(sql`select 1 from ${sql.identifier(table)} where organisation_id = ${actor.organisationId}`),
        );
      expect(await rows(people.worker)).toHaveLength(0);
      if (!/closures|factors/.test(table)) expect((await rows(people.manager)).length).toBeGreaterThan(0);
    },
  );

  test("the thread shows the disruption without a finding, and the history is not theirs", async () => {
    const steps = async (actor: Actor) => {
      const thread = await readAs(actor, (tx) => findThread(tx, actor, id));
      return thread?.strands.flatMap((strand) => strand.nodes.map((node) => node.step));
    };
    for (const role of onShift) expect(await steps(people.cast.actors[role])).not.toContain("finding");
    expect(await steps(people.manager)).toContain("finding");
    for (const role of onShift) {
      const actor = people.cast.actors[role];
      expect(await readAs(actor, (tx) => readHistory(tx, actor, id))).toEqual([]);
    }
  });

  test("of its files they see those that they attached themselves", async () => {
    const mine = await attach(people.worker);
    expect(await filesOf(people.worker)).toEqual([mine]);
    expect(await filesOf(people.manager)).toEqual([file, mine]);
    const download = (actor: Actor, asked: string) => readAs(actor, (tx) => findFileInside(tx, actor, asked));
    expect(await download(people.worker, file)).toBeUndefined();
    expect(await download(people.worker, mine)).toBeDefined();
    expect(await download(people.manager, mine)).toBeDefined();
  });

  test("and they still add to it", async () => {
    const own = await handled(people, 2);
    const entry = { happenedAt: ago(5), source: "phone", role: undefined, correctsId: undefined } as const;
    await addEntry(people.worker, { ...entry, id: own, says: "Tablets show records again" });
  });
});

test("a board member reads no open review by its id, nor its thread, nor a file of it", async () => {
  const board = people.cast.actors["board-member"];
  expect(await readAs(board, (tx) => findWhole(tx, board, id))).toBeUndefined();
  expect(await readAs(board, (tx) => findThread(tx, board, id))).toBeUndefined();
  expect(await filesOf(board)).toEqual([]);
  expect(await readAs(board, (tx) => findFileInside(tx, board, file))).toBeUndefined();
  for (const role of roleIds) {
    const actor = people.cast.actors[role];
    const facts = { kind: "disruption" as const, serviceIds: [people.cast.services.a], ownerId: null };
    const states = ["reported", "under-review", "awaiting-approval", "closed"];
    const seen = states.filter((state) => maySee(actor, { ...facts, state }));
    expect([role, seen]).toEqual([role, role === "org-admin" ? [] : role === "board-member" ? ["closed"] : states]);
  }
});
