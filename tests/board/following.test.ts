import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs, own, readAs } from "#db/client.ts";
import { meetings } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { currentItem, followMeeting, mostOfOne, takePlace } from "#lib/board/following.ts";
import { showBoard } from "#lib/board/show.ts";
import { openItem } from "#lib/meetings/commands/open-item.ts";
import { quotedSnapshot } from "#lib/meetings/compose.ts";
import { listSnapshots } from "#lib/meetings/queries/snapshots.ts";
import { type Placed, placeMeeting } from "#tests/meetings/meeting-rows.ts";
import { samplePaper } from "#tests/meetings/paper-samples.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let chair: Actor;
let member: Actor;
let board: Placed;
const item = (section: string) => board.items[section] ?? "";
const open = (section: string) => openItem(chair, { id: board.id, itemId: item(section) }, async () => []);

beforeAll(async () => {
  cast = await castOf(here(), { sample: true });
  chair = cast.actors["quality-compliance-lead"];
  member = cast.actors["board-member"];
  board = await placeMeeting(cast, {
    as: chair,
    posts: [
      [chair, "chair"],
      [member, "member"],
    ],
    sections: ["apologies-quoracy", "conflicts", "next", "risks"],
    startsAt: new Date("2026-11-20T10:00:00Z"),
    state: "open",
  });
});

const shownTo = (actor: Actor) => showBoard((run, asAt) => readAs(actor, run, asAt), actor, board.id);

test("the chair leads and decides, a member follows and decides nothing alone, an auditor reads, nobody else finds it", async () => {
  expect(await shownTo(chair)).toMatchObject({ mayLead: true, shown: { mayDecide: true } });
  expect(await shownTo(member)).toMatchObject({ mayLead: false, shown: { mayDecide: false } });
  expect(await shownTo(cast.actors["internal-auditor"])).toMatchObject({ mayLead: false, shown: { mayDecide: false } });
  for (const other of [cast.actors["registered-manager"], cast.foreign.actors["nominated-individual"]])
    expect(await shownTo(other)).toBeUndefined();
});

test("all screens of a meeting arrive together, each with an address of its own", async () => {
  const ids = (await shownTo(chair))?.shown.screens.map(({ id }) => id) ?? [];
  expect(ids.slice(0, 3)).toEqual(["position", "change", "risks"]);
  expect(ids.slice(-3)).toEqual(["item-1", "item-2", "item-3"]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the item that the chair opens is the one that others are told of", async () => {
  const told = (actor: Actor) => readAs(actor, (tx) => currentItem(tx, actor, board.id));
  expect(await told(member)).toBe("");
  await open("conflicts");
  expect(await told(member)).toBe(item("conflicts"));
  expect(await told(cast.actors["registered-manager"])).toBeUndefined();
  expect(await told(cast.foreign.actors["nominated-individual"])).toBeUndefined();
});

test("once an item is opened, every screen that asks anew shows what the minutes quote of it", async () => {
  const paper = { ...samplePaper(2), asAt: new Date().toISOString(), sentence: "Three risks are above appetite now." };
  const risks = async (actor: Actor) => (await shownTo(actor))?.shown.screens.find(({ id }) => id === "risks");
  expect((await risks(member))?.asOpened).toBeUndefined();
  await openItem(chair, { id: board.id, itemId: item("risks") }, async () => [paper]);
  const quoted = quotedSnapshot(await readAs(member, (tx) => listSnapshots(tx, member, board.id)), item("risks"));
  expect(quoted?.paper.sentence).toBe(paper.sentence);
  for (const actor of [chair, member]) {
    expect(await risks(actor)).toMatchObject({ asOpened: true, frozenAt: paper.asAt, answer: quoted?.paper.sentence });
    expect((await shownTo(actor))?.shown.current?.itemId).toBe(item("risks"));
  }
});

async function listen(who: () => Promise<Actor | undefined>, signal = new AbortController().signal) {
  let ended = 0;
  const stream = followMeeting({ meetingId: board.id, who, signal, done: () => (ended += 1), pollMs: 20 });
  const reader = stream.getReader();
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? undefined : new TextDecoder().decode(value);
  };
  return { next, reader, ended: () => ended };
}

test("the stream tells each new item, and ends in the moment when the right to see it ends", async () => {
  await open("conflicts");
  let now: Actor | undefined = member;
  const { next, ended } = await listen(async () => now);
  expect(await next()).toBe(`event: item\ndata: ${item("conflicts")}\n\n`);
  await open("next");
  expect(await heardAfterBeats(next)).toBe(`event: item\ndata: ${item("next")}\n\n`);
  now = undefined;
  expect(await heardAfterBeats(next)).toBe("event: over\ndata: over\n\n");
  expect(await next()).toBeUndefined();
  expect(ended()).toBeGreaterThan(0);
});

async function heardAfterBeats(next: () => Promise<string | undefined>): Promise<string | undefined> {
  for (;;) {
    const heard = await next();
    if (!heard?.startsWith(":")) return heard;
  }
}

test("whoever closes the screen gives the place back", async () => {
  const gone = new AbortController();
  const { next, ended } = await listen(async () => member, gone.signal);
  expect(await next()).toContain("event: item");
  gone.abort();
  await expect.poll(ended).toBeGreaterThan(0);
});

test("one account holds a bounded number of places, and each place is given back once", () => {
  const places = Array.from({ length: mostOfOne }, () => takePlace("somebody"));
  expect(places.every(Boolean)).toBe(true);
  expect(takePlace("somebody")).toBeUndefined();
  expect(takePlace("somebody else")).toBeDefined();
  places[0]?.();
  places[0]?.();
  expect(takePlace("somebody")).toBeDefined();
  expect(takePlace("somebody")).toBeUndefined();
});

test("a meeting that has ended is followed no longer", async () => {
  await changeAs(chair, "meeting.end", (tx) =>
    tx
      .update(meetings)
      .set({ state: "minutes", endedAt: tx.now })
      .where(own(meetings, chair, eq(meetings.id, board.id))),
  );
  const { next } = await listen(async () => member);
  expect(await next()).toBe("event: over\ndata: over\n\n");
});
