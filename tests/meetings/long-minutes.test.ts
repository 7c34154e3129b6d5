import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { endMeeting } from "#lib/meetings/commands/begin.ts";
import { changeBlock, settleBlock, writeBlock } from "#lib/meetings/commands/blocks.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { leaveUndecided } from "#lib/meetings/commands/leave.ts";
import { longestMinute, longestMinutes } from "#lib/meetings/minute-text.ts";
import { listBlocks } from "#lib/meetings/queries/minutes.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import type { Placed } from "./meeting-rows.ts";
import { answer, itemOf, none, placeSitting, putQuestion, votedFor } from "./minutes-ground.ts";
import { meetingOf } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
});

const blocksOf = (meeting: Placed) => readAs(secretary, (tx) => listBlocks(tx, secretary, meeting.id));
const write = (meeting: Placed, words: string) =>
  writeBlock(secretary, { id: meeting.id, itemId: itemOf(meeting), kind: "note", words });

describe("the minutes of one meeting", () => {
  const most = { words: longestMinutes.toLocaleString("en-GB") };
  const filled = async () => {
    const meeting = await placeSitting(cast);
    for (let left = longestMinutes; left > 0; left -= longestMinute)
      await write(meeting, "x".repeat(Math.min(left, longestMinute)));
    return meeting;
  };

  test("hold eight pastes of forty pages; beyond that a sentence says so, and nothing is cut", async () => {
    const meeting = await filled();
    const refused = { kind: "conflict", field: "words", message: expect.stringContaining(most.words) };
    await expect(write(meeting, "y")).rejects.toMatchObject(refused);
    const [first] = await blocksOf(meeting);
    const { id: blockId = "", version = 0 } = first ?? {};
    await changeBlock(secretary, { id: meeting.id, blockId, version, words: "Shorter" });
    await write(meeting, "y");
    const longer = { id: meeting.id, blockId, version: version + 1, words: "z".repeat(longestMinute) };
    await expect(changeBlock(secretary, longer)).rejects.toMatchObject(refused);
  });

  test("that are longer than that from before the rule are shortened, answered and left undecided", async () => {
    const meeting = await placeSitting(cast);
    for (let note = 0; note < 8; note += 1) await write(meeting, "x");
    const question = await putQuestion(secretary, meeting);
    const left = await putQuestion(secretary, meeting, { question: "Shall we wait?" });
    await votedFor(cast, question);
    await cast.door.changeAs(secretary, "block.change", (tx) =>
      tx.execute(`update minute_blocks set words = repeat('y', 150000) where record_id = '${meeting.id}'`),
    );
    const first = (await blocksOf(meeting))[0];
    const on = { id: meeting.id, blockId: first?.id ?? "" };
    const refused = { kind: "conflict", field: "words" };
    await expect(write(meeting, "y")).rejects.toMatchObject(refused);
    await changeBlock(secretary, { ...on, version: first?.version ?? 0, words: "y".repeat(1000) });
    const seen = (first?.version ?? 0) + 1;
    await expect(changeBlock(secretary, { ...on, version: seen, words: "y".repeat(1001) })).rejects.toMatchObject(
      refused,
    );
    await decide(secretary, answer(question), none);
    const { version } = await meetingOf(secretary, meeting.id);
    await endMeeting(secretary, { id: meeting.id, version, at: new Date() });
    await leaveUndecided(secretary, { decisionId: left });
    expect((await blocksOf(meeting)).flatMap(({ decisionId }) => decisionId ?? [])).toEqual([question, left]);
  });

  test("two texts of one minute become one, as long as both together fit", async () => {
    const meeting = await placeSitting(cast);
    for (let left = longestMinutes - 20; left > 0; left -= longestMinute)
      await write(meeting, "x".repeat(Math.min(left, longestMinute)));
    await write(meeting, "One");
    const block = (await blocksOf(meeting)).at(-1);
    const on = { id: meeting.id, blockId: block?.id ?? "" };
    await changeBlock(secretary, { ...on, version: 1, words: "Two" });
    await changeBlock(chair, { ...on, version: 1, words: "Three" });
    const other = (await blocksOf(meeting)).find(({ differsFromId }) => differsFromId === on.blockId);
    await settleBlock(secretary, { ...on, version: 2, otherId: other?.id ?? "", keep: "both" });
    expect((await blocksOf(meeting)).find(({ id }) => id === on.blockId)?.words).toBe("Two\n\nThree");
  });
});
