import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { publishPapers } from "#lib/meetings/commands/publish.ts";
import { figuredSections } from "#lib/meetings/section.ts";
import { linkedFor } from "#lib/papers/opens.ts";
import { packModel } from "#lib/papers/print-pack.ts";
import { listSeen } from "#lib/papers/queries/seen.ts";
import { showPapers } from "#lib/papers/show.ts";
import { writePapers } from "#lib/papers/write.ts";
import { plain as aDisruption } from "#tests/disruptions/support.ts";
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

const rowsAndFigures = (shown: Awaited<ReturnType<typeof shownTo>>) =>
  Object.fromEntries(
    (shown?.papers ?? []).map(({ paper }) => [paper.section, paper.figures.length + paper.tables.length > 0]),
  );

test("a live paper is shown to whoever reads all that it counts; once published it is the committee's, for all", async () => {
  const member = cast.actors["board-member"];
  const { a } = cast.services;
  const { id } = await reportDisruption(cast.actors["care-worker"], aDisruption([a]));
  const reference = (await here().owner`select reference from records where id = ${id}`)[0]?.reference;
  const whole = Object.fromEntries(["position", ...figuredSections].map((one) => [one, true]));
  expect(rowsAndFigures(await shownTo(chair))).toEqual(whole);
  expect(JSON.stringify(await shownTo(chair))).toContain(reference);
  const live = await shownTo(member);
  const closed = { disruptions: false, notifications: false, materials: false, external: false };
  expect(rowsAndFigures(live)).toEqual({ ...whole, ...closed });
  expect(JSON.stringify(live)).not.toContain(reference);
  expect(live?.papers.find(({ paper }) => paper.section === "materials")?.paper.sentence).toContain("once the papers");
  if (!live) throw new Error("The meeting is not there.");
  const printed = packModel(live, { name: "Holdfast Care", sample: true }).entries;
  const told = printed.find(({ title }) => title.includes("materials"));
  expect([told?.paper, told?.says]).toEqual([null, expect.stringContaining("once the papers are published")]);
  const lead = rowsAndFigures(await shownTo(cast.actors["digital-lead"]));
  expect(lead).toEqual({ ...whole, external: false });

  await publishPapers(chair, { id: board.id, version: 1, cutOff: new Date() }, writePapers);
  const published = await shownTo(member);
  expect(rowsAndFigures(published)).toEqual(whole);
  expect(JSON.stringify(published)).toContain(reference);
});

test("a row leads only where its reader may follow, by the record's own state", async () => {
  const member = cast.actors["board-member"];
  const papers = (await shownTo(member))?.papers.map(({ paper }) => paper) ?? [];
  const hrefs = async (actor: Actor) => {
    const seen = await readAs(actor, (tx) => listSeen(tx, actor, papers));
    return papers
      .map((paper) => linkedFor(actor, paper, seen))
      .flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.flatMap(({ href }) => href ?? [])));
  };
  expect((await hrefs(chair)).some((href) => href.startsWith("/disruptions/"))).toBe(true);
  expect((await hrefs(member)).filter((href) => href.startsWith("/disruptions/"))).toEqual([]);
});

test("another organisation, and whoever does not reach the whole organisation, find no papers", async () => {
  expect(await shownTo(cast.foreign.actors["nominated-individual"])).toBeUndefined();
  expect(await shownTo(cast.actors["registered-manager"])).toBeUndefined();
});
