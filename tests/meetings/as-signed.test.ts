import { expect, test } from "vitest";
import { actionsAsSigned, attendedAsSigned, blocksAsSigned } from "#lib/meetings/as-signed.ts";
import { readSigned } from "#lib/meetings/signed-text.ts";
import { sampleMinutes } from "./paper-samples.ts";

const signed = readSigned(JSON.stringify(sampleMinutes()));
const item = signed.items.find(({ blocks }) => blocks.some(({ kind }) => kind === "action"));
const asked = item?.blocks.find((one) => one.kind === "action");
const items = signed.items.map(({ position }) => ({ id: `item-${position}`, position }));

test("the page of signed minutes tells an action as it was asked for, however it is called and dated since", () => {
  const now = {
    ...{ itemId: `item-${item?.position}`, reference: asked?.reference ?? "", title: "Renamed since" },
    ...{ owner: "Somebody else", dueOn: "2031-01-01", state: "ok" },
  };
  const [shown] = actionsAsSigned([now], items, signed);
  expect(shown).toMatchObject({ title: asked?.title, owner: asked?.owner, state: "ok" });
  expect(shown?.dueOn).not.toBe("2031-01-01");
  const other = { ...now, reference: "ACT-999" };
  expect(actionsAsSigned([other], items, signed)).toEqual([other]);
});

test("a member's own words stay theirs by the name under which they were signed", () => {
  const challenge = { kind: "challenge" as const, number: "", paragraphs: ["Why?"], says: "In the words of Dr Amal" };
  const first = { position: 1, title: "Item", says: "", figures: null, blocks: [challenge] };
  const block = { id: "a", itemId: "item-1", kind: "challenge", ownWords: true, by: "Renamed" };
  const places = [{ id: "item-1", position: 1 }];
  expect(blocksAsSigned([block], places, { items: [first] })[0]?.by).toBe("Dr Amal");
  const plain = { ...block, ownWords: false };
  expect(blocksAsSigned([plain], places, { items: [first] })).toEqual([plain]);
});

test("who was there is named as it was signed, and somebody called otherwise since keeps their place", () => {
  const one = (name: string, post: "chair" | "member", presence: "present" | "remote") => ({ name, post, presence });
  const now = [
    one("Anna now", "chair", "present"),
    one("Ben", "member", "remote"),
    one("Cleo now", "member", "present"),
  ];
  const attendance = [
    { who: "Anna", post: "Chair", presence: "Present" },
    { who: "Ben", post: "Member", presence: "Present by video or telephone" },
    { who: "Cleo", post: "Member", presence: "Present, left 11:20" },
  ];
  expect(attendedAsSigned(now, { attendance })).toEqual([
    one("Anna", "chair", "present"),
    one("Ben", "member", "remote"),
    one("Cleo", "member", "present"),
  ]);
});
