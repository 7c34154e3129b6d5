import { tellOpened, tellPapers } from "#db/seed/meeting-papers.ts";
import { dayOf, type HeldStory, onTheDay, tellBegun, tellCalled, tellEnded } from "#db/seed/meeting-teller.ts";
import type { CastKey, Story } from "#db/seed/story.ts";
import { changeMeetingIn } from "#lib/meetings/commands/call.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { seedCommittees } from "./committees.ts";
import { octoberExtracts, saltmarshExtracts, tellExtracts } from "./extracts.ts";
import {
  sendQuality,
  signOctoberBoard,
  signSaltmarsh,
  tellNovemberQuestions,
  tellOctoberBoard,
  tellQuality,
  tellSaltmarsh,
} from "./minutes.ts";

/** The stories' meetings by their short names. */
export type MeetingIds = {
  boardOctober: string;
  boardNovember: string;
  qualityNovember: string;
  saltmarshNovember: string;
};

type Tell = (story: Story, meetingId: string) => Promise<void>;
/** What other stories tell of a meeting: its papers before it, what is said in it, and how its minutes are signed. */
type Around = { before?: Tell; during?: Tell; after?: Tell };

async function tellHeld(story: Story, id: string, held: HeldStory, around: Around = {}): Promise<void> {
  await around.before?.(story, id);
  await tellBegun(story, id, held);
  await around.during?.(story, id);
  await tellEnded(story, id, held);
  await around.after?.(story, id);
}

/** Committees and their meetings: three that were held this autumn, the board to come, and the ones called after it. */
export async function seedMeetings(story: Story): Promise<MeetingIds> {
  const { board, quality, saltmarsh } = await seedCommittees(story);
  const call = (by: CastKey, committeeId: string, calledOn: string, on: string, byCadence = false) =>
    tellCalled(story, { by, committeeId, calledOn, on, byCadence });

  const boardOctober = await call("governanceLead", board, "2026-07-24 09:00", "2026-10-22");
  await move(story, boardOctober, "2026-09-21 16:10", "2026-10-29", "Three trustees are away that week.");
  let tablets = "";
  await tellHeld(story, boardOctober, october, {
    before: (_, id) => tellPapers(story, id, "governanceLead", onTheDay(story, "2026-10-27 17:00")),
    during: async (_, id) => {
      for (const [position, at] of [
        [3, "10:13"],
        [4, "10:24"],
      ] as const)
        await tellOpened(story, id, "governanceLead", position, onTheDay(story, `2026-10-29 ${at}`));
      ({ tablets } = await tellOctoberBoard(story, id));
    },
    after: async (_, id) => {
      await signOctoberBoard(story, id);
      await tellExtracts(story, id, octoberExtracts);
    },
  });

  const saltmarshNovember = await call("registeredManager", saltmarsh, "2026-10-14 09:20", "2026-11-10");
  let line = "";
  await tellHeld(story, saltmarshNovember, saltmarshHeld, {
    during: async (_, id) => {
      ({ line } = await tellSaltmarsh(story, id));
    },
    after: async (_, id) => {
      await signSaltmarsh(story, id);
      await tellExtracts(story, id, saltmarshExtracts);
    },
  });
  await call("registeredManager", saltmarsh, "2026-11-10 16:30", "2026-12-08", true);

  const qualityNovember = await call("governanceLead", quality, "2026-10-09 11:40", "2026-11-12");
  await tellHeld(story, qualityNovember, qualityHeld, {
    during: (_, id) => tellQuality(story, id, line),
    after: (_, id) => sendQuality(story, id),
  });
  await call("governanceLead", quality, "2026-11-13 09:05", "2026-12-10", true);

  const boardNovember = await call("governanceLead", board, "2026-10-30 10:00", "2026-11-26");
  await call("governanceLead", board, "2026-10-30 10:05", "2027-01-28", true);
  await tellPapers(story, boardNovember, "governanceLead", story.at("2026-11-24 09:00"));
  await tellNovemberQuestions(story, boardNovember, tablets);
  return { boardOctober, boardNovember, qualityNovember, saltmarshNovember };
}

const october: HeldStory = {
  by: "governanceLead",
  began: "2026-10-29 10:02",
  ended: "2026-10-29 12:05",
  interests: [
    [
      "viceChair",
      "Serves as an unpaid adviser to a charity that hires our minibus; nothing on the agenda concerns it",
      "stays",
    ],
  ],
  there: [
    ["boardChair", "present"],
    ["viceChair", "present"],
    ["governanceLead", "present"],
    ["boardMember", "remote"],
    ["financeTrustee", "part", "10:20"],
    ["nominatedIndividual", "present"],
    ["digitalLead", "present"],
    ["qualityLead", "apologies"],
  ],
};

const saltmarshHeld: HeldStory = {
  by: "registeredManager",
  began: "2026-11-10 14:32",
  ended: "2026-11-10 15:50",
  there: [
    ["registeredManager", "present"],
    ["shiftLead", "present"],
    ["careWorker", "part", undefined, "15:15"],
  ],
};

const qualityHeld: HeldStory = {
  by: "governanceLead",
  began: "2026-11-12 14:01",
  ended: "2026-11-12 15:48",
  there: [
    ["qualityLead", "present"],
    ["governanceLead", "present"],
    ["nominatedIndividual", "present"],
    ["digitalLead", "remote"],
    ["boardMember", "apologies"],
  ],
};

async function move(story: Story, id: string, on: string, to: string, reason: string): Promise<void> {
  await story.as("governanceLead", "meeting.change", onTheDay(story, on), async (tx, actor) => {
    const meeting = await findMeeting(tx, actor, id);
    if (!meeting) throw new Error("The meeting is not told yet.");
    const { version, lengthMinutes, place, marking } = meeting;
    await changeMeetingIn(tx, actor, {
      id,
      version,
      lengthMinutes,
      place,
      marking,
      day: dayOf(story, to),
      startMinute: 600,
      reason,
    });
  });
}
