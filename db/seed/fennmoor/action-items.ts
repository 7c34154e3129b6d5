import type { Story } from "#db/seed/story.ts";
import { closedActions } from "./action-items-closed.ts";
import { type ActionStory, type FromRisk, tellAction } from "./action-items-line.ts";
import { openActions } from "./action-items-open.ts";
import { allServices } from "./risks-line.ts";

type RiskIds = Record<string, string>;

const riskOf = (risks: RiskIds, reference: string): string => {
  const id = risks[reference];
  if (!id) throw new Error(`${reference} is not told before its actions.`);
  return id;
};

/** Actions from risks, the board and rounds of the folders: thirteen open, three closed with evidence, one cancelled. */
export async function seedActions(story: Story, risks: RiskIds): Promise<void> {
  for (const line of [...closedActions, ...openActions]) {
    const { risk, provedBy, ...rest } = line;
    await tellAction(story, proved(rest, provedBy && riskOf(risks, provedBy)), risk && riskOf(risks, risk));
  }
}

function proved(line: Omit<FromRisk, "risk" | "provedBy">, record: string | undefined): ActionStory {
  return line.done && record ? { ...line, done: { ...line.done, proof: { record } } } : line;
}

/** The evening without internet at Saltmarsh House: ACT-118 still open, ACT-119 and ACT-120 closed with evidence. */
export async function seedOutageActions(
  story: Story,
  from: { disruptionId: string; risks: RiskIds; failoverTestId?: string },
): Promise<void> {
  const review = { from: "disruption-review" as const };
  await tellAction(
    story,
    {
      ...review,
      number: 118,
      title: "Large date stamp and “use until” on every sheet, all six services",
      finding: "Two of four folders had no clear print date",
      owner: "qualityLead",
      raised: { by: "qualityLead", on: "2026-11-10 16:00" },
      due: "2026-11-30",
      priority: "high",
      level: "forcing-function",
      measure: "No undated sheet in twelve weekly checks of every folder",
      services: allServices,
      progress: [
        {
          by: "qualityLead",
          on: "2026-11-13 11:20",
          note: "Stamp agreed with all managers; templates changed in two services",
        },
        {
          by: "qualityLead",
          on: "2026-11-20 15:05",
          note: "In use at four of six services; Millrace House and Homecare South follow",
        },
      ],
    },
    from.disruptionId,
  );
  await tellAction(
    story,
    {
      ...review,
      number: 119,
      title: "Add folder location to the agency induction card",
      finding: "An agency worker did not know where the folder was",
      owner: "registeredManager",
      raised: { by: "registeredManager", on: "2026-11-10 16:10" },
      due: "2026-11-20",
      priority: "high",
      level: "checklist",
      measure: "Nine in ten agency workers asked can walk to the folder",
      services: ["saltmarsh"],
      done: {
        by: "registeredManager",
        on: "2026-11-18 10:30",
        summary: "The card names the place and shows it on the floor plan; the agency has the new card",
        proof: { record: riskOf(from.risks, "R-047") },
        effect: "2027-02-16",
      },
      verified: {
        by: "qualityLead",
        on: "2026-11-19 14:15",
        how: "Read the card and asked two agency workers on shift; both walked to the folder",
      },
    },
    from.disruptionId,
  );
  await tellAction(
    story,
    {
      ...review,
      number: 120,
      title: "Monthly failover test of the backup router",
      finding: "Backup 4G router was never tested under load",
      owner: "digitalLead",
      raised: { by: "digitalLead", on: "2026-11-10 16:20" },
      due: "2026-11-20",
      priority: "high",
      level: "standardise",
      measure: "Twelve failover tests in a year, each back within five minutes",
      services: ["saltmarsh"],
      done: {
        by: "digitalLead",
        on: "2026-11-17 11:10",
        summary: "First monthly run done under load; it is in the calendar of the home",
        proof: { record: from.failoverTestId ?? riskOf(from.risks, "R-031") },
        effect: "2027-02-17",
      },
      verified: {
        by: "registeredManager",
        on: "2026-11-17 16:40",
        how: "Was there when the line was pulled; care records stayed open on three tablets",
      },
    },
    from.disruptionId,
  );
}

/** The morning without the rota system at Homecare North: both closed, and the effect measured in a drill. */
export async function seedRotaActions(story: Story, disruptionId: string, risks: RiskIds): Promise<void> {
  const common = {
    from: "disruption-review" as const,
    finding: "The printed rota did not show which visits cannot wait",
    raised: { by: "northManager" as const, on: "2026-09-16 15:30" },
    priority: "high" as const,
    services: ["homecareNorth" as const],
  };
  await tellAction(
    story,
    {
      ...common,
      number: 101,
      title: "Priority letter beside every visit on the rota’s print template",
      owner: "northManager",
      due: "2026-09-25",
      level: "checklist",
      measure: "In a drill the visits that cannot wait are sorted in under ten minutes",
      done: {
        by: "northManager",
        on: "2026-09-21 17:45",
        summary: "The template prints A, B or C beside each visit, highest first",
        proof: { record: riskOf(risks, "R-038") },
        effect: "2026-10-08",
      },
      verified: { by: "qualityLead", on: "2026-09-24 10:00", how: "Saw three evenings of printed rotas at the branch" },
      effect: {
        by: "qualityLead",
        on: "2026-10-08 11:30",
        worked: true,
        found: "Drill at the branch: priority visits sorted in 6 minutes; it took 19 on the day of the outage",
      },
    },
    disruptionId,
  );
  await tellAction(
    story,
    {
      ...common,
      number: 102,
      title: "Print the rota by itself every morning and afternoon",
      finding: "The only print was from the evening before",
      owner: "digitalLead",
      due: "2026-10-02",
      level: "automation",
      measure: "No working day without both prints for four weeks",
      raised: { by: "digitalLead", on: "2026-09-16 15:45" },
      done: {
        by: "digitalLead",
        on: "2026-09-30 09:20",
        summary: "Both prints start by themselves; the branch gets a message if one fails",
        proof: { words: "The printer’s own log, kept at the branch" },
        effect: "2026-10-30",
      },
      verified: {
        by: "northManager",
        on: "2026-10-02 16:10",
        how: "Both prints were on the desk on four days running",
      },
      effect: { by: "qualityLead", on: "2026-11-02 10:15", worked: true, found: "Four weeks of the log: none missing" },
    },
    disruptionId,
  );
}

/** The tablet that stopped during a medicines round at Weir Lane: closed, and the effect checked. */
export async function seedTabletActions(story: Story, disruptionId: string, risks: RiskIds): Promise<void> {
  await tellAction(
    story,
    {
      number: 98,
      title: "One charged spare tablet in each house",
      finding: "No spare was charged when the tablet stopped",
      from: "disruption-review",
      owner: "supportedManager",
      raised: { by: "supportedManager", on: "2026-08-26 14:00" },
      due: "2026-09-15",
      priority: "high",
      level: "redundancy",
      measure: "A charged spare found at every monthly look",
      services: ["weirLane"],
      done: {
        by: "supportedManager",
        on: "2026-09-10 12:30",
        summary: "A spare stands on its charger in each house, signed in to care records",
        proof: { record: riskOf(risks, "R-044") },
        effect: "2026-11-20",
      },
      verified: { by: "digitalLead", on: "2026-09-14 11:00", how: "Unlocked both spares on a visit" },
      effect: {
        by: "qualityLead",
        on: "2026-11-20 13:20",
        worked: true,
        found: "Charged at the last two looks; the one failure since was bridged in four minutes",
      },
    },
    disruptionId,
  );
}

/** The unannounced evening exercise at Millrace House: three open actions. */
export async function seedMillraceTestActions(story: Story, testId: string): Promise<void> {
  const test = { from: "resilience-test" as const, services: ["millrace" as const], priority: "urgent" as const };
  await tellAction(
    story,
    {
      ...test,
      number: 124,
      title: "Reprint after every change, not only weekly",
      finding: "Medicines sheets go out of date between reprints",
      owner: "millraceManager",
      raised: { by: "qualityLead", on: "2026-11-20 15:20" },
      due: "2026-11-27",
      level: "standardise",
      measure: "Every sheet in the folder matches the medicines record in five unannounced looks",
      progress: [
        {
          by: "millraceManager",
          on: "2026-11-22 10:40",
          note: "The nurse in charge prints after each change since Saturday",
        },
      ],
    },
    testId,
  );
  await tellAction(
    story,
    {
      ...test,
      number: 125,
      title: "Brief nine night staff at handover and record it",
      finding: "Night staff have not been briefed",
      owner: "millraceManager",
      raised: { by: "qualityLead", on: "2026-11-20 15:25" },
      due: "2026-11-24",
      level: "training",
      measure: "Nine of nine night staff say where the folder is and what comes first",
      progress: [
        {
          by: "millraceManager",
          on: "2026-11-23 21:50",
          note: "Four of nine briefed; the other five are on shift tonight",
        },
      ],
    },
    testId,
  );
  await tellAction(
    story,
    {
      ...test,
      number: 126,
      title: "Include an agency shift in the retest",
      finding: "Agency staff were not on shift, so not tested",
      owner: "qualityLead",
      raised: { by: "qualityLead", on: "2026-11-20 15:30" },
      due: "2026-12-16",
      priority: "high",
      level: "analysis",
      measure: "The retest’s record shows at least one agency worker who took part",
    },
    testId,
  );
}
