import { commissionerBodies } from "#db/schema/organisation.ts";
import type { Story } from "#db/seed/story.ts";
import { londonDay } from "#lib/dates.ts";
import { frameworkChoices } from "#lib/evidence/bundle.ts";
import { assembleBundleIn, prepareBundleIn } from "#lib/evidence/commands.ts";
import { sectionIds } from "#lib/evidence/sections.ts";

type Sample = { number: number; title: string; when: string; from: string; to: string };

/** The bundle that the first start issues, once the worker is there to assemble and sign it. */
export const firstIssued = "Digital resilience assurance, six months";

/** Two bundles for Eastmere: one on its way to be issued, and the one after it as a draft. */
export async function seedEvidence(story: Story): Promise<void> {
  const first = await prepare(story, {
    number: 6,
    title: firstIssued,
    when: "2026-11-23 15:20",
    from: "2026-05-05 12:00",
    to: "2026-11-04 12:00",
  });
  await story.as("qualityLead", "bundle.assemble", "2026-11-23 15:26", (tx, actor) =>
    assembleBundleIn(tx, actor, { id: first.id, version: 1 }),
  );
  await prepare(story, {
    number: 7,
    title: "Digital resilience assurance, autumn",
    when: "2026-11-24 08:50",
    from: "2026-08-01 12:00",
    to: "2026-11-24 09:00",
  });
}

function prepare({ as, at, services }: Story, { number, title, when, from, to }: Sample) {
  return as("qualityLead", "bundle.prepare", when, async (tx, actor) => {
    const bodies = await tx
      .select({ id: commissionerBodies.id, name: commissionerBodies.name })
      .from(commissionerBodies);
    return prepareBundleIn(
      tx,
      actor,
      {
        purpose: "commissioner",
        title,
        bodyId: bodies.find((body) => body.name === "Eastmere County Council")?.id,
        recipient: "Adult social care quality team",
        marking: "Commercial in confidence",
        periodFrom: londonDay(at(from)),
        periodTo: londonDay(at(to)),
        framework: frameworkChoices[0],
        sections: sectionIds,
        serviceIds: [services.saltmarsh, services.weirLane, services.homecareNorth, services.homecareSouth],
        supersedesId: undefined,
      },
      number,
    );
  });
}
