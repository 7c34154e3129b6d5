import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { figuredSections } from "#lib/meetings/section.ts";
import { showPapers } from "#lib/papers/show.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Placed, placeMeeting } from "./meeting-rows.ts";

const here = useWorld();
let cast: Cast;
let chair: Actor;
let board: Placed;

beforeAll(async () => {
  cast = await castOf(here(), { sample: true });
  chair = cast.actors["quality-compliance-lead"];
  board = await placeMeeting(cast, {
    as: chair,
    posts: [[chair, "chair"]],
    sections: ["apologies-quoracy", ...figuredSections, "next"],
    startsAt: new Date("2026-12-01T10:00:00Z"),
  });
});

const shownTo = (actor: Actor, id = board.id) => showPapers((run, asAt) => readAs(actor, run, asAt), actor, id);

test("every figured item of the agenda is shown with its section, and the position beside them", async () => {
  const shown = await shownTo(chair);
  expect(shown?.papers.map((one) => one.paper.section)).toEqual(["position", ...figuredSections]);
  expect(shown?.papers.map((one) => one.itemId)).toEqual([null, ...figuredSections.map((one) => board.items[one])]);
  for (const { paper } of shown?.papers ?? []) expect(paper.sentence).toMatch(/^[A-Z].*\.$/);
});

test("another organisation, and whoever does not reach the whole organisation, find no papers", async () => {
  expect(await shownTo(cast.foreign.actors["nominated-individual"])).toBeUndefined();
  expect(await shownTo(cast.actors["registered-manager"])).toBeUndefined();
});
