import { type CommitteeStory, onTheDay, tellCommittee } from "#db/seed/meeting-teller.ts";
import type { Story } from "#db/seed/story.ts";
import { addItemIn, arrangeItemIn, changeItemIn } from "#lib/meetings/commands/agenda.ts";
import { findCommittee, listTemplate } from "#lib/meetings/queries/committees.ts";
import type { TemplateItem } from "#lib/meetings/templates.ts";

export type CommitteeIds = { board: string; quality: string; saltmarsh: string };

/** The funnel of a trust: a service's own meeting, the quality committee, the board. */
export async function seedCommittees(story: Story): Promise<CommitteeIds> {
  const board = await tellCommittee(story, "governanceLead", boardOfTrustees);
  await boardAgenda(story, board);
  const quality = await tellCommittee(story, "governanceLead", { ...qualityCommittee, reportsToId: board });
  const saltmarsh = await tellCommittee(story, "qualityLead", {
    ...saltmarshGovernance,
    serviceIds: [story.services.saltmarsh],
    reportsToId: quality,
  });
  return { board, quality, saltmarsh };
}

const boardOfTrustees: CommitteeStory = {
  name: "Board of trustees",
  kind: "board",
  madeOn: "2026-06-18 09:30",
  firstOn: "2026-07-23",
  cadence: "quarterly",
  startMinute: 600,
  lengthMinutes: 125,
  place: "Boardroom, head office",
  marking: "Board confidential",
  quorum: 3,
  reportsToId: undefined,
  serviceIds: [],
  terms: [
    "The board answers for the trust. It sets the appetite for each kind of risk, sees what stands above it, and decides whether it is carried.",
    "It reads every disruption review of severity 4 or 5, asks what was learned and whether it was shown to work, and says how much assurance it takes from that.",
    "It meets four times a year and when the chair calls it. Its minutes are signed by the chair.",
  ].join("\n\n"),
  posts: [
    ["boardChair", "chair"],
    ["viceChair", "deputy-chair"],
    ["governanceLead", "secretary"],
    ["boardMember", "member"],
    ["financeTrustee", "member"],
    ["nominatedIndividual", "member"],
    ["digitalLead", "attends"],
    ["qualityLead", "attends"],
  ],
};

const qualityCommittee: CommitteeStory = {
  name: "Quality and safety committee",
  kind: "quality-committee",
  madeOn: "2026-06-18 10:15",
  firstOn: "2026-07-09",
  cadence: "monthly",
  startMinute: 840,
  lengthMinutes: 120,
  place: "Video call",
  marking: "Commercial in confidence",
  quorum: 3,
  reportsToId: undefined,
  serviceIds: [],
  terms: [
    "The committee looks across the services: what failed, what care fell back on, what was learned and whether it holds.",
    "It answers what the services' own meetings send up, and takes to the board what it cannot decide.",
  ].join("\n\n"),
  posts: [
    ["qualityLead", "chair"],
    ["governanceLead", "secretary"],
    ["nominatedIndividual", "member"],
    ["digitalLead", "member"],
    ["boardMember", "member"],
  ],
};

const saltmarshGovernance: CommitteeStory = {
  name: "Saltmarsh House governance meeting",
  kind: "local-governance",
  madeOn: "2026-06-22 11:00",
  firstOn: "2026-07-14",
  cadence: "monthly",
  startMinute: 870,
  lengthMinutes: 90,
  place: "Staff room, Saltmarsh House",
  marking: "Commercial in confidence",
  quorum: 2,
  reportsToId: undefined,
  serviceIds: [],
  terms:
    "The home's own look at how it works when technology fails: folders, checks, exercises, actions. The registered manager takes the chair and writes the minutes; what the home cannot decide goes to the quality and safety committee.",
  posts: [
    ["registeredManager", "chair"],
    ["shiftLead", "member"],
    ["careWorker", "member"],
  ],
};

type Line = Omit<TemplateItem, "presenter"> & { presenter?: string };
const nineItems: readonly Line[] = [
  { title: "Welcome, apologies, quorum", section: "apologies-quoracy", minutes: 5 },
  { title: "Declarations of interest", section: "conflicts", minutes: 5 },
  { title: "Minutes and actions from last time", section: "minutes-actions", minutes: 15 },
  { title: "Digital resilience", section: "disruptions", minutes: 20, presenter: "Director of operations" },
  { title: "Finance", section: null, minutes: 20, presenter: "Trustee, finance" },
  { title: "Safeguarding", section: null, minutes: 20, presenter: "Quality lead" },
  { title: "Workforce", section: null, minutes: 20, presenter: "Director of operations" },
  { title: "Any other business", section: "decisions", minutes: 15 },
  { title: "Next meeting", section: "next", minutes: 5 },
];

/** The board changes the template it began with into its own nine items. */
async function boardAgenda(story: Story, id: string): Promise<void> {
  await story.as(
    "governanceLead",
    "committee.change-agenda",
    onTheDay(story, "2026-06-18 11:20"),
    async (tx, actor) => {
      const seen = async () => ({ id, version: (await findCommittee(tx, actor, id))?.version ?? 1 });
      for (const item of (await listTemplate(tx, actor, id)).slice(nineItems.length))
        await arrangeItemIn("template", tx, actor, { ...(await seen()), itemId: item.id, way: "remove" });
      const begun = await listTemplate(tx, actor, id);
      for (const [index, { presenter, ...line }] of nineItems.entries()) {
        const item = begun[index];
        const said = { ...(await seen()), ...line, presenter };
        if (item) await changeItemIn("template", tx, actor, { ...said, itemId: item.id });
        else await addItemIn("template", tx, actor, said);
      }
    },
  );
}
