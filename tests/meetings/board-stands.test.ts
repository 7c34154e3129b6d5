import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import { committees, meetingAttendance, meetingInterests } from "#db/schema/meetings.ts";
import { decisionEffects, meetingSignatures, meetingVotes } from "#db/schema/minutes.ts";
import { riskAcceptances } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { carryOut, type Effects, takeBoardDecision } from "#lib/meetings/commands/carry.ts";
import { closeCommittee, makeCommittee } from "#lib/meetings/commands/committees.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { castVote } from "#lib/meetings/commands/vote.ts";
import { decisionReference } from "#lib/meetings/deciding.ts";
import { findDecision } from "#lib/meetings/queries/decisions.ts";
import { acceptRisk, acceptRiskIn } from "#lib/risks/commands/accept.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { findRisk, listAcceptances } from "#lib/risks/queries/record.ts";
import { plain as plainRisk, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import type { Placed } from "./meeting-rows.ts";
import { ago, answer, inDays, itemOf, none, notedFor, placeSitting, putQuestion, votedFor } from "./minutes-ground.ts";
import { committeeOf, plain } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let nominated: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
  nominated = cast.actors["nominated-individual"];
});

/** The risks' own command, as the page wires it. */
const accepts: Effects = {
  ...none,
  mayNow: async (_, { role }) => role === "nominated-individual",
  "risk.accept": async (tx, actor, decision) => {
    const found = decision.aboutId ? await findRisk(tx, actor, decision.aboutId) : undefined;
    if (!found) throw new Error("The risk is not there.");
    const { id, version } = found;
    const input = { id, version, reason: decision.because, boardDecisionId: undefined };
    return acceptRiskIn(tx, actor, { ...input, expiresOn: decision.expiresOn ?? "" }, decision);
  },
};

type Asked = Awaited<ReturnType<typeof asked>>;
async function asked() {
  const made = plainRisk([cast.services.a], scored(4, 4));
  const { id: aboutId } = await changeAs(chair, "risk.record", (tx) => recordRiskIn(tx, chair, made));
  const meeting = await placeSitting(cast);
  return { meeting, aboutId, id: await putQuestion(secretary, meeting, { asks: "accept-risk", aboutId }) };
}
const yes = (id: string) => answer(id, { outcome: "accept-risk", expiresOn: inDays(60) });
const accepted = async (riskId: string) =>
  (await readAs(nominated, (tx) => listAcceptances(tx, nominated, riskId))).length;
async function referenceOf(tx: Tx, { id }: { id: string }) {
  const decision = await findDecision(tx, nominated, id);
  return decision && decisionReference(decision.meeting, decision.itemPosition, decision.position);
}
const inAnHour = () => ago(-60);
const signed = (meeting: Placed, by: Actor) =>
  cast.door.changeAs(by, "meeting.sign", (tx) =>
    tx.insert(meetingSignatures).values({
      ...{ organisationId: by.organisationId, id: randomUUID(), recordId: meeting.id, serviceIds: [] },
      ...{ post: "chair", role: by.role, quorate: true, content: "{}", signedBy: by.personId, signedAt: tx.now },
    }),
  );

describe("the board's acceptance of a risk is nobody's alone", () => {
  test("votes that one person wrote down for others decide, and wait; the members' own votes carry it", async () => {
    const { id, aboutId } = await asked();
    await notedFor(cast, id);
    expect((await decide(nominated, yes(id), accepts)).waits).toBe(true);
    const waits = {
      kind: "conflict",
      message: expect.stringContaining("two more members' own votes, or for the minutes"),
    };
    await expect(carryOut(nominated, { decisionId: id }, accepts)).rejects.toMatchObject(waits);
    const found = await readAs(nominated, (tx) => findRisk(tx, nominated, aboutId));
    const input = { id: aboutId, version: found?.version ?? 1, reason: "Until spring", boardDecisionId: id };
    await expect(acceptRisk(nominated, { ...input, expiresOn: inDays(30) }, takeBoardDecision)).rejects.toMatchObject({
      field: "boardDecisionId",
    });
    await castVote(nominated, { decisionId: id, vote: "for" });
    await expect(carryOut(nominated, { decisionId: id }, accepts)).rejects.toMatchObject({ kind: "conflict" });
    expect(await accepted(aboutId)).toBe(0);
    await castVote(cast.actors["board-member"], { decisionId: id, vote: "for" });
    await carryOut(nominated, { decisionId: id }, accepts);
    expect(await accepted(aboutId)).toBe(1);
  });

  test("own votes that do not carry it are not made up by votes written down", async () => {
    const { id, aboutId } = await asked();
    await castVote(nominated, { decisionId: id, vote: "for" });
    await notedFor(cast, id);
    await castVote(cast.actors["board-member"], { decisionId: id, vote: "against" });
    expect((await decide(nominated, yes(id), accepts)).waits).toBe(true);
    expect(await accepted(aboutId)).toBe(0);
  });

  test("the chair's signature under the minutes carries it too, but not the signature of whoever carries it out", async () => {
    const [mine, theirs] = [await asked(), await asked()];
    for (const { id } of [mine, theirs]) {
      await notedFor(cast, id);
      await decide(nominated, yes(id), accepts);
    }
    await signed(mine.meeting, nominated);
    await expect(carryOut(nominated, { decisionId: mine.id }, accepts)).rejects.toMatchObject({ kind: "conflict" });
    await signed(theirs.meeting, chair);
    await carryOut(nominated, { decisionId: theirs.id }, accepts);
    expect([await accepted(mine.aboutId), await accepted(theirs.aboutId)]).toEqual([0, 1]);
  });
});

describe("the database keeps it, whoever asks", () => {
  const impossible = { cause: { code: "23514" } };
  const effectOf = ({ meeting, id, aboutId }: Asked, doneAt: Date, doneBy = nominated.personId) => ({
    ...{ organisationId: nominated.organisationId, id: randomUUID(), recordId: meeting.id, serviceIds: [] },
    ...{ decisionId: id, verb: "risk.accept", resultId: aboutId, doneRole: nominated.role, doneAt, doneBy },
  });
  const carried = (one: Asked, doneBy = nominated.personId) =>
    changeAs(nominated, "risk.accept", (tx) => tx.insert(decisionEffects).values(effectOf(one, tx.now, doneBy)));

  test("no acceptance is carried out on votes that others wrote down, nor in another's name", async () => {
    const one = await asked();
    await notedFor(cast, one.id);
    await decide(chair, yes(one.id), none);
    await expect(carried(one)).rejects.toMatchObject(impossible);
    await signed(one.meeting, nominated);
    await expect(carried(one, chair.personId)).rejects.toMatchObject(impossible);
    const other = await asked();
    await votedFor(cast, other.id);
    await decide(chair, yes(other.id), none);
    await carried(other);
  });

  const away = ({ id }: Placed, who: Actor, change: object) =>
    cast.door.changeAs(secretary, "meeting.attend", (tx) =>
      tx.update(meetingAttendance).set(change).where(sql`record_id = ${id} and person_id = ${who.personId}`),
    );
  const declared = (meeting: Placed, takingPart: string, minutes: number) =>
    cast.door.changeAs(secretary, "meeting.declare-interest", (tx) =>
      tx.insert(meetingInterests).values({
        ...{
          organisationId: secretary.organisationId,
          id: randomUUID(),
          recordId: meeting.id,
          itemId: itemOf(meeting),
        },
        ...{ personId: chair.personId, words: "My employer sells it", takingPart },
        ...{ notedBy: secretary.personId, notedAt: ago(minutes) },
      }),
    );

  test("the vote of a member who was away when it was decided does not count, however late that is put right", async () => {
    for (const change of [
      { presence: "apologies" },
      { presence: "part", leftAt: ago(20) },
      { presence: "part", cameAt: inAnHour() },
      { post: "attends" },
    ]) {
      const one = await asked();
      await votedFor(cast, one.id);
      await decide(chair, yes(one.id), none);
      await away(one.meeting, chair, change);
      await expect(carried(one), JSON.stringify(change)).rejects.toMatchObject(impossible);
    }
  });

  test("who left for an interest and came back counts again; who left after coming back does not", async () => {
    for (const [first, then] of [
      ["stays", "leaves"],
      ["leaves", "stays"],
    ] as const) {
      const one = await asked();
      await votedFor(cast, one.id);
      await decide(chair, yes(one.id), none);
      await declared(one.meeting, first, 9);
      await declared(one.meeting, then, 8);
      if (then === "leaves") await expect(carried(one)).rejects.toMatchObject(impossible);
      else await carried(one);
    }
  });

  test("a decision is carried out as it was taken: of its own risk, and the board's latest about it", async () => {
    const [one, other] = [await asked(), await asked()];
    for (const { id } of [one, other]) await votedFor(cast, id);
    await decide(chair, yes(one.id), none);
    await expect(carried({ ...one, aboutId: other.aboutId })).rejects.toMatchObject(impossible);
    await expect(carried(other)).rejects.toMatchObject(impossible);
    const again = await putQuestion(secretary, one.meeting, { asks: "accept-risk", aboutId: one.aboutId });
    await decide(chair, answer(again, { outcome: "reject" }), none);
    await expect(carried(one)).rejects.toMatchObject(impossible);
  });

  test("no acceptance stands on a decision that it did not carry out, nor on figures or a name of its own", async () => {
    const one = await asked();
    await votedFor(cast, one.id);
    await decide(chair, yes(one.id), none);
    const row = { organisationId: nominated.organisationId, recordId: one.aboutId, serviceIds: [cast.services.a] };
    const accept = (more: Partial<typeof riskAcceptances.$inferInsert>, withEffect = false) =>
      changeAs(nominated, "risk.accept", async (tx) => {
        const reference = await referenceOf(tx, one);
        await tx.insert(riskAcceptances).values({
          ...{ ...row, id: randomUUID(), score: 16, appetite: 12, reason: "Forged", decisionReference: reference },
          ...{ acceptedBy: nominated.personId, acceptedRole: nominated.role, acceptedOn: inDays(0) },
          ...{ acceptedAt: tx.now, expiresOn: inDays(30), ...more },
        });
        if (withEffect) await tx.insert(decisionEffects).values(effectOf(one, tx.now));
      });
    const refused = { code: "23514" };
    await expect(accept({})).rejects.toMatchObject(refused);
    for (const more of [
      { decisionReference: "MTG-2020-001 decision 1.1" },
      { score: 9, decisionReference: null },
      { appetite: 20 },
      { acceptedBy: chair.personId },
      { expiresOn: inDays(70) },
    ])
      await expect(accept(more, true), JSON.stringify(more)).rejects.toMatchObject(refused);
    await accept({}, true);
    await expect(accept({})).rejects.toMatchObject(refused);
  });

  test("a vote is noted by whoever writes it", async () => {
    const { meeting, id } = await asked();
    const row = { organisationId: nominated.organisationId, recordId: meeting.id, serviceIds: [], decisionId: id };
    const member = cast.actors["board-member"].personId;
    const forged = changeAs(nominated, "decision.vote", (tx) =>
      tx.insert(meetingVotes).values({
        ...{ ...row, id: randomUUID(), personId: member, vote: "for", notedBy: member, notedAt: tx.now },
      }),
    );
    await expect(forged).rejects.toMatchObject(impossible);
    await notedFor(cast, id);
    const turned = changeAs(nominated, "decision.vote", (tx) => tx.update(meetingVotes).set({ notedBy: member }));
    await expect(turned).rejects.toMatchObject(impossible);
  });

  test("an organisation has one board: a second one is refused until the first is closed", async () => {
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    const first = await makeCommittee(foreign, plain({ kind: "board" }));
    await expect(makeCommittee(foreign, plain({ kind: "board" }))).rejects.toMatchObject({
      kind: "conflict",
      field: "kind",
    });
    const row = changeAs(foreign, "committee.make", (tx) =>
      tx.insert(committees).values({
        ...{ ...plain({ kind: "board" }), organisationId: foreign.organisationId, id: randomUUID(), reportsToId: null },
        ...{ ownerId: foreign.personId, createdAt: tx.now, changedAt: tx.now },
      }),
    );
    await expect(row).rejects.toMatchObject(impossible);
    const { version } = await committeeOf(foreign, first.id);
    await closeCommittee(foreign, { id: first.id, version, reason: "Another takes its place" });
    await makeCommittee(foreign, plain({ kind: "board" }));
  });
});
