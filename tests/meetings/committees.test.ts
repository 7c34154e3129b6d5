import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { committees } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { findNext } from "#lib/board/queries.ts";
import { formatDate, formatTime, londonDay } from "#lib/dates.ts";
import { comingDays, daysToCall } from "#lib/meetings/calling.ts";
import { appoint, releaseMember } from "#lib/meetings/commands/appoint.ts";
import { cancelMeeting, changeMeeting } from "#lib/meetings/commands/call.ts";
import { changeCommittee, closeCommittee, makeCommittee } from "#lib/meetings/commands/committees.ts";
import { MakeCommittee } from "#lib/meetings/inputs/committees.ts";
import {
  countComing,
  findCommittee,
  listCalledDays,
  listCommittees,
  listMeetingsOf,
  listMembers,
  listTemplate,
} from "#lib/meetings/queries/committees.ts";
import { templateOf } from "#lib/meetings/templates.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { called, committeeOf, inDays, local, meetingOf, plain, refused, seat, seated } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let manager: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  manager = cast.actors["registered-manager"];
});

const trailOf = async (id: string) =>
  (await here().owner`select verb from trail_entries where row_id = ${id} order by number`).map((row) => row.verb);
const membersOf = (id: string) => readAs(lead, (tx) => listMembers(tx, lead, id));

describe("making a committee", () => {
  test("gives it the shipped template of its kind, and is trailed", async () => {
    const { id } = await makeCommittee(lead, plain({ kind: "board" }));
    const items = await readAs(lead, (tx) => listTemplate(tx, lead, id));
    expect(items.map(({ title, section, minutes }) => ({ title, section, minutes, presenter: null }))).toEqual(
      templateOf("board"),
    );
    expect(items.map((item) => item.section)).toContain("risks");
    expect(await trailOf(id)).toContain("committee.make");
  });

  test("is a registered manager's for their own service, and for no other", async () => {
    const { id } = await makeCommittee(manager, local(cast.services.a));
    expect(await committeeOf(manager, id)).toMatchObject({ serviceIds: [cast.services.a] });
    await expect(makeCommittee(manager, local(cast.services.b))).rejects.toEqual(refused("forbidden"));
    await expect(makeCommittee(manager, plain())).rejects.toEqual(refused("forbidden"));
  });

  test("names services of its own organisation alone", async () => {
    const foreign = cast.foreign.services.a;
    await expect(makeCommittee(lead, local(foreign))).rejects.toEqual(refused("not-found", /list/, "serviceIds"));
  });

  test("is refused to everyone who keeps none", async () => {
    for (const role of ["digital-lead", "board-member", "internal-auditor", "care-worker", "org-admin"] as const)
      await expect(makeCommittee(cast.actors[role], plain())).rejects.toEqual(refused("forbidden"));
  });

  test("needs services for a home's own meeting, and none for any other kind", () => {
    const typed = { ...plain(), quorum: "2", lengthMinutes: "90", startMinute: "10:00", firstOn: "22/1/26" };
    const kinds = (kind: string, serviceIds: string[]) =>
      MakeCommittee.safeParse({ ...typed, reportsToId: "", kind, serviceIds }).error?.issues.map((one) => one.path[0]);
    expect(kinds("board", [])).toBeUndefined();
    expect(kinds("local-governance", [])).toEqual(["serviceIds"]);
    expect(kinds("board", [cast.services.a])).toEqual(["serviceIds"]);
    expect(kinds("local-governance", [cast.services.a])).toBeUndefined();
  });

  test("names differ, a board reports to nobody, and two never report to each other", async () => {
    const board = await makeCommittee(lead, plain());
    const { name } = await committeeOf(lead, board.id);
    await expect(makeCommittee(lead, plain({ name }))).rejects.toEqual(refused("conflict", /of that name/, "name"));
    const under = plain({ kind: "board", reportsToId: board.id });
    await expect(makeCommittee(lead, under)).rejects.toEqual(refused("conflict", /reports to no other/));
    const upper = await makeCommittee(lead, plain({ kind: "quality-committee", reportsToId: board.id }));
    const lower = await makeCommittee(lead, plain({ kind: "risk-committee", reportsToId: upper.id }));
    const round = { ...plain(), id: upper.id, version: 1, reportsToId: lower.id };
    await expect(changeCommittee(lead, round)).rejects.toEqual(refused("conflict", /each other/, "reportsToId"));
  });
});

describe("changing and closing", () => {
  test("is refused when somebody changed it meanwhile", async () => {
    const { id } = await makeCommittee(lead, plain());
    await changeCommittee(lead, { ...plain(), id, version: 1, place: "The library" });
    await expect(changeCommittee(lead, { ...plain(), id, version: 1 })).rejects.toMatchObject({
      kind: "stale",
      current: { place: "The library", startMinute: "10:00", version: "2" },
    });
  });

  test("name, start, place, length, quorum and marking reach planned meetings that nobody touched", async () => {
    const id = await seated(lead, plain(), [[lead, "chair"]]);
    const meeting = await called(lead, id);
    const { version } = await committeeOf(lead, id);
    const now = plain({ name: "The followed board", startMinute: 14 * 60, quorum: 4, place: "The library" });
    await changeCommittee(lead, { ...now, id, version });
    const found = await meetingOf(lead, meeting);
    expect(found).toMatchObject({ quorum: 4, place: "The library" });
    expect(found.title).toBe(`The followed board, ${formatDate(inDays(14))}`);
    expect(formatTime(found.startsAt)).toBe("14:00");
    const [record] = await here().owner`select title from records where id = ${meeting}`;
    expect(record?.title).toBe(found.title);
  });

  test("a meeting that somebody moved goes its own way, whatever its committee says", async () => {
    const id = await seated(lead, plain(), [[lead, "chair"]]);
    const meeting = await called(lead, id);
    const before = await meetingOf(lead, meeting);
    const { lengthMinutes, marking } = before;
    const moved = {
      id: meeting,
      version: 1,
      day: inDays(15),
      startMinute: 660,
      lengthMinutes,
      marking,
      reason: "The hall is let",
    };
    await changeMeeting(lead, { ...moved, place: "The barn" });
    const { version } = await committeeOf(lead, id);
    await changeCommittee(lead, { ...plain({ startMinute: 840, place: "The library" }), id, version });
    const found = await meetingOf(lead, meeting);
    expect([found.place, formatTime(found.startsAt), londonDay(found.startsAt)]).toEqual([
      "The barn",
      "11:00",
      inDays(15),
    ]);
  });

  test("a committee closes with a reason, and not before its meetings are held or cancelled", async () => {
    const id = await seated(lead, plain(), [[lead, "chair"]]);
    const empty = await seated(lead, plain(), [[lead, "chair"]]);
    await called(lead, id);
    const close = async (one: string) =>
      closeCommittee(lead, { id: one, version: (await committeeOf(lead, one)).version, reason: "Merged" });
    await expect(close(id)).rejects.toEqual(refused("conflict", /still to come/));
    await close(empty);
    expect(await committeeOf(lead, empty)).toMatchObject({ state: "closed", closedReason: "Merged" });
    await expect(called(lead, empty)).rejects.toEqual(refused("conflict", /closed/));
    const listed = await readAs(lead, (tx) => listCommittees(tx, lead));
    expect(listed.some((row) => row.id === empty)).toBe(false);
  });
});

describe("what is to come", () => {
  test("is told by a meeting's state everywhere: one that is late stays to come, a cancelled one does not", async () => {
    const id = await seated(lead, plain(), [[lead, "chair"]]);
    const late = await called(lead, id, inDays(-2));
    const off = await called(lead, id, inDays(20));
    await cancelMeeting(lead, { id: off, version: 1, reason: "No quorum" });
    const of = (when: "coming" | "past") => readAs(lead, (tx) => listMeetingsOf(tx, lead, id, when));
    expect((await of("coming")).map((one) => one.id)).toEqual([late]);
    expect((await of("past")).map((one) => one.id)).toEqual([off]);
    const [row] = (await readAs(lead, (tx) => listCommittees(tx, lead))).filter((one) => one.id === id);
    expect(row?.next?.stands).toBe("late");
    expect(await readAs(lead, (tx) => countComing(tx, lead, id))).toBe(1);
    const [meeting] = await here().owner`select committee_id, starts_at from meetings where id = ${late}`;
    const asked = { committeeId: meeting?.committee_id, startsAt: meeting?.starts_at, beganAt: null };
    expect(await readAs(lead, (tx) => findNext(tx, lead, asked))).toBeUndefined();
  });

  test("days are offered only if a meeting can be called for them: not one that is taken, nor too far ahead", async () => {
    const yearly = plain({ cadence: "yearly", firstOn: inDays(-200) });
    const id = await seated(lead, yearly, [[lead, "chair"]]);
    const today = inDays(0);
    const offered = async () => daysToCall(yearly, today, await readAs(lead, (tx) => listCalledDays(tx, lead, id)));
    const [first = "", second = "", ...more] = await offered();
    expect(more).toEqual([]);
    const meeting = await called(lead, id, inDays(9));
    const { lengthMinutes, marking, place } = await meetingOf(lead, meeting);
    const move = { id: meeting, startMinute: 600, lengthMinutes, marking, place, reason: "The hall is let" };
    await changeMeeting(lead, { ...move, version: 1, day: first });
    expect(await offered()).toEqual([second]);
    await expect(called(lead, id, first)).rejects.toEqual(refused("conflict", /already/, "days"));
    await cancelMeeting(lead, { id: meeting, version: 2, reason: "Moved on" });
    expect(await offered()).toEqual([first, second]);
    for (const day of await offered()) await called(lead, id, day);
    expect(comingDays(yearly, today)).toEqual([first, second]);
  });
});

describe("posts", () => {
  test("a person of one service has no seat in the whole organisation's committee, and is told why", async () => {
    const { id } = await makeCommittee(lead, plain());
    await expect(seat(lead, id, manager, "member")).rejects.toEqual(refused("conflict", /spans it/, "personId"));
    await seat(lead, id, cast.actors["board-member"], "member");
  });

  test("a home's own meeting takes whoever reaches the home, and nobody of another", async () => {
    const { id } = await makeCommittee(lead, local(cast.services.a));
    await expect(seat(lead, id, cast.otherServiceManager, "member")).rejects.toEqual(
      refused("conflict", /reaches every service/, "personId"),
    );
    await seat(lead, id, cast.actors["care-worker"], "member");
    await expect(seat(lead, id, cast.actors["shift-lead"], "chair")).rejects.toEqual(refused("conflict", /runs the/));
  });

  test("an internal auditor attends and has no vote", async () => {
    const { id } = await makeCommittee(lead, plain());
    const auditor = cast.actors["internal-auditor"];
    await expect(seat(lead, id, auditor, "member")).rejects.toEqual(refused("conflict", /no vote/, "personId"));
    await seat(lead, id, auditor, "attends");
  });

  test("there is one chair, a person holds one post, and a post does not begin tomorrow", async () => {
    const id = await seated(lead, plain(), [[lead, "chair"]]);
    const member = cast.actors["board-member"];
    await expect(seat(lead, id, member, "chair")).rejects.toEqual(refused("conflict", /has a chair/, "post"));
    await expect(seat(lead, id, lead, "member")).rejects.toEqual(refused("conflict", /already: Chair/));
    const { version } = await committeeOf(lead, id);
    const later = { id, version, personId: member.personId, post: "member", fromOn: inDays(1) } as const;
    await expect(appoint(lead, later)).rejects.toEqual(refused("conflict", /when it begins/, "fromOn"));
  });

  test("an ended post stays on the list with its days, and can be held again", async () => {
    const id = await seated(lead, plain(), [[lead, "chair"]]);
    const [chair] = await membersOf(id);
    const { version } = await committeeOf(lead, id);
    const end = { id, version, memberId: chair?.id ?? "" };
    await releaseMember(lead, end);
    expect((await committeeOf(lead, id)).posts).toEqual([]);
    await expect(releaseMember(lead, { ...end, version: version + 1 })).rejects.toEqual(refused("conflict", /ended/));
    await seat(lead, id, lead, "chair");
    expect((await membersOf(id)).map((row) => [row.post, row.untilOn])).toEqual([
      ["chair", null],
      ["chair", inDays(0)],
    ]);
  });

  test("are changed by nobody who does not keep the committee", async () => {
    const { id } = await makeCommittee(lead, plain());
    const { version } = await committeeOf(lead, id);
    const one = { id, version, personId: lead.personId, post: "chair", fromOn: inDays(0) } as const;
    await expect(appoint(cast.actors["board-member"], one)).rejects.toEqual(refused("forbidden"));
    await expect(appoint(manager, one)).rejects.toEqual(refused("not-found"));
    await expect(appoint(cast.foreign.actors["quality-compliance-lead"], one)).rejects.toEqual(refused("not-found"));
  });
});

describe("walls", () => {
  test("the whole organisation's committee is seen by those who span it; a home's own by its governors alone", async () => {
    const wide = (await makeCommittee(lead, plain())).id;
    const home = (await makeCommittee(lead, local(cast.services.a))).id;
    const sees = (actor: Actor, id: string) =>
      readAs(actor, async (tx) => (await findCommittee(tx, actor, id)) !== undefined);
    expect([await sees(manager, wide), await sees(manager, home)]).toEqual([false, true]);
    expect([await sees(cast.otherServiceManager, wide), await sees(cast.otherServiceManager, home)]).toEqual([
      false,
      false,
    ]);
    for (const role of ["nominated-individual", "board-member", "internal-auditor", "digital-lead"] as const)
      expect([role, await sees(cast.actors[role], wide), await sees(cast.actors[role], home)]).toEqual([
        role,
        true,
        true,
      ]);
    const stranger = cast.foreign.actors["quality-compliance-lead"];
    expect([await sees(stranger, wide), await sees(stranger, home)]).toEqual([false, false]);
  });

  test("care staff and administrators read no row of it, whatever a page would ask", async () => {
    await makeCommittee(lead, local(cast.services.a));
    for (const role of ["care-worker", "shift-lead", "care-coordinator", "org-admin"] as const) {
      const rows = await readAs(cast.actors[role], (tx) => tx.select({ id: committees.id }).from(committees));
      expect([role, rows]).toEqual([role, []]);
    }
  });
});
