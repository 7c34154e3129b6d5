import { sql } from "drizzle-orm";
import type { OwnerDoor } from "#db/owner.ts";
import { commissionerBodies } from "#db/schema/organisation.ts";
import { seedRequests } from "#db/seed/fennmoor/requests.ts";
import type { Story } from "#db/seed/story.ts";
import { grantCommissionerIn, grantInspectorIn } from "#lib/access/commands/grants.ts";
import { sections } from "#lib/access/sections.ts";

/** An inspector of Saltmarsh House, granted by its manager, and the quality officer of Eastmere, granted by the quality lead. */
export async function seedAccess(door: OwnerDoor, story: Story, passwordHash: string): Promise<void> {
  const { at, services } = story;
  const inspector = await story.as("registeredManager", "grant.inspector", "2026-11-23 16:10", (tx, actor) =>
    grantInspectorIn(tx, actor, {
      name: "Inspector",
      email: "inspector@cqc.example",
      purpose: "Inspection of Saltmarsh House",
      serviceIds: [services.saltmarsh],
      sections: [...sections],
      periodFrom: at("2025-11-01 00:00"),
      periodTo: at("2026-11-24 23:59"),
      startsOn: at("2026-11-23 16:10"),
      endsOn: at("2026-11-26 17:00"),
    }),
  );
  const officer = await story.as("qualityLead", "grant.commissioner", "2026-09-07 10:30", async (tx, actor) => {
    const bodies = await tx
      .select({ id: commissionerBodies.id, name: commissionerBodies.name })
      .from(commissionerBodies);
    const eastmere = bodies.find((body) => body.name === "Eastmere County Council");
    if (!eastmere) throw new Error("Eastmere is not among the commissioners.");
    return grantCommissionerIn(tx, actor, {
      name: "Quality officer",
      email: "quality.officer@eastmere.example",
      bodyId: eastmere.id,
      purpose: "Contract monitoring",
      serviceIds: [services.saltmarsh, services.weirLane, services.homecareNorth, services.homecareSouth],
      periodFrom: at("2025-11-01 00:00"),
      periodTo: at("2027-03-31 23:59"),
      startsOn: at("2026-09-07 10:30"),
      endsOn: at("2027-03-31 17:00"),
    });
  });
  await door.plainly((tx) =>
    tx.execute(
      sql`update auth.accounts set password_hash = ${passwordHash} where email in ('inspector@cqc.example', 'quality.officer@eastmere.example')`,
    ),
  );
  // The officer typed a code in September; the inspector types one into every session.
  await door.plainly((tx) =>
    tx.execute(sql`insert into auth.grant_codes (grant_id, code_hash, created_at, expires_at, used_at)
      values (${officer.id}, '\\x00', ${at("2026-09-07 10:40").toISOString()}::timestamptz, ${at("2026-09-07 10:50").toISOString()}::timestamptz, ${at("2026-09-07 10:41").toISOString()}::timestamptz)`),
  );
  await seedRequests(door, story, { inspector, officer });
}
