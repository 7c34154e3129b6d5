import { tellCalled, tellCommittee } from "#db/seed/meeting-teller.ts";
import type { Story } from "#db/seed/story.ts";
import { checkMaterialIn, recordMaterialIn } from "#lib/materials/commands.ts";
import type { RecordMaterial } from "#lib/materials/inputs.ts";
import { linkRiskIn } from "#lib/risks/commands/link.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { recordSystemIn } from "#lib/systems/commands.ts";
import { small } from "./fennmoor/disruption-small.ts";
import { tellDisruption } from "./fennmoor/disruption-teller.ts";

/** What a home with one manager has: a system, a risk, two papers, and a disruption that only one person could review. */
export async function seedAshdownRecords(story: Story): Promise<void> {
  const serviceIds = [story.services.saltmarsh];
  const ownerId = story.people.registeredManager.personId;
  const system = await story.as("digitalLead", "system.record", "2026-06-02 10:00", (tx, actor) =>
    recordSystemIn(tx, actor, {
      name: "Care records and medicines",
      category: "dscr",
      tier: 1,
      hosting: "cloud-saas",
      supplier: "Marrowgate Care Software",
      objectiveMinutes: 120,
      tolerableMinutes: 240,
      careReason: "The next medicines round",
      analogue: false,
      analogueEndsOn: undefined,
      ownerId,
      serviceIds,
    }),
  );
  const risk = await story.as("registeredManager", "risk.record", "2026-06-04 14:00", (tx, actor) =>
    recordRiskIn(tx, actor, {
      title: "Nobody but the manager can start the fallback",
      cause: "One person knows where the paper is and how to use it",
      event: "the records fail while the manager is away",
      effect: "a medicines round that starts late",
      category: "care-records",
      recurs: false,
      draft: false,
      initialLikelihood: 4,
      initialConsequence: 3,
      likelihood: 3,
      consequence: 3,
      targetLikelihood: 2,
      targetConsequence: 3,
      scoreReason: "The senior on each shift has been shown the folder once",
      orderReason: undefined,
      treatment: "treat",
      treatmentPlan: "Each senior starts the fallback once without help",
      reviewMonths: 6,
      nextReviewOn: undefined,
      ownerId,
      serviceIds,
    }),
  );
  await story.as("registeredManager", "risk.link", "2026-06-04 14:10", (tx, actor) =>
    linkRiskIn(tx, actor, { id: risk.id, toId: system.id }),
  );
  await seedPapers(story, ownerId);
  await seedMeetings(story);
  await tellDisruption(story, eveningOnPaper, {
    systems: { records: system.id },
    risks: { "R-001": risk.id },
  });
}

/** One person takes the chair, writes the minutes and is the quorum. */
async function seedMeetings(story: Story) {
  const committeeId = await tellCommittee(story, "registeredManager", {
    name: "Ashdown Lodge governance meeting",
    kind: "local-governance",
    madeOn: "2026-06-10 10:00",
    firstOn: "2026-07-07",
    cadence: "monthly",
    startMinute: 840,
    lengthMinutes: 60,
    place: "Manager's office",
    marking: "Commercial in confidence",
    quorum: 1,
    reportsToId: undefined,
    serviceIds: [story.services.saltmarsh],
    terms: "The home's own look at how it works when technology fails, once a month, with whoever is on shift.",
    posts: [["registeredManager", "chair"]],
  });
  await tellCalled(story, {
    by: "registeredManager",
    committeeId,
    calledOn: "2026-11-03 15:10",
    on: "2026-12-01",
    byCadence: true,
  });
}

async function seedPapers(story: Story, ownerId: string) {
  const papers: Pick<RecordMaterial, "kind" | "place">[] = [
    { kind: "care-summary", place: "Red folder, staff office" },
    { kind: "contact-list", place: "Inside the office door" },
  ];
  await story.as("registeredManager", "material.record", "2026-11-23 08:30", async (tx, actor) => {
    for (const paper of papers) {
      const { id } = await recordMaterialIn(tx, actor, {
        ...paper,
        serviceId: story.services.saltmarsh,
        siteId: undefined,
        copyNumber: 1,
        copies: 1,
        showsPriorities: undefined,
        ownerId,
        contentAsOf: story.at("2026-11-23 08:00"),
        printedAt: story.at("2026-11-23 08:15"),
        useUntil: story.at("2026-11-30 08:00"),
      });
      await checkMaterialIn(tx, actor, { id, result: "present-current", note: undefined });
    }
  });
}

const eveningOnPaper = {
  ...small({
    number: 1,
    day: "2026-10-08",
    next: "2026-10-09",
    week: "2026-10-14",
    noticed: "17:20",
    onPaper: "17:35",
    restored: "19:50",
    service: "saltmarsh",
    type: "system-outage",
    system: "records",
    title: "Care records down over the evening round",
    says: "Care records will not open on any tablet",
    reason: "Paper used for two hours, the round was on time",
    band: "5-19",
    people: 18,
    fallback: "mar-chart",
    papers: [["mar", 18]],
    whatHappened:
      "The records could not be opened for over two hours. The evening round was given from the printed charts.",
    whatWorked: "The charts had been printed the day before.",
    answer: "Everyone had their evening medicines on time, from the printed charts.",
    facts: "18 charts written by hand, all entered the next day. No harm found.",
    finding: {
      says: "The senior on shift rang the manager before opening the folder",
      noAction: "Covered by the plan of the risk that it came from",
    },
  }),
  risks: ["R-001"],
};
