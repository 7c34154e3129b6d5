import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { cancelAction } from "#lib/action-items/commands/cancel.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { listMattersArising } from "#lib/meetings/queries/actions.ts";
import { listCommittees } from "#lib/meetings/queries/committees.ts";
import { listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { findPrevious } from "#lib/meetings/queries/meeting.ts";
import { linkRecords } from "#lib/records/commands.ts";
import { plain as anAction, raised } from "#tests/action-items/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { ago, answer, inDays, none, placeOpen, placeSitting, putQuestion } from "./minutes-ground.ts";
import { figuresOf, paperOf } from "./papers-world.ts";
import { meetingOf } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
});

test("register, paper and matters arising count one number of open actions, however an action came of a meeting", async () => {
  const first = await placeOpen(cast, { startsAt: ago(3000) });
  const next = await placeOpen(cast, { committeeId: first.committeeId });
  const { committeeId } = first;
  const raise = (title: string, source?: string) =>
    raised(secretary, {
      ...anAction(secretary, [], { title }),
      ...(source ? { sourceKind: "meeting", sourceRecordId: source } : {}),
    });
  const asked = await raise("Asked for by the meeting", first.id);
  const linked = await raise("Linked to the meeting afterwards");
  await raise("Of no meeting");
  const gone = await raised(secretary, {
    ...anAction(cast.actors["digital-lead"], [], { title: "No longer needed" }),
    ...{ sourceKind: "meeting", sourceRecordId: first.id },
  });
  await cancelAction(secretary, { id: gone.id, version: 1, reason: "The system is gone" });
  await changeAs(secretary, "record.link", (tx) =>
    linkRecords(tx, secretary, { fromId: first.id, toId: linked.id, kind: "raised" }),
  );
  const meeting = { committeeId, startsAt: ago(60), beganAt: null };
  const matters = await readAs(secretary, (tx) => listMattersArising(tx, secretary, meeting, undefined));
  expect(matters.map(({ id }) => id).sort()).toEqual([asked.id, linked.id].sort());
  expect(matters[0]?.from.getTime()).toBeLessThan(ago(2900).getTime());
  const rows = await readAs(secretary, (tx) => listCommittees(tx, secretary));
  expect(rows.find(({ id }) => id === committeeId)?.openActions).toBe(2);
  const paper = await paperOf(secretary, { committeeId, serviceIds: [], previousAt: ago(3000) }, "minutes-actions");
  expect(figuresOf(paper).own).toBe("2");
  expect(next.id).not.toBe(first.id);
});

test("of two meetings the earlier is the one that was held first, whatever day each was planned for", async () => {
  const chair = cast.actors["digital-lead"];
  const first = await placeSitting(cast, { startsAt: ago(9000), plannedFor: ago(-20_000) });
  const { committeeId } = first;
  const question = await putQuestion(secretary, first);
  await decide(chair, answer(question, { outcome: "defer", deferUntil: inDays(1) }), none);
  const asked = await raised(secretary, {
    ...anAction(secretary, [], { title: "Asked for by the meeting that was brought forward" }),
    ...{ sourceKind: "meeting", sourceRecordId: first.id },
  });
  const second = await placeOpen(cast, { committeeId, startsAt: ago(60) });
  const [brought, next] = [await meetingOf(secretary, first.id), await meetingOf(secretary, second.id)];
  const told = await readAs(secretary, async (tx) => ({
    previous: await findPrevious(tx, secretary, next),
    left: await listLeftOver(tx, secretary, next, inDays(1)),
    matters: await listMattersArising(tx, secretary, next, undefined),
    before: await findPrevious(tx, secretary, brought),
    leftBefore: await listLeftOver(tx, secretary, brought, inDays(1)),
    committee: (await listCommittees(tx, secretary)).find(({ id }) => id === committeeId),
  }));
  expect(told.previous?.id).toBe(first.id);
  expect(told.left.map(({ id }) => id)).toEqual([question]);
  expect(told.matters.map(({ id }) => id)).toEqual([asked.id]);
  expect([told.before, told.leftBefore]).toEqual([undefined, []]);
  expect(told.committee?.lastAt).toEqual(next.beganAt);
});
