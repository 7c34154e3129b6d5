import { beforeAll, expect, test } from "vitest";
import { readMinutes } from "#app/(portal)/meetings/[id]/minutes/read-minutes.ts";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { MinutesQuery } from "#lib/meetings/inputs/minutes.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { plain as aRisk, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import type { Placed } from "./meeting-rows.ts";
import { ago, answer, inDays, itemOf, none, placeSitting, putQuestion } from "./minutes-ground.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
});

const risk = () =>
  changeAs(chair, "risk.record", (tx) => recordRiskIn(tx, chair, aRisk([cast.services.a], scored(2, 2))));
async function offered(meeting: Placed, answers: string | undefined, words: string) {
  const query = MinutesQuery.parse({ item: itemOf(meeting), write: "decision", answers, words });
  const page = await readAs(secretary, (tx) => readMinutes(tx, secretary, meeting.id, query));
  return page?.records.map(({ id }) => id);
}

test("a question that is taken up offers its own record and no other, however long the list of records is", async () => {
  const [about, other] = [await risk(), await risk()];
  const first = await placeSitting(cast, { startsAt: ago(600) });
  const put = (aboutId?: string) =>
    putQuestion(secretary, first, { asks: aboutId ? "accept-risk" : "approve", aboutId });
  const [ofRisk, plain] = [await put(about.id), await put()];
  for (const id of [ofRisk, plain]) await decide(chair, answer(id, { outcome: "defer", deferUntil: inDays(1) }), none);
  const next = await placeSitting(cast, { committeeId: first.committeeId, startsAt: ago(-3 * 24 * 60) });
  expect(await offered(next, undefined, "")).toEqual(expect.arrayContaining([about.id, other.id]));
  expect(await offered(next, ofRisk, "No record holds this")).toEqual([about.id]);
  expect(await offered(next, plain, "")).toEqual([]);
});
