import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { type AgendaOf, addItem, arrangeItem, changeItem } from "#lib/meetings/commands/agenda.ts";
import { beginMeeting } from "#lib/meetings/commands/begin.ts";
import { listTemplate } from "#lib/meetings/queries/committees.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { begun, called, committeeOf, inDays, meetingOf, plain, refused, seated } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let chair: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  chair = cast.actors["board-member"];
});

const board = () =>
  seated(lead, plain(), [
    [chair, "chair"],
    [lead, "secretary"],
  ]);
const finance = { title: "Finance", section: null, minutes: 20, presenter: "Trustee, finance" };
const versionOf = async (of: AgendaOf, id: string) =>
  (of === "template" ? await committeeOf(lead, id) : await meetingOf(lead, id)).version;
const linesOf = (of: AgendaOf, id: string) =>
  readAs(lead, (tx) => (of === "template" ? listTemplate(tx, lead, id) : listAgenda(tx, lead, id)));
const titlesOf = async (of: AgendaOf, id: string) => (await linesOf(of, id)).map((item) => item.title);

describe.each(["template", "meeting"] as const)("the agenda of a %s", (of) => {
  let id: string;
  beforeAll(async () => {
    const committee = await board();
    id = of === "template" ? committee : await called(lead, committee);
  });
  const on = async () => ({ id, version: await versionOf(of, id) });
  const press = async (title: string, way: "up" | "down" | "remove") => {
    const item = (await linesOf(of, id)).find((one) => one.title === title);
    return arrangeItem(of, lead, { ...(await on()), itemId: item?.id ?? "", way });
  };

  test("takes an item at its end, and one more change of it", async () => {
    await addItem(of, lead, { ...(await on()), ...finance });
    const item = (await linesOf(of, id)).at(-1);
    expect(item).toMatchObject(finance);
    await changeItem(of, lead, { ...(await on()), itemId: item?.id ?? "", ...finance, section: "risks", minutes: 25 });
    expect((await linesOf(of, id)).at(-1)).toMatchObject({ title: "Finance", section: "risks", minutes: 25 });
  });

  test("moves an item one place, and not past either end", async () => {
    const before = await titlesOf(of, id);
    const [first = "", second = ""] = before;
    await press(second, "up");
    expect((await titlesOf(of, id)).slice(0, 2)).toEqual([second, first]);
    await press(second, "up");
    expect((await titlesOf(of, id)).slice(0, 2)).toEqual([second, first]);
    await press(second, "down");
    expect(await titlesOf(of, id)).toEqual(before);
  });

  test("lets an item go, and the others close up", async () => {
    await press("Finance", "remove");
    const lines = await linesOf(of, id);
    expect(lines.map((line) => line.position)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.some((line) => line.title === "Finance")).toBe(false);
    await expect(press("Finance", "up")).rejects.toEqual(refused("not-found"));
  });

  test("is refused when somebody changed it meanwhile, and to whoever may not", async () => {
    const seen = await on();
    await addItem(of, lead, { ...seen, ...finance });
    await expect(addItem(of, lead, { ...seen, ...finance })).rejects.toEqual(refused("stale"));
    const asked = { ...(await on()), ...finance };
    await expect(addItem(of, cast.actors["digital-lead"], asked)).rejects.toEqual(refused("forbidden"));
    for (const stranger of [cast.actors["registered-manager"], cast.foreign.actors["quality-compliance-lead"]])
      await expect(addItem(of, stranger, asked)).rejects.toEqual(refused("not-found"));
  });
});

describe("a change of the template", () => {
  test("reaches planned meetings to come that nobody touched, and no others", async () => {
    const committee = await board();
    const untouched = await called(lead, committee, inDays(20));
    const touched = await called(lead, committee, inDays(50));
    const past = await called(lead, committee, inDays(-3));
    const going = await begun(lead, committee);
    await addItem("meeting", lead, { id: touched, version: 1, ...finance, title: "Only here" });
    const version = await versionOf("template", committee);
    await addItem("template", lead, { id: committee, version, ...finance });
    expect(await titlesOf("meeting", untouched)).toEqual(await titlesOf("template", committee));
    for (const id of [touched, past, going]) expect(await titlesOf("meeting", id)).not.toContain("Finance");
    expect(await titlesOf("meeting", touched)).toContain("Only here");
  });
});

test("an agenda stays as it is once the meeting began, and an empty one begins no meeting", async () => {
  const committee = await board();
  const going = await begun(lead, committee);
  const asked = { id: going, version: await versionOf("meeting", going), ...finance };
  await expect(addItem("meeting", lead, asked)).rejects.toEqual(refused("forbidden"));
  const empty = await called(lead, committee, inDays(1));
  for (const item of await linesOf("meeting", empty))
    await arrangeItem("meeting", lead, {
      id: empty,
      version: await versionOf("meeting", empty),
      itemId: item.id,
      way: "remove",
    });
  const begin = { id: empty, version: await versionOf("meeting", empty), at: new Date(Date.now() - 60_000) };
  await expect(beginMeeting(lead, begin)).rejects.toEqual(refused("conflict", /agenda is empty/));
});
