import type { Story } from "#db/seed/story.ts";
import { closedActions } from "./action-items-closed.ts";
import { type ActionStory, type FromRisk, tellAction } from "./action-items-line.ts";
import { openActions } from "./action-items-open.ts";

type RiskIds = Record<string, string>;

const riskOf = (risks: RiskIds, reference: string): string => {
  const id = risks[reference];
  if (!id) throw new Error(`${reference} is not told before its actions.`);
  return id;
};

/** Actions from risks, the board and rounds of the folders: twelve still open, those closed with evidence, and one given up. */
export async function seedActions(story: Story, risks: RiskIds): Promise<void> {
  for (const line of [...closedActions, ...openActions]) {
    const { risk, provedBy, ...rest } = line;
    await tellAction(story, proved(rest, provedBy && riskOf(risks, provedBy)), risk && riskOf(risks, risk));
  }
}

function proved(line: Omit<FromRisk, "risk" | "provedBy">, record: string | undefined): ActionStory {
  return line.done && record ? { ...line, done: { ...line.done, proof: { record } } } : line;
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
