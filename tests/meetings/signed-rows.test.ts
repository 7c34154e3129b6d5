import { expect, test } from "vitest";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

test("every table that the signed text is made of is held by the same trigger", async () => {
  const held = await here().owner`
    select distinct event_object_table as name from information_schema.triggers
    where trigger_name = 'keep_signed' order by 1`;
  expect(held.map(({ name }) => name)).toEqual([
    "meeting_attendance",
    "meeting_decisions",
    "meeting_interests",
    "meeting_items",
    "meeting_snapshots",
    "meeting_votes",
    "meetings",
    "minute_blocks",
    "minute_mentions",
  ]);
});
