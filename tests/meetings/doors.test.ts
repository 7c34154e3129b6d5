import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { findAction } from "#lib/action-items/queries/register.ts";
import { raiseHere } from "#lib/carrying/commands.ts";
import { addAddendum } from "#lib/meetings/commands/addenda.ts";
import { releaseMember } from "#lib/meetings/commands/appoint.ts";
import { endMeeting } from "#lib/meetings/commands/begin.ts";
import { changeBlock, settleBlock, writeBlock } from "#lib/meetings/commands/blocks.ts";
import { cancelMeeting } from "#lib/meetings/commands/call.ts";
import { changeCommittee, closeCommittee } from "#lib/meetings/commands/committees.ts";
import { saveDraft } from "#lib/meetings/commands/drafts.ts";
import { raiseFromItem } from "#lib/meetings/commands/raise.ts";
import { assureMeeting, returnMinutes, sendMinutes, signMinutes } from "#lib/meetings/commands/sign.ts";
import { castVote, recordVotes } from "#lib/meetings/commands/vote.ts";
import type { MeetingState } from "#lib/meetings/meeting.ts";
import { listMembers } from "#lib/meetings/queries/committees.ts";
import { listBlocks } from "#lib/meetings/queries/minutes.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Placed, placeMeeting } from "./meeting-rows.ts";
import { ago, inDays, itemOf, putQuestion } from "./minutes-ground.ts";
import { local } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let deputy: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  deputy = cast.actors["deputy-manager"];
});

/** A home's own meeting: its manager is in the chair, the deputy keeps the minutes. */
const home = (state: MeetingState): Promise<Placed> =>
  placeMeeting(cast, {
    as: manager,
    serviceIds: [cast.services.a],
    posts: [
      [manager, "chair"],
      [deputy, "secretary"],
    ],
    sections: ["risks"],
    startsAt: ago(300),
    state,
  });
const raising = (meeting: Placed) => ({
  ...{ id: meeting.id, itemId: itemOf(meeting), title: "Print a date on every sheet", ownerId: manager.personId },
  ...{ dueOn: inDays(20), measure: "No sheet without a date", priority: "high", level: "forcing-function" },
});
type Door = {
  state: MeetingState;
  open: (meeting: Placed) => Promise<(actor: Actor, version: number) => Promise<unknown>>;
};
const memberOf = async (meeting: Placed) =>
  (await readAs(manager, (tx) => listMembers(tx, manager, meeting.committeeId))).find(
    (one) => one.post === "secretary",
  );

const doors: Record<string, Door> = {
  "change a committee": {
    state: "planned",
    open:
      async ({ committeeId }) =>
      (actor, version) =>
        changeCommittee(actor, { ...local(cast.services.a), id: committeeId, version }),
  },
  "close a committee": {
    state: "signed",
    open:
      async ({ committeeId }) =>
      (actor, version) =>
        closeCommittee(actor, { id: committeeId, version, reason: "Merged" }),
  },
  "end a post": {
    state: "planned",
    open: async (meeting) => {
      const memberId = (await memberOf(meeting))?.id ?? "";
      return (actor, version) => releaseMember(actor, { id: meeting.committeeId, version, memberId });
    },
  },
  "cancel a meeting": {
    state: "planned",
    open:
      async ({ id }) =>
      (actor, version) =>
        cancelMeeting(actor, { id, version, reason: "Snow" }),
  },
  "end a meeting": {
    state: "open",
    open:
      async ({ id }) =>
      (actor, version) =>
        endMeeting(actor, { id, version, at: ago(1) }),
  },
  "say how assured it was": {
    state: "open",
    open:
      async ({ id }) =>
      (actor, version) =>
        assureMeeting(actor, { id, version, assurance: "limited", assuranceReason: "Two tests" }),
  },
  "send the minutes": {
    state: "minutes",
    open: async (meeting) => {
      await writeBlock(deputy, { id: meeting.id, itemId: itemOf(meeting), kind: "note", words: "Read." });
      await attended(meeting);
      return (actor, version) => sendMinutes(actor, { id: meeting.id, version });
    },
  },
  "return the minutes": {
    state: "with-chair",
    open:
      async ({ id }) =>
      (actor, version) =>
        returnMinutes(actor, { id, version, reason: "Item 1" }),
  },
  "sign the minutes": {
    state: "with-chair",
    open: async (meeting) => {
      await attended(meeting);
      return (actor, version) => signMinutes(actor, { id: meeting.id, version, reason: "One of two was there" });
    },
  },
};

/** What is not asked for by version. */
const plainDoors: Record<string, Door> = {
  "raise an action": {
    state: "open",
    open: async (meeting) => (actor) => raiseFromItem(actor, raising(meeting), raiseHere),
  },
  "vote and record votes": {
    state: "open",
    open: async (meeting) => {
      await attended(meeting);
      const decisionId = await putQuestion(deputy, meeting);
      const votes = { decisionId, for: [manager.personId], against: [], abstained: [] };
      return async (actor) => {
        if (actor !== manager) await expect(castVote(actor, { decisionId, vote: "for" })).rejects.toMatchObject(shut);
        return recordVotes(actor, votes);
      };
    },
  },
  "settle two texts": {
    state: "open",
    open: async (meeting) => {
      const on = { id: meeting.id, itemId: itemOf(meeting) };
      const { blockId } = await writeBlock(deputy, { ...on, kind: "note", words: "One." });
      await changeBlock(deputy, { id: meeting.id, blockId, version: 1, words: "Two." });
      await changeBlock(manager, { id: meeting.id, blockId, version: 1, words: "Three." });
      const other = (await readAs(manager, (tx) => listBlocks(tx, manager, meeting.id))).find(
        (one) => one.differsFromId,
      );
      const settle = { id: meeting.id, blockId, version: 2, otherId: other?.id ?? "", keep: "second" } as const;
      return (actor) => settleBlock(actor, settle);
    },
  },
  "keep a draft": {
    state: "open",
    open: async (meeting) => (actor) =>
      saveDraft(actor, { id: meeting.id, itemId: itemOf(meeting), field: "note", words: "Half" }),
  },
  "add to signed minutes": {
    state: "signed",
    open:
      async ({ id }) =>
      (actor) =>
        addAddendum(actor, { id, itemId: undefined, words: "The sum was wrong" }),
  },
};

const shut = { name: "Refusal", kind: expect.stringMatching(/^(not-found|forbidden)$/) };

const attended = (meeting: Placed) =>
  here().owner.begin(async (sql) => {
    await sql`alter table meeting_attendance disable trigger user`;
    await sql`insert into meeting_attendance (organisation_id, id, record_id, person_id, post, presence, noted_by, noted_at, service_ids)
      values (${manager.organisationId}, gen_random_uuid(), ${meeting.id}, ${manager.personId}, 'chair', 'present', ${deputy.personId}, now(), array[${cast.services.a}]::uuid[])`;
    await sql`alter table meeting_attendance enable trigger user`;
  });

describe.each(Object.entries({ ...doors, ...plainDoors }))("to %s in a home's own meeting", (_, door) => {
  test("is nothing for another home's manager, another organisation, an auditor or a care worker", async () => {
    const act = await door.open(await home(door.state));
    const strangers = [
      cast.otherServiceManager,
      cast.foreign.actors["registered-manager"],
      cast.foreign.actors["quality-compliance-lead"],
      cast.actors["internal-auditor"],
      cast.actors["care-worker"],
    ];
    for (const stranger of strangers) await expect(act(stranger, 1)).rejects.toMatchObject(shut);
    await act(manager, 1);
  });
});

describe.each(Object.entries(doors))("to %s", (_, door) => {
  test("is refused where somebody changed it meanwhile", async () => {
    const act = await door.open(await home(door.state));
    await expect(act(manager, 7)).rejects.toMatchObject({ name: "Refusal", kind: "stale" });
  });
});

test("an action that a meeting asks for is raised on the register, of the meeting's services, and minuted under its item", async () => {
  const meeting = await home("open");
  await raiseFromItem(deputy, raising(meeting), raiseHere);
  const [block] = await readAs(manager, (tx) => listBlocks(tx, manager, meeting.id));
  expect(block).toMatchObject({ kind: "action", itemId: itemOf(meeting), words: "Print a date on every sheet" });
  const action = await readAs(manager, (tx) => findAction(tx, manager, block?.actionId ?? ""));
  expect(action).toMatchObject({
    ...{ title: "Print a date on every sheet", state: "open", sourceKind: "meeting", sourceId: meeting.id },
    ...{ serviceIds: [cast.services.a], ownerId: manager.personId, dueOn: inDays(20), strength: "strong" },
  });
});

test("an action without a known priority or kind of change, of a past day, or of another meeting's item is not raised", async () => {
  const meeting = await home("open");
  const other = await home("open");
  for (const [change, field] of [
    [{ priority: "soon" }, "priority"],
    [{ level: "hope" }, "level"],
    [{ dueOn: inDays(-1) }, "dueOn"],
    [{ itemId: itemOf(other) }, "itemId"],
    [{ ownerId: cast.foreign.actors["quality-compliance-lead"].personId }, "ownerId"],
  ] as const)
    await expect(raiseFromItem(deputy, { ...raising(meeting), ...change }, raiseHere)).rejects.toMatchObject({ field });
  expect(await readAs(manager, (tx) => listBlocks(tx, manager, meeting.id))).toEqual([]);
  const raised = await here().owner`select 1 from action_items where source_id = ${meeting.id}`;
  expect(raised).toHaveLength(0);
});
