import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { meetingAttendance } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { releaseMember } from "#lib/meetings/commands/appoint.ts";
import { declareInterest, recordAttendance } from "#lib/meetings/commands/attend.ts";
import { endMeeting } from "#lib/meetings/commands/begin.ts";
import { attendFormShape, attendNames, type NotedPresence } from "#lib/meetings/inputs/meetings.ts";
import { listAttendance, listInterests, listSeats } from "#lib/meetings/queries/attendance.ts";
import { listMembers } from "#lib/meetings/queries/committees.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { presentAt, quorumOf } from "#lib/meetings/quorum.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { begun, called, committeeOf, meetingOf, plain, refused, seated } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let chair: Actor;
let member: Actor;
let other: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  chair = cast.actors["board-member"];
  member = cast.actors["nominated-individual"];
  other = cast.actors["digital-lead"];
});

const seatAll = (quorum = 2) =>
  seated(lead, plain({ quorum }), [
    [chair, "chair"],
    [lead, "secretary"],
    [member, "member"],
    [other, "member"],
  ]);
const going = async (quorum = 2) => {
  const committee = await seatAll(quorum);
  return { committee, id: await begun(lead, committee) };
};
const noted = (person: Actor, more: Partial<NotedPresence> = {}): NotedPresence => ({
  personId: person.personId,
  presence: "present",
  cameAt: null,
  leftAt: null,
  ...more,
});
const note = async (id: string, people: NotedPresence[], by = lead, guestId?: string) => {
  const meeting = await meetingOf(lead, id);
  const day = londonDay(meeting.beganAt ?? meeting.startsAt);
  return recordAttendance(by, { id, version: meeting.version, day, people, guestId });
};
const attendanceOf = (id: string) => readAs(lead, (tx) => listAttendance(tx, lead, id));
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const quorumNow = async (id: string) => quorumOf(await attendanceOf(id), await meetingOf(lead, id), new Date());

describe("attendance", () => {
  test("is written for everyone at once, changed where it differs, and trailed", async () => {
    const { id } = await going();
    await note(id, [noted(chair), noted(member, { presence: "remote" }), noted(other, { presence: "apologies" })]);
    expect((await attendanceOf(id)).map((row) => [row.post, row.presence])).toEqual([
      ["chair", "present"],
      ["member", "apologies"],
      ["member", "remote"],
    ]);
    await note(id, [noted(chair), noted(member, { presence: "part", leftAt: ago(30) })]);
    const versions = await readAs(lead, (tx) =>
      tx.select({ person: meetingAttendance.personId, version: meetingAttendance.version }).from(meetingAttendance),
    );
    expect(versions.find((row) => row.person === member.personId)?.version).toBe(2);
    expect(versions.find((row) => row.person === chair.personId)?.version).toBe(1);
    const [entry] = await here().owner`
      select count(*)::int as rows from trail_entries where record_id = ${id} and verb = 'meeting.attend' and table_name = 'meeting_attendance'`;
    expect(entry?.rows).toBe(4);
  });

  test("takes a guest of no post, whom the quorum does not count", async () => {
    const { id } = await going();
    await note(id, [noted(chair)], lead, cast.actors["care-worker"].personId);
    expect(await attendanceOf(id)).toContainEqual(expect.objectContaining({ post: "attends", presence: "present" }));
    expect(await quorumNow(id)).toMatchObject({ most: 1, of: 1 });
    await expect(note(id, [], lead, chair.personId)).rejects.toEqual(refused("conflict", /on the list/, "guestId"));
    const stranger = cast.foreign.actors["care-worker"].personId;
    await expect(note(id, [], lead, stranger)).rejects.toEqual(refused("not-found", undefined, "guestId"));
  });

  test("is refused for times to come, for strangers to the committee, and on another day", async () => {
    const { id } = await going();
    const soon = noted(member, { presence: "part", leftAt: ago(-20) });
    await expect(note(id, [soon])).rejects.toEqual(
      refused("conflict", /not come yet/, attendNames(member.personId).left),
    );
    await expect(note(id, [noted(cast.actors["internal-auditor"])])).rejects.toEqual(refused("conflict", /no longer/));
    const { version } = await meetingOf(lead, id);
    await expect(recordAttendance(lead, { id, version, day: "2020-01-01", people: [] })).rejects.toEqual(
      refused("stale"),
    );
  });

  test("is the minute-takers': a member, another organisation and a stale form are refused", async () => {
    const { id } = await going();
    await expect(note(id, [noted(chair)], member)).rejects.toEqual(refused("forbidden"));
    const stranger = cast.foreign.actors["quality-compliance-lead"];
    await expect(note(id, [noted(chair)], stranger)).rejects.toEqual(refused("not-found"));
    const { version, beganAt } = await meetingOf(lead, id);
    const day = londonDay(beganAt ?? new Date());
    await recordAttendance(lead, { id, version, day, people: [noted(chair)] });
    await expect(recordAttendance(lead, { id, version, day, people: [] })).rejects.toEqual(refused("stale"));
  });

  test("the form asks for times of those who were there for part, and of nobody else", () => {
    const form = (presence: string, came: string, left: string) => {
      const sent = new FormData();
      sent.set("personId", member.personId);
      const names = attendNames(member.personId);
      const typed = { [names.presence]: presence, [names.came]: came, [names.left]: left };
      const read = attendFormShape(sent).safeParse({ id: lead.personId, version: "1", day: "2026-11-26", ...typed });
      return read.success ? read.data.people : read.error.issues.map((one) => String(one.path[0]).split("-")[0]);
    };
    expect(form("part", "10:20", "")).toEqual([
      noted(member, { presence: "part", cameAt: new Date("2026-11-26T10:20:00Z") }),
    ]);
    expect(form("", "", "")).toEqual([]);
    expect(form("part", "", "")).toEqual(["came"]);
    expect(form("apologies", "10:00", "")).toEqual(["came"]);
    expect(form("part", "11:00", "10:00")).toEqual(["left"]);
    expect(form("present", "soon", "")).toEqual(["came"]);
    expect(form("", "10:00", "")).toEqual(["presence"]);
  });
});

describe("a member who is removed in the middle of a meeting", () => {
  test("keeps what they were until then, loses every right at once, and the quorum is counted without them", async () => {
    const { committee, id } = await going(3);
    await note(id, [noted(chair), noted(member), noted(other)]);
    expect(await quorumNow(id)).toMatchObject({ throughout: true, least: 3, of: 3 });
    const said = { id, itemId: undefined, words: "I own shares", takingPart: "no-vote", personId: undefined } as const;
    await declareInterest(member, said);

    const seat = (await readAs(lead, (tx) => listMembers(tx, lead, committee))).find(
      (one) => one.personId === member.personId,
    );
    const { version } = await committeeOf(lead, committee);
    await releaseMember(lead, { id: committee, version, memberId: seat?.id ?? "" });

    const row = (await attendanceOf(id)).find((one) => one.personId === member.personId);
    expect(row).toMatchObject({ post: "member", presence: "part" });
    expect(row?.leftAt).toBeInstanceOf(Date);
    expect((await meetingOf(member, id)).posts).toEqual([]);
    await expect(declareInterest(member, said)).rejects.toEqual(refused("forbidden"));
    const after = await quorumNow(id);
    expect(after).toMatchObject({ known: true, throughout: false, least: 2, of: 3 });
    const meeting = await meetingOf(lead, id);
    const present = await attendanceOf(id);
    expect([presentAt(present, meeting, ago(10)), presentAt(present, meeting, new Date())]).toEqual([3, 2]);
    const seats = await readAs(lead, (tx) => listSeats(tx, lead, meeting));
    expect(seats.find((one) => one.personId === member.personId)).toMatchObject({ ended: true });
  });

  test("is not written back in after their post ended", async () => {
    const { committee, id } = await going();
    await note(id, [noted(chair), noted(member)]);
    const seat = (await readAs(lead, (tx) => listMembers(tx, lead, committee))).find(
      (one) => one.personId === member.personId,
    );
    const { version } = await committeeOf(lead, committee);
    await releaseMember(lead, { id: committee, version, memberId: seat?.id ?? "" });
    await expect(note(id, [noted(member)])).rejects.toEqual(refused("conflict", /post ended/));
    await note(id, [noted(member, { presence: "part", leftAt: ago(40) })]);
  });
});

describe("interests", () => {
  const own = {
    itemId: undefined,
    words: "My brother owns the supplier",
    takingPart: "leaves",
    personId: undefined,
  } as const;

  test("are declared by members themselves, and by the minute-taker for whoever said so", async () => {
    const { id } = await going();
    const [item] = await readAs(lead, (tx) => listAgenda(tx, lead, id));
    await declareInterest(member, { id, ...own, itemId: item?.id });
    await declareInterest(lead, { id, ...own, personId: other.personId, takingPart: "stays" });
    const listed = await readAs(lead, (tx) => listInterests(tx, lead, id));
    expect(listed.map((one) => [one.personId, one.notedBy, one.item])).toEqual([
      [member.personId, member.personId, item?.title],
      [other.personId, lead.personId, null],
    ]);
  });

  test("of another are not a member's to declare, nor anyone's who takes no part", async () => {
    const { id } = await going();
    await expect(declareInterest(member, { id, ...own, personId: other.personId })).rejects.toEqual(
      refused("forbidden"),
    );
    const outside = cast.actors["internal-auditor"].personId;
    await expect(declareInterest(lead, { id, ...own, personId: outside })).rejects.toEqual(
      refused("conflict", /takes part/, "personId"),
    );
    await expect(declareInterest(lead, { id, ...own, itemId: id })).rejects.toEqual(
      refused("conflict", /item of this/),
    );
    const stranger = cast.foreign.actors["board-member"];
    await expect(declareInterest(stranger, { id, ...own })).rejects.toEqual(refused("not-found"));
  });

  test("and attendance wait until the papers are published or the meeting begins", async () => {
    const id = await called(lead, await seatAll());
    await expect(declareInterest(member, { id, ...own })).rejects.toEqual(refused("forbidden"));
    await expect(note(id, [noted(chair)])).rejects.toEqual(refused("forbidden"));
  });

  test("stay as they were written: the portal's own role changes and removes none", async () => {
    const { id } = await going();
    await declareInterest(member, { id, ...own });
    const gone = changeAs(lead, "meeting.attend", (tx) => tx.delete(meetingAttendance));
    await expect(gone).rejects.toMatchObject({ cause: { code: "42501" } });
    const [held] = await here().owner`
      select has_table_privilege('holdfast_app', 'public.meeting_interests', 'update') as up`;
    expect(held?.up).toBe(false);
    const { version } = await meetingOf(lead, id);
    await endMeeting(lead, { id, version, at: ago(1) });
    expect((await meetingOf(lead, id)).state).toBe("minutes");
  });
});
