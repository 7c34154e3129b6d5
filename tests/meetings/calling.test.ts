import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { beginMeeting, endMeeting } from "#lib/meetings/commands/begin.ts";
import { callMeetings, cancelMeeting, changeMeeting } from "#lib/meetings/commands/call.ts";
import { heldWords } from "#lib/meetings/compose.ts";
import { BeginMeeting, CallMeetings, MeetingQuery } from "#lib/meetings/inputs/meetings.ts";
import { whenSaid } from "#lib/meetings/meeting.ts";
import { nextStep } from "#lib/meetings/next-step.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { countMeetingViews, listMeetings, meetingsSentence } from "#lib/meetings/queries/register.ts";
import { findRecord } from "#lib/records/queries.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { begun, called, inDays, local, meetingOf, plain, refused, seated } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let board: string;
beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  board = await seated(lead, plain({ name: "The board" }), [
    [cast.actors["board-member"], "chair"],
    [lead, "secretary"],
  ]);
});

const asked = (days: string[]) => ({
  committeeId: board,
  days,
  startMinute: 600,
  lengthMinutes: 120,
  place: "The hall",
});
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("calling", () => {
  test("makes a meeting a day, each with a reference, the committee's agenda and quorum, and is trailed", async () => {
    const two = await callMeetings(lead, asked([inDays(30), inDays(60)]));
    expect(two.map((one) => one.reference)).toEqual([
      expect.stringMatching(/^MTG-\d{4}-\d{3}$/),
      expect.stringMatching(/^MTG-\d{4}-\d{3}$/),
    ]);
    const meeting = await meetingOf(lead, two[0]?.id ?? "");
    expect(meeting).toMatchObject({
      state: "planned",
      originalOn: inDays(30),
      quorum: 2,
      marking: "Board confidential",
    });
    expect(londonDay(meeting.startsAt)).toBe(inDays(30));
    expect((await readAs(lead, (tx) => listAgenda(tx, lead, meeting.id))).length).toBeGreaterThan(8);
    const [entry] = await here().owner`select verb from trail_entries where row_id = ${meeting.id} limit 1`;
    expect(entry?.verb).toBe("meeting.call");
  });

  test("is refused for a day that is called already, too far ahead or long ago", async () => {
    await callMeetings(lead, asked([inDays(33)]));
    await expect(callMeetings(lead, asked([inDays(33)]))).rejects.toEqual(refused("conflict", /already/, "days"));
    await expect(callMeetings(lead, asked([inDays(900)]))).rejects.toEqual(refused("conflict", /too far/));
    await expect(callMeetings(lead, asked([inDays(-40)]))).rejects.toEqual(refused("conflict", /days ago/));
  });

  test("tells a day that was typed at its own field", async () => {
    const day = inDays(900);
    const typed = { ...asked([day]), otherDay: day };
    await expect(callMeetings(lead, typed)).rejects.toEqual(refused("conflict", /too far/, "otherDay"));
    await expect(callMeetings(lead, asked([day]))).rejects.toEqual(refused("conflict", /too far/, "days"));
  });

  test("needs a day", () => {
    const typed = { ...asked([]), startMinute: "10:00", lengthMinutes: "120" };
    expect(CallMeetings.safeParse(typed).error?.issues.map((one) => one.path[0])).toEqual(["days"]);
    expect(CallMeetings.parse({ ...typed, days: [inDays(7)], otherDay: inDays(7) }).days).toEqual([inDays(7)]);
  });

  test("is the posts' that run the committee: a member, another role and another organisation are refused", async () => {
    for (const role of ["nominated-individual", "digital-lead", "internal-auditor"] as const)
      await expect(callMeetings(cast.actors[role], asked([inDays(35)]))).rejects.toEqual(
        refused("forbidden", /chair, deputy chair or secretary/),
      );
    for (const stranger of [cast.actors["registered-manager"], cast.foreign.actors["quality-compliance-lead"]])
      await expect(callMeetings(stranger, asked([inDays(35)]))).rejects.toEqual(refused("not-found"));
  });
});

describe("moving and cancelling", () => {
  test("keeps the day it was first planned for beside the day it is on, and gives it the day's name", async () => {
    const id = await called(lead, board, inDays(40));
    const reason = "The hall is being painted";
    const move = { id, version: 1, startMinute: 630, lengthMinutes: 90, place: "The barn", reason };
    await changeMeeting(lead, { ...move, day: inDays(41), marking: "Board confidential" });
    const meeting = await meetingOf(lead, id);
    expect(meeting.movedReason).toBe(reason);
    expect([meeting.originalOn, londonDay(meeting.startsAt)]).toEqual([inDays(40), inDays(41)]);
    expect(meeting).toMatchObject({ place: "The barn", lengthMinutes: 90 });
    const stale = { ...move, day: inDays(42), marking: "Board confidential" } as const;
    await expect(changeMeeting(lead, stale)).rejects.toMatchObject({
      kind: "stale",
      current: { place: "The barn", startMinute: "10:30", version: "2" },
    });
    await expect(changeMeeting(cast.actors["digital-lead"], stale)).rejects.toEqual(refused("forbidden"));
    await expect(changeMeeting(lead, { ...stale, id: randomUUID() })).rejects.toEqual(refused("not-found"));
  });

  test("moving asks why; another place alone does not, and leaves the reason that was given", async () => {
    const id = await called(lead, board, inDays(44));
    const same = { id, day: inDays(44), startMinute: 600, lengthMinutes: 120, place: "The hall" };
    const change = { ...same, marking: "Board confidential", reason: undefined } as const;
    await expect(changeMeeting(lead, { ...change, version: 1, startMinute: 660 })).rejects.toEqual(
      refused("conflict", /why it is moved/, "reason"),
    );
    await changeMeeting(lead, { ...change, version: 1, startMinute: 660, reason: "The chair's train" });
    await changeMeeting(lead, { ...change, version: 2, startMinute: 660, place: "The barn" });
    expect(await meetingOf(lead, id)).toMatchObject({ movedReason: "The chair's train", place: "The barn" });
  });

  test("is refused onto a day on which the committee meets already", async () => {
    const id = await called(lead, board, inDays(50));
    await called(lead, board, inDays(51));
    const onto = { id, version: 1, day: inDays(51), startMinute: 600, lengthMinutes: 90, place: "The hall" };
    await expect(changeMeeting(lead, { ...onto, reason: "So", marking: "Board confidential" })).rejects.toEqual(
      refused("conflict", /on that day/, "day"),
    );
  });

  test("a cancelled meeting says why, frees its day, and is neither moved nor begun", async () => {
    const id = await called(lead, board, inDays(55));
    await cancelMeeting(lead, { id, version: 1, reason: "No quorum in sight" });
    expect(await meetingOf(lead, id)).toMatchObject({ state: "cancelled", cancelledReason: "No quorum in sight" });
    await expect(beginMeeting(lead, { id, version: 2, at: ago(1) })).rejects.toEqual(refused("forbidden"));
    await called(lead, board, inDays(55));
  });
});

describe("beginning and ending", () => {
  test("keep the time that was typed beside the time at which it was written", async () => {
    const id = await begun(lead, board, 90, inDays(-1));
    const open = await meetingOf(lead, id);
    expect(open.state).toBe("open");
    const late = (open.beginRecordedAt?.getTime() ?? 0) - (open.beganAt?.getTime() ?? 0);
    expect(Math.round(late / 60_000)).toBe(90);
    const end = (at: Date) => endMeeting(lead, { id, version: open.version, at });
    await expect(end(ago(91))).rejects.toEqual(refused("conflict", /after that/, "time"));
    await expect(end(ago(-5))).rejects.toEqual(refused("conflict", /not come yet/, "time"));
    await end(ago(5));
    expect(await meetingOf(lead, id)).toMatchObject({ state: "minutes", currentItemId: null });
    await expect(endMeeting(lead, { id, version: open.version + 1, at: ago(1) })).rejects.toEqual(
      refused("conflict", /not going on/),
    );
  });

  test("a meeting does not begin in the future, nor by whoever does not run it", async () => {
    const id = await called(lead, board, inDays(2));
    await expect(beginMeeting(lead, { id, version: 1, at: ago(-60) })).rejects.toEqual(refused("conflict", /not come/));
    const member = cast.actors["nominated-individual"];
    await expect(beginMeeting(member, { id, version: 1, at: ago(1) })).rejects.toEqual(refused("forbidden"));
  });

  test("on another day than planned it begins only once that is confirmed, and is named for the day it was held", async () => {
    const id = await called(lead, board, inDays(4));
    const { committee, title, version } = await meetingOf(lead, id);
    const [planned, today] = [formatDate(inDays(4)), formatDate(londonDay(ago(0)))];
    expect(title).toBe(`${committee}, ${planned}`);
    const begin = { id, version, at: ago(0) };
    const both = new RegExp(`planned for ${planned}, and you wrote ${today}`);
    await expect(beginMeeting(lead, begin)).rejects.toEqual(refused("conflict", both, "otherDay"));
    await beginMeeting(lead, { ...begin, onOtherDay: true });
    const meeting = await meetingOf(lead, id);
    expect(meeting).toMatchObject({ state: "open", title: `${committee}, ${today}` });
    expect(await readAs(lead, (tx) => findRecord(tx, lead, id))).toMatchObject({ title: meeting.title });
    expect(heldWords({ meeting })).toContain(`planned for ${planned}`);
    expect(whenSaid(meeting)).toMatch(new RegExp(`^${today}, .*, planned for ${planned}$`));
  });

  test("what is confirmed is the day as it was typed: another one is confirmed anew", () => {
    const asked = { id: randomUUID(), version: "1", date: "23 November 2026", time: "10:00" };
    const confirmed = (otherDay?: string) => BeginMeeting.parse({ ...asked, otherDay }).onOtherDay;
    expect([confirmed(), confirmed(""), confirmed("22 November 2026"), confirmed(asked.date)]).toEqual([
      ...[false, false, false],
      true,
    ]);
  });

  test("what is next is said for each state", async () => {
    const id = await called(lead, board, inDays(3));
    const meeting = await meetingOf(lead, id);
    expect(nextStep(meeting, new Date()).answer).toBe("Papers are not published.");
    expect(nextStep({ ...meeting, state: "signed" }, new Date(), { waiting: 1 })).toMatchObject({
      state: "progress",
      detail: expect.stringMatching(/^One decision waits to be carried out\./),
    });
    const ended = { ...meeting, state: "minutes", endedAt: new Date() } as const;
    expect(nextStep(ended, new Date(), { unanswered: 1 }).detail).toMatch(/^One question was not decided\./);
    expect(nextStep(meeting, new Date(), { unanswered: 1 }).detail).not.toMatch(/not decided/);
    expect(nextStep(meeting, new Date(Date.now() + 5 * 86_400_000))).toMatchObject({ state: "warn" });
    expect(nextStep({ ...meeting, state: "with-chair" }, new Date()).answer).toBe("Draft minutes wait for the chair.");
  });
});

describe("the register", () => {
  const query = (asks: Record<string, string>) => MeetingQuery.parse(asks);
  const listed = (actor: Actor, asks: Record<string, string>) =>
    readAs(actor, (tx) => listMeetings(tx, actor, query(asks)));

  test("shows what comes soonest first, and everything else newest first", async () => {
    const times = async (view: string) => (await listed(lead, { view })).rows.map((row) => row.startsAt.getTime());
    const coming = await times("coming");
    expect(coming).toEqual([...coming].sort((a, b) => a - b));
    const all = await times("all");
    expect(all).toEqual([...all].sort((a, b) => b - a));
    expect(meetingsSentence(query({}), 3)).toBe("Meetings still to come, soonest first (3).");
  });

  test("counts each view as it lists it, and a page is followed by the next one", async () => {
    const counts = await readAs(lead, (tx) => countMeetingViews(tx, lead));
    for (const [view, count] of Object.entries(counts))
      expect([view, (await listed(lead, { view })).total]).toEqual([view, count]);
    const first = await readAs(lead, (tx) => listMeetings(tx, lead, query({ view: "all" }), 2));
    const next = await readAs(lead, (tx) => listMeetings(tx, lead, query({ view: "all", page: first.next ?? "" }), 2));
    const ids = [...first.rows, ...next.rows].map((row) => row.id);
    expect(new Set(ids).size).toBe(4);
  });

  test("mine are those of committees in which I hold a post today", async () => {
    const mine = await listed(cast.actors["board-member"], { view: "mine" });
    expect(mine.total).toBeGreaterThan(0);
    expect((await listed(cast.actors["digital-lead"], { view: "mine" })).total).toBe(0);
  });

  test("a service's meeting is found by its service, beside the whole organisation's or alone", async () => {
    const manager = cast.actors["registered-manager"];
    const home = await seated(lead, local(cast.services.a, { name: "The home" }), [[manager, "chair"]]);
    await called(manager, home, inDays(9));
    const names = async (actor: Actor, asks: Record<string, string>) =>
      [...new Set((await listed(actor, { view: "all", ...asks })).rows.map((row) => row.committee))].sort();
    expect(await names(lead, { service: cast.services.a })).toEqual(["The board", "The home"]);
    expect(await names(lead, { service: cast.services.a, wide: "no" })).toEqual(["The home"]);
    expect(await names(lead, { service: cast.services.b, wide: "no" })).toEqual([]);
    expect(await names(lead, { committee: home })).toEqual(["The home"]);
    expect(await names(manager, {})).toEqual(["The home"]);
    expect(await names(cast.otherServiceManager, {})).toEqual([]);
    expect(await names(cast.actors["care-worker"], {})).toEqual([]);
    expect(await names(cast.foreign.actors["quality-compliance-lead"], {})).toEqual([]);
  });
});
