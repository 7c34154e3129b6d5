import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { recordAttendance } from "#lib/meetings/commands/attend.ts";
import { endMeeting } from "#lib/meetings/commands/begin.ts";
import { recordNothing } from "#lib/meetings/commands/blocks.ts";
import { sendMinutes } from "#lib/meetings/commands/sign.ts";
import { composeMinutes } from "#lib/meetings/compose.ts";
import type { Presence } from "#lib/meetings/meeting.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { readWritten } from "#lib/meetings/queries/written.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { begun, meetingOf, plain, refused, seated } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let deputy: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["board-member"];
  deputy = cast.actors["nominated-individual"];
});

const on = async (id: string) => ({ id, version: (await meetingOf(secretary, id)).version });
const note = async (id: string, person: Actor, presence: Presence) =>
  recordAttendance(secretary, {
    ...(await on(id)),
    day: londonDay(new Date()),
    people: [{ personId: person.personId, presence, cameAt: null, leftAt: null }],
  });

describe("a member of whom nobody wrote whether they came", () => {
  test("is counted among the members, and stands in the way of sending the minutes", async () => {
    const committee = await seated(secretary, plain(), [
      [secretary, "secretary"],
      [chair, "chair"],
      [deputy, "deputy-chair"],
    ]);
    const id = await begun(secretary, committee);
    for (const item of await readAs(secretary, (tx) => listAgenda(tx, secretary, id)))
      await recordNothing(secretary, { id, itemId: item.id });
    await endMeeting(secretary, { ...(await on(id)), at: new Date(Date.now() - 60_000) });
    await note(id, chair, "present");
    const send = async () => sendMinutes(secretary, await on(id));
    await expect(send()).rejects.toEqual(refused("conflict", /Attendance of one member is not recorded yet/));
    const meeting = await meetingOf(secretary, id);
    const written = await readAs(secretary, (tx) => readWritten(tx, secretary, meeting));
    const { quorum } = composeMinutes(written, { organisation: "First Care", sample: false, snapshots: [] });
    expect(quorum).toBe("Not quorate: 1 of 2 present, 2 needed.");
    await note(id, deputy, "apologies");
    await send();
  });
});
