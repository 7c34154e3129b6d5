import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { showBoard } from "#lib/board/show.ts";
import { checksOf } from "#lib/meetings/checks.ts";
import { leaveUndecided, takeBackUndecided } from "#lib/meetings/commands/leave.ts";
import { sendMinutes, signMinutes } from "#lib/meetings/commands/sign.ts";
import { notDecidedSays } from "#lib/meetings/minute.ts";
import { listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { findDocument, findSigned } from "#lib/meetings/queries/document.ts";
import { findSignedMinute } from "#lib/meetings/queries/extracts.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { listBlocks } from "#lib/meetings/queries/minutes.ts";
import { readWritten } from "#lib/meetings/queries/written.ts";
import { minutesModel } from "#lib/papers/print-minutes.ts";
import { type Reader, showPapers } from "#lib/papers/show.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { placeOpen, putQuestion } from "./minutes-ground.ts";
import { heldMeeting, sendToChair, signByChair } from "./signed-ground.ts";
import { called, inDays, meetingOf, refused } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["board-member"];
});

const question = "Approve the second line?";

/** A meeting that ended with one question answered, 1.1, and one that was not, 1.2. */
async function held() {
  const meeting = await heldMeeting(cast);
  const { committeeId } = await meetingOf(secretary, meeting.id);
  const [first] = await readAs(secretary, (tx) => listAgenda(tx, secretary, meeting.id));
  const placed = { id: meeting.id, committeeId, items: { risks: first?.id ?? "" } };
  return { ...meeting, decisionId: await putQuestion(secretary, placed, { question }) };
}
const decisionsOf = (minutes: Awaited<ReturnType<typeof findSigned>>) =>
  minutes?.items.flatMap(({ blocks }) => blocks.flatMap((one) => (one.kind === "decision" ? [one] : [])));
const checks = async (id: string) => {
  const meeting = await meetingOf(secretary, id);
  return checksOf(await readAs(secretary, (tx) => readWritten(tx, secretary, meeting)));
};

describe("a question that was put and never answered", () => {
  test("stands in the way of sending, and nothing says Done over it", async () => {
    const one = await held();
    await expect(sendToChair(cast, one)).rejects.toEqual(refused("conflict", /^Question 1\.2 has no answer yet\./));
    const told = await checks(one.id);
    expect(told.filter(({ ok }) => !ok).map(({ says }) => says)).toEqual(["Question 1.2 has no answer yet."]);
    const done = told.filter(({ ok }) => ok).map(({ says }) => says);
    expect(done).toEqual(["Every action has an owner and date", "Attendance recorded"]);
  });

  test("is minuted as not decided with one press, once, and stands in what is signed", async () => {
    const one = await held();
    await leaveUndecided(secretary, { decisionId: one.decisionId });
    await expect(leaveUndecided(secretary, { decisionId: one.decisionId })).rejects.toEqual(
      refused("conflict", /minuted as not decided already/),
    );
    expect((await checks(one.id)).map(({ says }) => says)).toContain(
      "Every question is answered, or minuted as not decided",
    );
    await sendToChair(cast, one);
    await signByChair(cast, one);
    const signed = await readAs(chair, (tx) => findSigned(tx, chair, one.id));
    expect(decisionsOf(signed)).toMatchObject([
      { number: "1.1", outcome: "Approved" },
      { number: "1.2", question, outcome: "Not decided", because: null },
    ]);
    const read = await readAs(chair, (tx) => findDocument(tx, chair, one.id));
    expect(read?.items).toEqual(signed?.items);
  });

  test("is taken back by those who keep the minutes, until they go to the chair, and can be left again", async () => {
    const one = await held();
    const { decisionId } = one;
    await expect(takeBackUndecided(secretary, { decisionId })).rejects.toEqual(refused("conflict", /do not say/));
    await leaveUndecided(secretary, { decisionId });
    const auditor = cast.actors["internal-auditor"];
    await expect(takeBackUndecided(auditor, { decisionId })).rejects.toEqual(refused("forbidden"));
    await takeBackUndecided(secretary, { decisionId });
    await expect(sendToChair(cast, one)).rejects.toEqual(refused("conflict", /^Question 1\.2 has no answer yet\./));
    await leaveUndecided(secretary, { decisionId });
    await sendToChair(cast, one);
    await expect(takeBackUndecided(secretary, { decisionId })).rejects.toEqual(refused("forbidden"));
  });

  test("comes back to the committee's next meeting, and is no evidence of a decision", async () => {
    const one = await held();
    await leaveUndecided(secretary, { decisionId: one.decisionId });
    await sendToChair(cast, one);
    await signByChair(cast, one);
    const meeting = await meetingOf(secretary, one.id);
    const later = {
      id: cast.organisation.id,
      committeeId: meeting.committeeId,
      startsAt: new Date(Date.now() + 86_400_000),
      beganAt: null,
    };
    const shown = await showBoard((run, asAt) => readAs(secretary, run, asAt), secretary, one.id);
    const asked = shown?.shown.screens.flatMap(({ decision }) => decision ?? []);
    expect(asked?.find(({ id }) => id === one.decisionId)).toMatchObject({ left: true });
    const left = await readAs(secretary, (tx) => listLeftOver(tx, secretary, later, inDays(1)));
    expect(left.map(({ id }) => id)).toEqual([one.decisionId]);
    const blocks = await readAs(secretary, (tx) => listBlocks(tx, secretary, one.id));
    const block = blocks.find(({ decisionId }) => decisionId === one.decisionId);
    expect(await readAs(secretary, (tx) => findSignedMinute(tx, secretary, meeting, block?.id ?? ""))).toBeUndefined();
  });

  test("stands in the papers, on the board screen and on the page of the meeting that finds it again", async () => {
    const one = await held();
    await leaveUndecided(secretary, { decisionId: one.decisionId });
    const { committeeId, reference } = await meetingOf(secretary, one.id);
    const next = await called(secretary, committeeId);
    const read: Reader = (run, asAt) => readAs(secretary, run, asAt);
    const shown = await showPapers(read, secretary, next);
    const paper = shown?.papers.find(({ paper }) => paper.section === "minutes-actions")?.paper;
    expect(paper?.sentence).toMatch(/One question comes back from an earlier meeting\.$/);
    expect(paper?.tables.find(({ key }) => key === "come-back")?.rows).toMatchObject([
      {
        reference,
        cells: [question, "Not decided there"],
        href: `/meetings/${one.id}/minutes#decision-${one.decisionId}`,
      },
    ]);
    const screens = (await showBoard(read, secretary, next))?.shown.screens ?? [];
    const screen = screens.find(({ id }) => id === "decisions");
    expect(screen?.answer).toMatch(/One question comes back from an earlier meeting\.$/);
    expect(screen?.table?.rows.map(({ cells }) => cells)).toEqual([[reference, question, "Not decided there"]]);
    const own = await showPapers(read, secretary, one.id);
    expect(JSON.stringify(own?.papers)).not.toContain("come-back");
  });

  test("is called a question and tells of the next meeting in print too", async () => {
    const one = await held();
    await leaveUndecided(secretary, { decisionId: one.decisionId });
    const document = await readAs(secretary, (tx) => findDocument(tx, secretary, one.id));
    if (!document) throw new Error("The minutes are not there.");
    const printed = minutesModel(document).items.flatMap(({ blocks }) => blocks);
    expect(printed).toContainEqual(
      expect.objectContaining({ name: "Question 1.2", outcome: "Not decided", says: notDecidedSays, because: "" }),
    );
    expect(printed).toContainEqual(expect.objectContaining({ name: "Decision 1.1", says: "" }));
  });

  test("is not signed over where minutes went to the chair before this was asked", async () => {
    const one = await held();
    const sent = { id: one.id, version: (await meetingOf(secretary, one.id)).version };
    await expect(sendMinutes(secretary, sent)).rejects.toEqual(refused("conflict"));
    await cast.door.changeAs(secretary, "meeting.send", (tx) =>
      tx.execute(`update meetings set state = 'with-chair', sent_at = now() where id = '${one.id}'`),
    );
    await expect(signMinutes(chair, { ...sent, reason: undefined })).rejects.toEqual(
      refused("conflict", /Question 1\.2 has no answer in these minutes\. Return them/),
    );
  });

  test("is left by those who keep the minutes, after the end, and only while it has no answer", async () => {
    const one = await held();
    const auditor = cast.actors["internal-auditor"];
    await expect(leaveUndecided(auditor, { decisionId: one.decisionId })).rejects.toEqual(refused("forbidden"));
    await leaveUndecided(chair, { decisionId: one.decisionId });
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    await expect(leaveUndecided(foreign, { decisionId: one.decisionId })).rejects.toEqual(refused("not-found"));
    const answered = (await readAs(secretary, (tx) => listBlocks(tx, secretary, one.id))).find(
      ({ id }) => id === one.decision,
    );
    await expect(leaveUndecided(secretary, { decisionId: answered?.decisionId ?? "" })).rejects.toEqual(
      refused("conflict", /answered/),
    );
    const open = await putQuestion(secretary, await placeOpen(cast));
    await expect(leaveUndecided(secretary, { decisionId: open })).rejects.toEqual(refused("conflict", /goes on/));
  });
});
