import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { meetingSignatures } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { addAddendum } from "#lib/meetings/commands/addenda.ts";
import { appoint, releaseMember } from "#lib/meetings/commands/appoint.ts";
import { recordAttendance } from "#lib/meetings/commands/attend.ts";
import { endMeeting } from "#lib/meetings/commands/begin.ts";
import { recordNothing, writeBlock } from "#lib/meetings/commands/blocks.ts";
import { changeCommittee } from "#lib/meetings/commands/committees.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { assureMeeting, returnMinutes, sendMinutes, signMinutes } from "#lib/meetings/commands/sign.ts";
import { recordVotes } from "#lib/meetings/commands/vote.ts";
import type { Post } from "#lib/meetings/committee.ts";
import { listMembers } from "#lib/meetings/queries/committees.ts";
import { findDocument, findSigned } from "#lib/meetings/queries/document.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { findSignature, listAddenda } from "#lib/meetings/queries/minutes.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { answer, none, putQuestion } from "./minutes-ground.ts";
import { begun, committeeOf, inDays, meetingOf, plain, refused, seated } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let deputy: Actor;
let member: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["board-member"];
  deputy = cast.actors["nominated-individual"];
  member = cast.actors["digital-lead"];
});

type Given = { by?: Actor; there?: readonly Actor[]; posts?: readonly [Actor, Post][] };

/** A meeting that ended with every item minuted by one person, and who was there. */
async function ended({ by = secretary, there = [chair, deputy], posts }: Given = {}): Promise<string> {
  const held: readonly [Actor, Post][] = posts ?? [
    [secretary, "secretary"],
    [chair, "chair"],
    [deputy, "deputy-chair"],
  ];
  const id = await begun(secretary, await seated(secretary, plain(), held));
  const members = held.filter(([, post]) => post !== "secretary").map(([person]) => person);
  const presenceOf = (person: Actor) => (there.includes(person) ? "present" : "apologies");
  const { version } = await meetingOf(secretary, id);
  await recordAttendance(secretary, {
    id,
    version,
    day: londonDay(new Date()),
    people: members.map((one) => ({ personId: one.personId, presence: presenceOf(one), cameAt: null, leftAt: null })),
  });
  for (const item of await readAs(secretary, (tx) => listAgenda(tx, secretary, id)))
    await writeBlock(by, { id, itemId: item.id, kind: "note", words: `Read: ${item.title}` });
  await endMeeting(secretary, { ...(await on(id)), at: new Date(Date.now() - 60_000) });
  return id;
}
const on = async (id: string) => ({ id, version: (await meetingOf(secretary, id)).version });
const send = async (id: string) => sendMinutes(secretary, await on(id));
const sent = async (given?: Given) => {
  const id = await ended(given);
  await send(id);
  return id;
};
const sign = async (actor: Actor, id: string, reason?: string) => signMinutes(actor, { ...(await on(id)), reason });

describe("before they are sent", () => {
  test("an item without a minute stands in the way and is named; nothing to record is enough", async () => {
    const id = await begun(
      secretary,
      await seated(secretary, plain(), [
        [secretary, "secretary"],
        [chair, "chair"],
      ]),
    );
    await expect(send(id)).rejects.toEqual(refused("conflict", /End the meeting first/));
    const items = await readAs(secretary, (tx) => listAgenda(tx, secretary, id));
    const people = [{ personId: chair.personId, presence: "present" as const, cameAt: null, leftAt: null }];
    for (const item of items.slice(1)) await recordNothing(secretary, { id, itemId: item.id });
    await endMeeting(secretary, { ...(await on(id)), at: new Date(Date.now() - 60_000) });
    await expect(send(id)).rejects.toEqual(refused("conflict", /No member is recorded as present/));
    await recordAttendance(secretary, { ...(await on(id)), day: londonDay(new Date()), people });
    await expect(send(id)).rejects.toEqual(refused("conflict", /Item 1 has no minute yet/));
    await recordNothing(secretary, { id, itemId: items[0]?.id ?? "" });
    await send(id);
    expect((await meetingOf(secretary, id)).state).toBe("with-chair");
  });

  test("a decision without its votes stands in the way", async () => {
    const committee = await seated(secretary, plain(), [
      [secretary, "secretary"],
      [chair, "chair"],
      [deputy, "deputy-chair"],
    ]);
    const id = await begun(secretary, committee);
    const items = await readAs(secretary, (tx) => listAgenda(tx, secretary, id));
    const people = [chair, deputy].map(({ personId }) => ({
      personId,
      presence: "present" as const,
      cameAt: null,
      leftAt: null,
    }));
    await recordAttendance(secretary, { ...(await on(id)), day: londonDay(new Date()), people });
    for (const item of items) await recordNothing(secretary, { id, itemId: item.id });
    const placed = { id, committeeId: committee, items: { risks: items[0]?.id ?? "" } };
    const decisionId = await putQuestion(secretary, placed);
    await decide(secretary, answer(decisionId), none);
    await endMeeting(secretary, { ...(await on(id)), at: new Date() });
    await expect(send(id)).rejects.toEqual(refused("conflict", /Decision 1\.1 has no vote yet/));
    await recordVotes(secretary, { decisionId, for: [chair.personId], against: [], abstained: [] });
    await send(id);
  });

  test("only those who run the meeting send, assure and end it", async () => {
    const id = await ended();
    const auditor = cast.actors["internal-auditor"];
    await expect(sendMinutes(auditor, await on(id))).rejects.toEqual(refused("forbidden"));
    const level = { assurance: "limited", assuranceReason: "Nobody tried it at night" } as const;
    await expect(assureMeeting(auditor, { ...(await on(id)), ...level })).rejects.toEqual(refused("forbidden"));
    await assureMeeting(secretary, { ...(await on(id)), ...level });
    await expect(sendMinutes(secretary, { id, version: 1 })).rejects.toEqual(refused("stale"));
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    await expect(sendMinutes(foreign, await on(id))).rejects.toEqual(refused("not-found"));
  });
});

describe("the signature", () => {
  test("is the chair's or the deputy's alone; one of two at once wins, and the other is told who signed", async () => {
    const id = await sent();
    for (const actor of [secretary, cast.actors["digital-lead"], cast.actors["internal-auditor"]])
      await expect(sign(actor, id)).rejects.toEqual(refused("forbidden"));
    const seen = { ...(await on(id)), reason: undefined };
    const both = await Promise.allSettled([signMinutes(chair, seen), signMinutes(deputy, seen)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const told = both.find((one) => one.status === "rejected");
    expect(told?.reason).toEqual(refused("conflict", /signed these minutes already/));
  });

  test("holds the whole text and its hash, and the document reads the same afterwards", async () => {
    const id = await sent();
    const before = await readAs(chair, (tx) => findDocument(tx, chair, id));
    await sign(chair, id);
    const [row] = await readAs(chair, (tx) => tx.select().from(meetingSignatures).where(sql`record_id = ${id}`));
    expect(row).toMatchObject({ post: "chair", role: "board-member", quorate: true, alone: false });
    expect(row?.sha256).toBe(
      createHash("sha256")
        .update(row?.content ?? "")
        .digest("hex"),
    );
    const after = await readAs(chair, (tx) => findDocument(tx, chair, id));
    expect(after?.items).toEqual(before?.items);
    expect(after?.items).toHaveLength(11);
    expect([before?.signature, after?.signature?.sha256]).toEqual([null, row?.sha256]);
  });

  test("without a quorum it needs a reason and is marked", async () => {
    const id = await sent({ there: [chair] });
    await expect(sign(chair, id)).rejects.toEqual(refused("conflict", /not quorate/, "reason"));
    await sign(chair, id, "Only routine items were taken");
    expect(await readAs(chair, (tx) => findSignature(tx, chair, id))).toMatchObject({
      quorate: false,
      reason: "Only routine items were taken",
    });
  });

  test("whoever wrote all of it does not sign where a deputy could; alone, it is marked so", async () => {
    const two = await sent({ by: chair });
    await expect(sign(chair, two)).rejects.toEqual(refused("conflict", /You wrote all of these minutes/));
    await sign(deputy, two);
    const one = await sent({
      by: chair,
      posts: [
        [secretary, "secretary"],
        [chair, "chair"],
        [deputy, "member"],
      ],
    });
    await sign(chair, one);
    const alone = async (id: string) => (await readAs(chair, (tx) => findSignature(tx, chair, id)))?.alone;
    expect([await alone(two), await alone(one)]).toEqual([false, true]);
  });

  test("nobody makes themselves the signer of minutes that wait, nor with a post that began before it did", async () => {
    const id = await sent();
    const { committeeId } = await meetingOf(secretary, id);
    const members = await readAs(secretary, (tx) => listMembers(tx, secretary, committeeId));
    const version = async () => (await committeeOf(secretary, committeeId)).version;
    for (const { id: memberId, post } of members)
      if (post !== "deputy-chair")
        await releaseMember(secretary, { id: committeeId, version: await version(), memberId });
    const mine = { id: committeeId, personId: secretary.personId, post: "chair" } as const;
    const on = async (fromOn: string, by = secretary) => appoint(by, { ...mine, version: await version(), fromOn });
    await expect(on(inDays(-1))).rejects.toEqual(refused("conflict", /written down: today/, "fromOn"));
    await expect(on(inDays(0))).rejects.toEqual(refused("conflict", /Somebody else/, "personId"));
    await on(inDays(0), deputy);
    await expect(sign(secretary, id)).rejects.toEqual(refused("forbidden", /was there/));
    await sign(deputy, id);
  });

  test("if neither chair nor deputy was there, one of them signs and says why", async () => {
    const id = await sent({
      there: [deputy, member],
      posts: [
        [secretary, "secretary"],
        [chair, "chair"],
        [deputy, "member"],
        [member, "member"],
      ],
    });
    await expect(sign(chair, id)).rejects.toEqual(refused("conflict", /were not there/, "reason"));
    await sign(chair, id, "The secretary's notes were read back to me");
    expect(await readAs(chair, (tx) => findSignature(tx, chair, id))).toMatchObject({
      quorate: true,
      reason: "The secretary's notes were read back to me",
    });
    const read = await readAs(chair, (tx) => findDocument(tx, chair, id));
    expect(read?.signature?.marks).toEqual([expect.stringMatching(/was not there as chair/)]);
  });

  test("the chair may return them with a reason instead, and they are written again", async () => {
    const id = await sent();
    await returnMinutes(chair, { ...(await on(id)), reason: "Item 3 misses the question" });
    expect(await meetingOf(secretary, id)).toMatchObject({
      state: "minutes",
      returnedReason: "Item 3 misses the question",
    });
    const [item] = await readAs(secretary, (tx) => listAgenda(tx, secretary, id));
    await writeBlock(secretary, { id, itemId: item?.id ?? "", kind: "note", words: "The question was asked." });
    await expect(sign(chair, id)).rejects.toEqual(refused("forbidden"));
  });
});

describe("after the signature", () => {
  test("the committee keeps the name under which they were signed, whatever it is called later", async () => {
    const id = await sent();
    await sign(chair, id);
    const { committee: before, committeeId } = await meetingOf(secretary, id);
    const { version } = await committeeOf(secretary, committeeId);
    await changeCommittee(secretary, { ...plain(), id: committeeId, version, name: "Another name" });
    expect((await meetingOf(chair, id)).committee).toBe("Another name");
    expect((await readAs(chair, (tx) => findSigned(tx, chair, id)))?.committee).toBe(before);
  });

  test("nothing is written, decided or attended; a correction is an addendum with its own time", async () => {
    const id = await sent();
    const [item] = await readAs(secretary, (tx) => listAgenda(tx, secretary, id));
    const itemId = item?.id ?? "";
    await expect(addAddendum(secretary, { id, itemId, words: "Too early" })).rejects.toEqual(refused("forbidden"));
    await sign(chair, id);
    const late = { id, itemId, kind: "note", words: "Late" } as const;
    await expect(writeBlock(secretary, late)).rejects.toEqual(refused("conflict", /signed and stay as they are/));
    await addAddendum(secretary, { id, itemId, words: "The sum was £1,680" });
    await expect(addAddendum(cast.actors["digital-lead"], { id, itemId, words: "Mine" })).rejects.toEqual(
      refused("forbidden"),
    );
    const signature = await readAs(chair, (tx) => findSignature(tx, chair, id));
    const [addendum] = await readAs(chair, (tx) => listAddenda(tx, chair, id));
    expect(addendum?.words).toBe("The sum was £1,680");
    expect(addendum?.writtenAt.getTime()).toBeGreaterThan(signature?.signedAt.getTime() ?? 0);
  });

  test("the database holds them even where every policy is gone", async () => {
    const id = await sent();
    await sign(chair, id);
    for (const change of [
      sql`update minute_blocks set words = 'Other words' where record_id = ${id}`,
      sql`update meeting_attendance set presence = 'absent' where record_id = ${id}`,
      sql`update meeting_items set title = 'Another title' where record_id = ${id}`,
      ...[
        "state = 'minutes'",
        "starts_at = starts_at - interval '1 hour'",
        "title = 'Another'",
        "quorum = 1",
        "began_at = began_at - interval '1 hour'",
        "ended_at = ended_at + interval '1 hour'",
        "begin_recorded_at = now()",
        "end_recorded_at = now()",
        "assurance = 'none', assurance_reason = 'Other'",
        "place = 'The barn'",
        "marking = 'Commercial in confidence'",
        "original_on = original_on - 1",
        "length_minutes = 11",
        "moved_reason = 'Other'",
      ].map((change) => sql`update meetings set ${sql.raw(change)} where id = ${id}`),
    ])
      await expect(cast.door.changeAs(secretary, "block.change", (tx) => tx.execute(change))).rejects.toMatchObject({
        cause: expect.objectContaining({ code: "23514" }),
      });
  });
});
