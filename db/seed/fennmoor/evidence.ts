import { commissionerBodies } from "#db/schema/organisation.ts";
import type { Story } from "#db/seed/story.ts";
import { londonDay } from "#lib/dates.ts";
import { frameworkChoices } from "#lib/evidence/bundle.ts";
import { prepareBundleIn } from "#lib/evidence/commands.ts";
import { sectionIds } from "#lib/evidence/sections.ts";

/** The autumn bundle for Eastmere as a draft: only the worker can assemble and sign, so nothing is issued by the seed. */
export async function seedEvidence(story: Story): Promise<void> {
  const { at, services } = story;
  await story.as("qualityLead", "bundle.prepare", "2026-11-24 08:50", async (tx, actor) => {
    const bodies = await tx
      .select({ id: commissionerBodies.id, name: commissionerBodies.name })
      .from(commissionerBodies);
    return prepareBundleIn(
      tx,
      actor,
      {
        purpose: "commissioner",
        title: "Digital resilience assurance, autumn",
        bodyId: bodies.find((body) => body.name === "Eastmere County Council")?.id,
        recipient: "Adult social care quality team",
        marking: "Commercial in confidence",
        periodFrom: londonDay(at("2026-08-01 12:00")),
        periodTo: londonDay(at("2026-11-24 09:00")),
        framework: frameworkChoices[0],
        sections: sectionIds,
        serviceIds: [services.saltmarsh, services.weirLane, services.homecareNorth, services.homecareSouth],
        supersedesId: undefined,
      },
      7,
    );
  });
}
