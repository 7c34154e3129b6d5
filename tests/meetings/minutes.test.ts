import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { changeBlock, recordNothing, removeBlock, settleBlock, writeBlock } from "#lib/meetings/commands/blocks.ts";
import { saveDraft } from "#lib/meetings/commands/drafts.ts";
import { ChangeBlock, WriteBlock } from "#lib/meetings/inputs/minutes.ts";
import { noteNumbers } from "#lib/meetings/minute.ts";
import { cleanMinute, longestMinute, paragraphsOf, referencesIn } from "#lib/meetings/minute-text.ts";
import { listBlocks, listDrafts } from "#lib/meetings/queries/minutes.ts";
import { listLinked } from "#lib/records/queries.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { plain } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Placed, placeMeeting } from "./meeting-rows.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let second: Actor;
let member: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  second = cast.actors["nominated-individual"];
  member = cast.actors["board-member"];
});

const place = (state: "planned" | "open" | "minutes" = "open", serviceIds: string[] = []) =>
  placeMeeting(cast, {
    as: secretary,
    serviceIds,
    posts: [
      [secretary, "secretary"],
      [second, "chair"],
      [member, "member"],
      [cast.actors["registered-manager"], "member"],
    ],
    sections: ["disruptions", "risks"],
    startsAt: new Date(Date.now() - 3_600_000),
    state,
  });
const itemOf = (meeting: Placed) => meeting.items.disruptions ?? "";
const blocksOf = (meeting: Placed, actor = secretary) => readAs(actor, (tx) => listBlocks(tx, actor, meeting.id));
const write = (actor: Actor, meeting: Placed, words: string, kind: "note" | "challenge" = "note") =>
  writeBlock(actor, { id: meeting.id, itemId: itemOf(meeting), kind, words });

describe("who writes", () => {
  test("the secretary and the chair write the minutes; a member records a challenge in words of their own", async () => {
    const meeting = await place();
    await write(secretary, meeting, "The board read the review.");
    await write(second, meeting, "A trustee asked why.", "challenge");
    await write(member, meeting, "I asked for proof, not for a date.", "challenge");
    await expect(write(member, meeting, "The board agreed.")).rejects.toMatchObject({ kind: "forbidden" });
    const blocks = await blocksOf(meeting);
    expect(blocks.map(({ ownWords, position }) => [position, ownWords])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const own = blocks[2];
    const change = { id: meeting.id, blockId: own?.id ?? "", version: 1, words: "Other words" };
    await expect(changeBlock(secretary, change)).rejects.toMatchObject({ kind: "forbidden" });
    await changeBlock(member, { ...change, words: "I asked for proof." });
    expect((await blocksOf(meeting))[2]?.words).toBe("I asked for proof.");
  });

  test.each([
    ["an auditor, who reads", "internal-auditor", "forbidden"],
    ["a digital lead without a post", "digital-lead", "forbidden"],
    ["a manager of one service, for whom it is not there", "registered-manager", "not-found"],
    ["a care worker", "care-worker", "not-found"],
    ["an administrator", "org-admin", "not-found"],
  ] as const)("%s is refused", async (_, role, kind) => {
    await expect(write(cast.actors[role], await place(), "Words")).rejects.toMatchObject({ kind });
  });

  test("another organisation finds nothing to write in", async () => {
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    await expect(write(foreign, await place(), "Words")).rejects.toMatchObject({ kind: "not-found" });
  });

  test("nothing is written before papers or the meeting; an item of another meeting is refused", async () => {
    await expect(write(secretary, await place("planned"), "Words")).rejects.toMatchObject({ kind: "forbidden" });
    const [one, two] = [await place(), await place()];
    const crossed = { id: one.id, itemId: itemOf(two), kind: "note", words: "Words" } as const;
    await expect(writeBlock(secretary, crossed)).rejects.toMatchObject({ field: "itemId" });
  });

  test("a service's manager writes the service's own minutes, another service's sees none of them", async () => {
    const meeting = await place("open", [cast.services.a]);
    const manager = cast.actors["registered-manager"];
    await write(manager, meeting, "Our own challenge", "challenge");
    expect(await blocksOf(meeting, manager)).toHaveLength(1);
    expect(await blocksOf(meeting, cast.otherServiceManager)).toEqual([]);
    expect(await blocksOf(meeting, cast.actors["care-worker"])).toEqual([]);
  });
});

describe("two minute-takers at once", () => {
  const twoTexts = async () => {
    const meeting = await place();
    await write(secretary, meeting, "First");
    const [block] = await blocksOf(meeting);
    const on = { id: meeting.id, blockId: block?.id ?? "", version: 1 };
    await changeBlock(secretary, { ...on, words: "As the secretary heard it" });
    const second_ = await changeBlock(second, { ...on, words: "As the chair heard it" });
    expect(second_.differs).toBe(true);
    const [kept, other] = await blocksOf(meeting);
    if (!kept || !other) throw new Error("One of the two texts is lost.");
    return { meeting, kept, other, settle: { ...on, version: kept.version, otherId: other.id } };
  };

  test("both texts are kept, each with its role and time, and the second says which it differs from", async () => {
    const { kept, other } = await twoTexts();
    expect([kept.words, other.words]).toEqual(["As the secretary heard it", "As the chair heard it"]);
    expect(other).toMatchObject({
      differsFromId: kept.id,
      writtenRole: "nominated-individual",
      position: kept.position,
    });
  });

  test.each([
    ["first", "As the secretary heard it"],
    ["second", "As the chair heard it"],
    ["both", "As the secretary heard it\n\nAs the chair heard it"],
  ] as const)("keeping the %s ends it", async (keep, words) => {
    const { meeting, settle } = await twoTexts();
    await settleBlock(secretary, { ...settle, keep });
    expect((await blocksOf(meeting)).map((one) => one.words)).toEqual([words]);
    await expect(settleBlock(second, { ...settle, keep: "first" })).rejects.toMatchObject({ kind: "stale" });
  });

  test("a text that was taken out meanwhile is not lost either", async () => {
    const meeting = await place();
    await write(secretary, meeting, "First");
    const [block] = await blocksOf(meeting);
    const on = { id: meeting.id, blockId: block?.id ?? "", version: 1 };
    await removeBlock(secretary, on);
    await changeBlock(second, { ...on, words: "What I was writing" });
    expect((await blocksOf(meeting)).map((one) => one.words)).toEqual(["What I was writing"]);
    await expect(removeBlock(secretary, on)).rejects.toMatchObject({ kind: "stale" });
  });
});

describe("what a minute names", () => {
  test("a reference becomes a link both ways; taken out of the words, the link goes", async () => {
    const meeting = await place();
    const lead = cast.actors["digital-lead"];
    const risk = await changeAs(lead, "risk.record", (tx) => recordRiskIn(tx, lead, plain([cast.services.a])));
    const [card] = await readAs(secretary, async (tx) => [await listLinked(tx, secretary, risk.id)]);
    expect(card).toEqual([]);
    await write(secretary, meeting, `The board spoke of ${risk.reference} and of R-999.`);
    const linked = () => readAs(secretary, (tx) => listLinked(tx, secretary, risk.id));
    expect((await linked()).map(({ id, link, direction }) => [id, link, direction])).toEqual([
      [meeting.id, "discussed", "from"],
    ]);
    const [block] = await blocksOf(meeting);
    await changeBlock(secretary, { id: meeting.id, blockId: block?.id ?? "", version: 1, words: "The board spoke." });
    expect(await linked()).toEqual([]);
  });

  test("what the next writer may not see stays named while the words still hold it", async () => {
    const manager = cast.actors["registered-manager"];
    const meeting = await placeMeeting(cast, {
      as: secretary,
      serviceIds: [cast.services.a],
      posts: [
        [secretary, "secretary"],
        [manager, "chair"],
      ],
      sections: ["disruptions"],
      startsAt: new Date(Date.now() - 3_600_000),
      state: "open",
    });
    const lead = cast.actors["digital-lead"];
    const risk = await changeAs(lead, "risk.record", (tx) => recordRiskIn(tx, lead, plain([cast.services.b])));
    const linked = async () => (await readAs(secretary, (tx) => listLinked(tx, secretary, risk.id))).length;
    await write(secretary, meeting, `The home asked about ${risk.reference}.`);
    const [block] = await blocksOf(meeting);
    const on = { id: meeting.id, blockId: block?.id ?? "" };
    await changeBlock(manager, { ...on, version: 1, words: `The home asked again about ${risk.reference}.` });
    expect(await linked()).toBe(1);
    await changeBlock(manager, { ...on, version: 2, words: "The home asked again." });
    expect(await linked()).toBe(0);
  });

  test("references are found as people type them, and nothing else is", () => {
    expect(referencesIn("R-052, ACT-131 and DIS-2026-014 (MTG-2026-004); not R-5, XR-052 or R-052-1a")).toEqual([
      "R-052",
      "ACT-131",
      "DIS-2026-014",
      "MTG-2026-004",
    ]);
  });
});

describe("text from a word processor", () => {
  test("breaks become paragraphs, what is not seen goes, quotation marks stay", () => {
    const pasted = "One\u00a0line\u000bof “a” page\u00ad.\u000cNext\r\n\r\n\r\npage\u200b \u0093quoted\u0094\ufeff";
    expect(cleanMinute(pasted)).toBe("One line\nof “a” page.\n\nNext\n\npage “quoted”");
    expect(paragraphsOf(cleanMinute(pasted))).toEqual(["One line\nof “a” page.", "Next", "page “quoted”"]);
  });

  test("what a word processor pads is cleaned at once, however much there is of it", () => {
    for (const padding of [" ", "\n", "\n ", "\t", "\u00a0", "\u2028"]) {
      const padded = `a${padding.repeat(longestMinute / padding.length)}b`;
      const began = performance.now();
      expect(cleanMinute(padded)).toMatch(/^a\s+b$/);
      expect([padding, performance.now() - began < 2_000]).toEqual([padding, true]);
    }
  });

  test("forty pages are kept whole; what is longer is refused with a sentence", async () => {
    const meeting = await place();
    const page = `${"The committee heard what was done. ".repeat(84).trim()}\u000c`;
    const forty = WriteBlock.parse({ id: meeting.id, itemId: itemOf(meeting), kind: "note", words: page.repeat(40) });
    expect(paragraphsOf(forty.words)).toHaveLength(40);
    await writeBlock(secretary, forty);
    expect((await blocksOf(meeting))[0]?.words).toBe(forty.words);
    const long = { id: meeting.id, blockId: itemOf(meeting), version: "1", words: "x".repeat(longestMinute + 1) };
    expect(ChangeBlock.safeParse(long).error?.issues[0]?.message).toContain("longer than 150,000 characters");
    expect(ChangeBlock.safeParse({ ...long, words: `${"x".repeat(longestMinute)}\u000c\u00ad` }).success).toBe(true);
  });
});

test("two texts of one note bear one number, and the notes after it go on from there", () => {
  const note = (id: string, differsFromId: string | null = null) => ({ id, kind: "note" as const, differsFromId });
  const blocks = [note("a"), note("b", "a"), { ...note("c"), kind: "challenge" as const }, note("d")];
  expect([...noteNumbers(3, blocks)]).toEqual([
    ["a", "3.1"],
    ["b", "3.1"],
    ["d", "3.2"],
  ]);
});

describe("drafts", () => {
  test("a draft is its writer's alone, is out of the trail, and goes when the minute is saved", async () => {
    const meeting = await place();
    const draft = { id: meeting.id, itemId: itemOf(meeting), field: "note" } as const;
    await saveDraft(secretary, { ...draft, words: "Half a sent" });
    await saveDraft(secretary, { ...draft, words: "Half a sentence" });
    const drafts = (actor: Actor) => readAs(actor, (tx) => listDrafts(tx, actor, itemOf(meeting)));
    expect((await drafts(secretary)).map(({ words }) => words)).toEqual(["Half a sentence"]);
    expect(await drafts(second)).toEqual([]);
    const trailed = await here().owner`select 1 from trail_entries where verb = 'minute.draft'`;
    expect(trailed).toHaveLength(0);
    await write(secretary, meeting, "The whole sentence.");
    expect(await drafts(secretary)).toEqual([]);
    const both = ["One tab", "Another tab"].map((words) => saveDraft(secretary, { ...draft, words }));
    await Promise.all(both);
    expect(await drafts(secretary)).toHaveLength(1);
    await expect(saveDraft(cast.actors["internal-auditor"], { ...draft, words: "Mine" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  test("an item may say that there is nothing to record", async () => {
    const meeting = await place("minutes");
    await recordNothing(secretary, { id: meeting.id, itemId: itemOf(meeting) });
    expect((await blocksOf(meeting)).map(({ words }) => words)).toEqual(["Nothing to record."]);
  });
});
