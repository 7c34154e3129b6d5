import { onTheDay } from "#db/seed/meeting-teller.ts";
import { type MinutesTeller, tellerOf } from "#db/seed/minutes-teller.ts";
import type { Story } from "#db/seed/story.ts";
import { assureMeetingIn, sendMinutesIn, signMinutesIn } from "#lib/meetings/commands/sign.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";

/** 29 October: the board hears of the autumn's two outages, spends, and defers the tablets to its next meeting. */
export async function tellOctoberBoard(story: Story, id: string): Promise<{ tablets: string }> {
  const told = await tellerOf(story, id, "governanceLead", "2026-10-29");
  await told.note(1, "10:08", "The chair welcomed the board. Apologies came from the quality lead.");
  await told.note(2, "10:12", "No interest was declared beyond the register of interests.");
  await told.note(3, "10:19", "The minutes of the July meeting were agreed. No action from it is open.");
  await told.note(
    4,
    "10:31",
    "The board noted the tablet failure at Weir Lane and the scheduling outage at Homecare North, and read both reviews. Care was recorded late in the first and no visit was missed in the second; both reviews say how that is known.",
  );
  await told.challenge(
    4,
    "10:36",
    "A trustee asked how long the branches could find the next visit without the scheduling system. The director of operations said that the printed rotas now carry priorities in one branch and not in the other. The trustee asked for a test at night, when fewest people are on duty.",
  );
  await told.note(
    4,
    "10:42",
    "The board discussed R-038, priority visits missed when scheduling fails. It stays above the board's limit until both branches print priorities.",
  );
  const phones = await told.put(4, "10:44", {
    question: "Spend £1,860 on charged mobiles and cases for both branches, kept in the contingency bags.",
    recommendation: "Recommended by the digital lead.",
    asks: "approve",
  });
  await told.decide(phones, "10:47", {
    outcome: "approve",
    because: "In both outages the office could not ring out for the first hour.",
  });
  const tablets = await told.put(4, "10:52", {
    question: "Spend £11,430 to replace 30 tablets before their end of life, keeping two as spares.",
    recommendation: "Recommended by the director of operations.",
    asks: "approve",
  });
  await told.decide(tablets, "10:58", {
    outcome: "defer",
    because: "The board wants a second quotation before it spends this much.",
    deferUntil: "2026-11-26",
  });
  await told.votes(phones, "11:00", [
    "boardChair",
    "viceChair",
    "boardMember",
    "financeTrustee",
    "nominatedIndividual",
  ]);
  await told.votes(tablets, "11:01", [
    "boardChair",
    "viceChair",
    "boardMember",
    "financeTrustee",
    "nominatedIndividual",
  ]);
  await told.raise(4, "11:04", {
    title: "Test the phone tree of Homecare South at night",
    who: "branchManager",
    dueOn: "2026-11-11",
    measure: "Every person on the tree is reached within thirty minutes, and the time is written down.",
  });
  await told.note(5, "11:22", "The board received the accounts to the end of September.");
  await told.note(6, "11:40", "The quality lead's report was taken as read. No trend was seen in concerns raised.");
  await told.nothing(7, "11:44");
  await told.note(
    8,
    "11:58",
    "A trustee asked that the next board sees what a night shift does when the internet is gone.",
  );
  await told.note(9, "12:03", "The next meeting is the ordinary one of November.");
  return { tablets };
}

export async function signOctoberBoard(story: Story, id: string): Promise<void> {
  await assure(story, id, "2026-10-29 14:20");
  await send(story, id, "governanceLead", "2026-10-30 09:40");
  await sign(story, id, "boardChair", "2026-11-02 16:05");
}

/** 10 November: the home's own meeting sends up what it cannot pay for. */
export async function tellSaltmarsh(story: Story, id: string): Promise<{ line: string }> {
  const told = await tellerOf(story, id, "registeredManager", "2026-11-10");
  await told.note(1, "14:36", "All three who hold a post were there; one left for the afternoon round.");
  await told.nothing(2, "14:37");
  await told.note(
    3,
    "14:44",
    "Last month's actions were read one by one. The folder by the nurses' station is complete again.",
  );
  await told.note(
    4,
    "14:58",
    "The internet outage of the third was talked through while it was fresh. Paper was used from the first quarter of an hour; the medicines sheets were found at once, the contact list was not.",
  );
  const line = await told.put(4, "15:02", {
    question: "Pay for a second internet line into Saltmarsh House, on another supplier's cable.",
    recommendation: "Recommended by the team.",
    asks: "approve",
  });
  await told.decide(line, "15:06", {
    outcome: "escalate",
    because: "The home's budget cannot carry a second line, and other homes may need the same answer.",
  });
  await told.votes(line, "15:08", ["registeredManager", "shiftLead", "careWorker"]);
  for (const item of [5, 6]) await told.nothing(item, "15:12");
  await told.note(7, "15:24", "The home asks to be next for an unannounced evening test.");
  await told.note(8, "15:33", "Two sheets had no date on them and were replaced during the meeting.");
  for (const item of [9, 10, 11]) await told.nothing(item, "15:46");
  return { line };
}

export async function signSaltmarsh(story: Story, id: string): Promise<void> {
  await send(story, id, "registeredManager", "2026-11-11 10:02");
  await sign(story, id, "registeredManager", "2026-11-11 10:15");
}

/** 12 November: the committee answers what Saltmarsh House sent. Its minutes are with the chair. */
export async function tellQuality(story: Story, id: string, line: string): Promise<void> {
  const told = await tellerOf(story, id, "governanceLead", "2026-11-12");
  await told.note(1, "14:06", "The board's member sent apologies.");
  await told.nothing(2, "14:08");
  await told.note(3, "14:15", "Actions were taken by exception; two are past their date and were asked about.");
  await told.note(4, "14:31", "The outage at Saltmarsh House was heard before its review is complete.");
  const answer = await told.put(4, "14:34", {
    question: "Pay for a second internet line into Saltmarsh House, on another supplier's cable.",
    recommendation: "Recommended by the digital lead.",
    asks: "approve",
    answersId: line,
  });
  await told.decide(answer, "14:41", {
    outcome: "approve",
    because: "It costs less in a year than one evening of agency staff, and the cable enters on the other side.",
  });
  await told.votes(answer, "14:43", ["qualityLead", "nominatedIndividual", "digitalLead"]);
  await told.nothing(5, "14:50");
  await told.note(
    6,
    "15:05",
    "The committee read R-052 and asks the board to decide on it: it stands above the limit.",
  );
  await told.challenge(
    6,
    "15:09",
    "The quality lead asked who had ever worked on paper for longer than a day. The digital lead said nobody had.",
  );
  for (const item of [7, 8, 9, 10]) await told.nothing(item, "15:30");
  await told.note(11, "15:44", "The next meeting is the ordinary one of December.");
}

export async function sendQuality(story: Story, id: string): Promise<void> {
  await send(story, id, "governanceLead", "2026-11-13 11:30");
}

/** Two questions wait for the board's November meeting, one of them left over from October. */
export async function tellNovemberQuestions(story: Story, id: string, tablets: string): Promise<void> {
  const told: MinutesTeller = await tellerOf(story, id, "governanceLead", "2026-11-24");
  await told.putAt(4, story.at("2026-11-24 09:05"), {
    question: "Spend £11,430 to replace 30 tablets before their end of life, keeping two as spares.",
    recommendation: "Recommended by the director of operations, with the second quotation the board asked for.",
    asks: "approve",
    answersId: tablets,
  });
  await told.putAt(4, story.at("2026-11-24 09:07"), {
    question: "Accept R-052, ransomware at a care records supplier, above the board's limit.",
    recommendation: "Recommended by the digital lead for three months, until paper was tried for longer than a day.",
    asks: "accept-risk",
    about: "R-052",
  });
}

async function assure(story: Story, id: string, when: string): Promise<void> {
  await story.as("governanceLead", "meeting.assure", onTheDay(story, when), async (tx, actor) => {
    const version = (await findMeeting(tx, actor, id))?.version ?? 1;
    await assureMeetingIn(tx, actor, {
      id,
      version,
      assurance: "reasonable",
      assuranceReason: "Both reviews show what was done and how it is known; the branches are not alike yet.",
    });
  });
}

async function send(story: Story, id: string, who: "governanceLead" | "registeredManager", when: string) {
  await story.as(who, "meeting.send", onTheDay(story, when), async (tx, actor) => {
    const version = (await findMeeting(tx, actor, id))?.version ?? 1;
    await sendMinutesIn(tx, actor, { id, version });
  });
}

async function sign(story: Story, id: string, who: "boardChair" | "registeredManager", when: string) {
  await story.as(who, "meeting.sign", onTheDay(story, when), async (tx, actor) => {
    const version = (await findMeeting(tx, actor, id))?.version ?? 1;
    await signMinutesIn(tx, actor, { id, version, reason: undefined });
  });
}
