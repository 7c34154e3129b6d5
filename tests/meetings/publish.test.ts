import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import { meetingSnapshots } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate, formatTime } from "#lib/dates.ts";
import { openItem } from "#lib/meetings/commands/open-item.ts";
import { publishPapers } from "#lib/meetings/commands/publish.ts";
import { PublishPapers } from "#lib/meetings/inputs/papers.ts";
import { paperText } from "#lib/meetings/paper.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { listSnapshots } from "#lib/meetings/queries/snapshots.ts";
import { showPapers } from "#lib/papers/show.ts";
import { writeItem, writePapers } from "#lib/papers/write.ts";
import { plain as aRisk, recorded, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Placed, placeMeeting } from "./meeting-rows.ts";
import { figuresOf, smallWorld } from "./papers-world.ts";

const here = useWorld();
const refusal = (kind: string) => expect.objectContaining({ name: "Refusal", kind });
const soon = new Date(Date.now() + 7 * 86_400_000);
let cast: Cast;
let secretary: Actor;
let member: Actor;
let ids: Awaited<ReturnType<typeof smallWorld>>;

beforeAll(async () => {
  cast = await castOf(here(), { sample: true });
  secretary = cast.actors["quality-compliance-lead"];
  member = cast.actors["board-member"];
  ids = await smallWorld(here(), cast);
});

const board = (more: Partial<Parameters<typeof placeMeeting>[1]> = {}) =>
  placeMeeting(cast, {
    as: secretary,
    posts: [
      [secretary, "secretary"],
      [member, "member"],
    ],
    sections: ["apologies-quoracy", "risks", "disruptions", "next"],
    startsAt: soon,
    ...more,
  });
const publish = (actor: Actor, id: string, cutOff = new Date(), version = 1) =>
  publishPapers(actor, { id, version, cutOff }, writePapers);
const shown = async (actor: Actor, id: string) => {
  const found = await showPapers((run, asAt) => readAs(actor, run, asAt), actor, id);
  if (!found) throw new Error("The meeting is not there.");
  return found;
};
const papersOf = (found: Awaited<ReturnType<typeof shown>>) =>
  Object.fromEntries(found.papers.map(({ paper }) => [paper.section, paper]));
const kept = (id: string) => here().owner`
  select section, content, sha256, as_at from meeting_snapshots where record_id = ${id} order by section, id`;

describe("publishing", () => {
  let meeting: Placed;
  let cutOff: Date;

  test("freezes what was recorded by the cut-off, and not what came after it", async () => {
    meeting = await board();
    cutOff = new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await recorded(secretary, aRisk([cast.services.c], { ...scored(5, 5), title: "Recorded after the cut-off" }));
    expect(figuresOf(papersOf(await shown(secretary, meeting.id)).risks)).toMatchObject({ above: "2", open: "3" });
    await publish(secretary, meeting.id, cutOff);
    const found = await shown(member, meeting.id);
    expect(found.meeting).toMatchObject({ state: "published", cutOff, publishedBy: secretary.personId });
    expect(figuresOf(papersOf(found).risks)).toMatchObject({ above: "1", open: "2" });
    expect(found.papers.map((one) => one.paper.section)).toEqual([
      "position",
      "exercises",
      "minutes-actions",
      "risks",
      "disruptions",
    ]);
    expect(found.asAt).toEqual(cutOff);
  });

  test("a cut-off that is typed is that minute in London, and nothing recorded since stands in the papers", async () => {
    const { id } = await board();
    const then = new Date(Math.floor((Date.now() - 7_200_000) / 60_000) * 60_000);
    const typed = { id, version: "1", cutOffDate: formatDate(then), cutOffTime: formatTime(then) };
    await publishPapers(secretary, PublishPapers.parse(typed), writePapers);
    const found = await shown(member, id);
    expect(found.meeting.cutOff).toEqual(then);
    expect(papersOf(found).risks?.sentence).toBe("No risk is recorded as open.");
    expect(papersOf(found).risks?.asAt).toBe(then.toISOString());
  });

  test("a cut-off lies after the meeting before it began, and at most a year back", async () => {
    const began = new Date(Date.now() - 3 * 86_400_000);
    const before = await board({ startsAt: began, state: "minutes" });
    const next = await board({ committeeId: before.committeeId });
    const late = expect.objectContaining({ field: "cutOffDate", message: expect.stringMatching(/before this one/) });
    await expect(publish(secretary, next.id, new Date(began.getTime() - 3_600_000))).rejects.toEqual(late);
    const old = expect.objectContaining({ field: "cutOffDate", message: expect.stringMatching(/12 months/) });
    const first = await board();
    await expect(publish(secretary, first.id, new Date("1900-01-01"))).rejects.toEqual(old);
    await publish(secretary, next.id, new Date(began.getTime() + 3_600_000));
  });

  test("keeps the fingerprint of each section, and one over them all", async () => {
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    const rows = await kept(meeting.id);
    for (const row of rows) expect(row.sha256).toBe(hash(row.content));
    const all = rows.map((row) => row.sha256 as string).sort();
    const found = await readAs(member, (tx) => findMeeting(tx, member, meeting.id));
    expect(found?.papersSha256).toBe(hash(all.join("\n")));
  });

  test("a snapshot reads byte for byte the same a year later, when every source row has changed", async () => {
    const before = await kept(meeting.id);
    await here().owner.begin(async (sql) => {
      for (const [table, change] of [
        ["risks", "title = 'Changed', likelihood = 1, state = 'closed', closed_reason = 'Gone'"],
        ["records", "title = 'Changed'"],
        ["action_items", "title = 'Changed', state = 'cancelled'"],
        ["disruptions", "title = 'Changed', restored_at = coalesce(restored_at, now())"],
        ["services", "name = 'Changed ' || left(id::text, 8)"],
        ["memberships", "title = 'Changed'"],
      ] as const)
        for (const part of [table, `${table}_versions`]) {
          await sql.unsafe(`alter table ${part} disable trigger user`);
          await sql.unsafe(`update ${part} set ${change}`);
          await sql.unsafe(`alter table ${part} enable trigger user`);
        }
    });
    const later = new Date(Date.now() + 366 * 86_400_000);
    const then = <T>(run: (tx: Tx) => Promise<T>) => cast.door.changeAs(member, "meeting.look", run, later);
    const snapshots = await then((tx) => {
      expect(tx.now).toEqual(later);
      return listSnapshots(tx, member, meeting.id);
    });
    expect(await kept(meeting.id)).toEqual(before);
    const texts = (rows: readonly string[]) => [...rows].sort();
    expect(texts(snapshots.map((one) => paperText(one.paper)))).toEqual(texts(before.map((row) => row.content)));
    const found = await showPapers((run) => then(run), member, meeting.id);
    expect(JSON.stringify(found?.papers)).toContain("Visits missed when scheduling fails");
    expect(JSON.stringify(found?.papers)).not.toContain("Changed");
  });

  test("the database changes no snapshot, whoever asks", async () => {
    await expect(
      changeAs(secretary, "meeting.publish", (tx) => tx.update(meetingSnapshots).set({ content: "x" })),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});

describe("publishing is refused", () => {
  test("a second time", async () => {
    const { id } = await board();
    await publish(secretary, id);
    await expect(publish(secretary, id, new Date(), 2)).rejects.toEqual(refusal("forbidden"));
  });

  test("with a cut-off still to come, beside the field, in the form and in the command", async () => {
    const { id } = await board();
    const typed = PublishPapers.safeParse({ id, version: 1, cutOffDate: "1 January 2100", cutOffTime: "09:00" });
    expect(typed.error?.issues).toEqual([expect.objectContaining({ path: ["cutOffDate"] })]);
    const none: typeof writePapers = async () => [];
    const ahead = { id, version: 1, cutOff: new Date(Date.now() + 60_000) };
    await expect(publishPapers(secretary, ahead, none)).rejects.toEqual(
      expect.objectContaining({ kind: "conflict", field: "cutOffDate" }),
    );
  });

  test("by a post that does not run the meeting, by who holds none, and by another organisation", async () => {
    const { id } = await board();
    await expect(publish(member, id)).rejects.toEqual(refusal("forbidden"));
    await expect(publish(cast.actors["nominated-individual"], id)).rejects.toEqual(refusal("forbidden"));
    await expect(publish(cast.foreign.actors["quality-compliance-lead"], id)).rejects.toEqual(refusal("not-found"));
    await expect(publish(cast.actors["registered-manager"], id)).rejects.toEqual(refusal("not-found"));
    expect(await kept(id)).toHaveLength(0);
  });

  test("when somebody changed the meeting meanwhile", async () => {
    const { id } = await board();
    await expect(publish(secretary, id, new Date(), 7)).rejects.toEqual(refusal("stale"));
    expect(await kept(id)).toHaveLength(0);
  });
});

describe("opening an item", () => {
  test("freezes its live figures once; paging back to it changes nothing that was quoted", async () => {
    const open = await board({ state: "open", startsAt: new Date(Date.now() - 3_600_000) });
    const itemId = open.items.risks ?? "";
    await openItem(secretary, { id: open.id, itemId }, writeItem);
    await recorded(secretary, aRisk([cast.services.c], { ...scored(5, 4), title: "Recorded in the meeting" }));
    await openItem(secretary, { id: open.id, itemId }, writeItem);
    const [quoted, all, meeting] = await readAs(member, async (tx) => [
      (await listSnapshots(tx, member, open.id)).findLast((one) => one.itemId === itemId && one.occasion === "opened"),
      await listSnapshots(tx, member, open.id),
      await findMeeting(tx, member, open.id),
    ]);
    expect(all.map((one) => [one.occasion, one.itemId])).toEqual([["opened", itemId]]);
    expect(quoted?.takenBy).toBe(secretary.personId);
    expect(meeting?.currentItemId).toBe(itemId);
  });

  test("an item without figures becomes the current one, and nothing is frozen for it", async () => {
    const open = await board({ state: "open", startsAt: new Date(Date.now() - 3_600_000) });
    await openItem(secretary, { id: open.id, itemId: open.items.next ?? "" }, writeItem);
    expect(await kept(open.id)).toHaveLength(0);
  });

  test("is refused before the meeting, for an item of another agenda, and to who holds no post", async () => {
    const planned = await board();
    const open = await board({ state: "open", startsAt: new Date(Date.now() - 3_600_000) });
    const item = { id: open.id, itemId: open.items.risks ?? "" };
    const early = { id: planned.id, itemId: planned.items.risks ?? "" };
    await expect(openItem(secretary, early, writeItem)).rejects.toEqual(refusal("forbidden"));
    await expect(openItem(secretary, { ...item, itemId: early.itemId }, writeItem)).rejects.toEqual(
      refusal("not-found"),
    );
    await expect(openItem(member, item, writeItem)).rejects.toEqual(refusal("forbidden"));
    await expect(openItem(cast.actors["nominated-individual"], item, writeItem)).rejects.toEqual(refusal("forbidden"));
    await expect(openItem(cast.foreign.actors["quality-compliance-lead"], item, writeItem)).rejects.toEqual(
      refusal("not-found"),
    );
    await expect(openItem(secretary, { ...item, id: randomUUID() }, writeItem)).rejects.toEqual(refusal("not-found"));
  });
});

test("what changed since the meeting before is told against what that meeting was shown", async () => {
  const held = new Date(Date.now() - 60_000);
  const first = await board({ startsAt: held });
  await publish(secretary, first.id);
  await here().owner.begin(async (sql) => {
    await sql`alter table meetings disable trigger user`;
    await sql`update meetings set state = 'open', began_at = starts_at where id = ${first.id}`;
    await sql`alter table meetings enable trigger user`;
  });
  await recorded(secretary, aRisk([cast.services.a], { ...scored(5, 5), title: "New since the meeting" }));
  const second = await board({ committeeId: first.committeeId });
  const { risks } = papersOf(await shown(secretary, second.id));
  expect(risks?.since).toMatchObject({ shown: true });
  expect(risks?.since?.changes).toContainEqual({
    what: expect.stringContaining("New since the meeting"),
    was: "Not listed",
    is: "Above appetite: 25, extreme",
  });
  expect(ids.above.id).toBeTruthy();
});
