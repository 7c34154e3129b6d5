import { onTheDay } from "#db/seed/meeting-teller.ts";
import type { ServiceKey, Story } from "#db/seed/story.ts";
import { linkEvidenceIn } from "#lib/frameworks/commands.ts";
import type { Category } from "#lib/frameworks/framework.ts";
import { markExtractIn } from "#lib/meetings/commands/extracts.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { listBlocks } from "#lib/meetings/queries/minutes.ts";

type Chosen = {
  when: string;
  item: number;
  /** How the minute begins. */
  begins: string;
  services: readonly ServiceKey[];
  shows: readonly (readonly [statement: string, category: Category])[];
};

/** The board's October minutes: what it noted, what it asked and what it decided about the branches and Weir Lane. */
export const octoberExtracts: readonly Chosen[] = [
  {
    when: "2026-11-03 09:20",
    item: 4,
    begins: "The board noted the tablet failure",
    services: ["weirLane", "homecareNorth"],
    shows: [
      ["well-led-governance-management-sustainability", "processes"],
      ["safe-learning-culture", "processes"],
    ],
  },
  {
    when: "2026-11-03 09:24",
    item: 4,
    begins: "A trustee asked how long the branches",
    services: ["homecareNorth", "homecareSouth"],
    shows: [["well-led-governance-management-sustainability", "staff-leaders-feedback"]],
  },
  {
    when: "2026-11-03 09:27",
    item: 4,
    begins: "Spend £1,860",
    services: ["homecareNorth", "homecareSouth"],
    shows: [["safe-environments", "processes"]],
  },
];

/** What the home's own meeting said of its outage. */
export const saltmarshExtracts: readonly Chosen[] = [
  {
    when: "2026-11-11 14:10",
    item: 4,
    begins: "The internet outage of the third",
    services: ["saltmarsh"],
    shows: [["safe-learning-culture", "staff-leaders-feedback"]],
  },
];

/** The governance lead chooses minutes that may leave, each for the services that it concerns. */
export async function tellExtracts(story: Story, id: string, chosen: readonly Chosen[]): Promise<void> {
  for (const { when, item, begins, services, shows } of chosen) {
    const at = onTheDay(story, when);
    const extract = await story.as("governanceLead", "meeting.extract", at, async (tx, actor) => {
      const itemId = (await listAgenda(tx, actor, id)).find(({ position }) => position === item)?.id;
      const block = (await listBlocks(tx, actor, id)).find(
        (one) => one.itemId === itemId && one.words.startsWith(begins),
      );
      if (!block) throw new Error(`No minute begins “${begins}”.`);
      const serviceIds = services.map((key) => story.services[key]);
      return markExtractIn(tx, actor, { id, blockId: block.id, serviceIds });
    });
    await story.as("governanceLead", "framework.link", at, async (tx, actor) => {
      for (const [statementId, category] of shows)
        await linkEvidenceIn(tx, actor, {
          recordId: extract.id,
          statementId,
          category,
          datedOn: undefined,
          note: undefined,
        });
    });
  }
}
