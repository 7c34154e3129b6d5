import { ownerDoor } from "#db/owner.ts";
import { hashPassword } from "#lib/access/passwords.ts";
import { seedAshdown } from "./ashdown.ts";
import { seedAccess } from "./fennmoor/access.ts";
import { seedActions, seedMillraceTestActions } from "./fennmoor/action-items.ts";
import { seedDisruptions } from "./fennmoor/disruptions.ts";
import { seedEvidence } from "./fennmoor/evidence.ts";
import { seedFrameworks } from "./fennmoor/frameworks.ts";
import { seedMaterials } from "./fennmoor/materials.ts";
import { seedMeetings } from "./fennmoor/meetings.ts";
import { seedFennmoor } from "./fennmoor/organisation.ts";
import { endFindings, seedTests } from "./fennmoor/resilience-tests.ts";
import { seedRisks } from "./fennmoor/risks.ts";
import { seedSystems } from "./fennmoor/systems.ts";
import type { Story } from "./story.ts";

export const demoPassword = "holdfast-demo";

/**
 * Makes the sample organisations on the first start and answers their story; a later start finds them, changes nothing
 * and answers nothing.
 */
export async function seedDemo(
  ownerUrl: string,
  options: { now: Date; log?: (line: string) => void },
): Promise<Story | undefined> {
  const door = ownerDoor(ownerUrl);
  try {
    const [known] = await door.plainly((tx) => tx.execute("select 1 from organisations where sample limit 1"));
    if (known) return undefined;
    options.log?.("Writing the sample organisations, Fennmoor Care Trust and Ashdown.");
    const passwordHash = await hashPassword(demoPassword);
    const story = await seedFennmoor(door, options.now, passwordHash);
    const systems = await seedSystems(story);
    const risks = await seedRisks(story, systems);
    await seedDisruptions(story, { systems, risks });
    await seedActions(story, risks);
    await seedMaterials(story);
    const tests = await seedTests(story, { systems, risks });
    await seedMillraceTestActions(story, tests.eveningExercise);
    await endFindings(story, tests.eveningExercise, "2026-11-20 15:40");
    await seedMeetings(story);
    await seedEvidence(story);
    await seedFrameworks(story);
    await seedAccess(door, story, passwordHash);
    await seedAshdown(door, options.now, passwordHash);
    return story;
  } finally {
    await door.end();
  }
}
