import { sql } from "drizzle-orm";
import type { OwnerDoor } from "#db/owner.ts";
import type { Story } from "#db/seed/story.ts";
import { replyToRequestIn } from "#lib/access/commands/requests.ts";

// The samples answer with words alone.
const opensNothing = async () => new Set<string>();

type Let = { inspector: { id: string }; officer: { id: string } };

/** What was asked of Fennmoor from outside: one answered with a reason, one that waits. */
export async function seedRequests(door: OwnerDoor, story: Story, grants: Let): Promise<void> {
  const { saltmarsh, homecareSouth } = story.services;
  const asked = await ask(door, story, {
    grantId: grants.officer.id,
    role: "commissioner",
    serviceId: homecareSouth,
    when: "2026-11-09 11:20",
    what: "The training records of the coordinators who use the printed rota at Homecare South.",
  });
  await story.as("branchManager", "request.note", "2026-11-09 15:05", (tx, actor) =>
    replyToRequestIn(
      tx,
      actor,
      {
        id: asked,
        version: 1,
        kind: "note",
        words: "Thank you. We are looking at what we can share and will answer within two working days.",
        recordId: undefined,
      },
      opensNothing,
    ),
  );
  await story.as("branchManager", "request.decline", "2026-11-11 10:40", (tx, actor) =>
    replyToRequestIn(
      tx,
      actor,
      {
        id: asked,
        version: 2,
        kind: "declined",
        words:
          "Training records name members of staff and stay with us. The number of coordinators briefed, by branch and date, will be in the next evidence bundle, and you are welcome to see the records on site.",
        recordId: undefined,
      },
      opensNothing,
    ),
  );
  await ask(door, story, {
    grantId: grants.inspector.id,
    role: "inspector",
    serviceId: saltmarsh,
    when: "2026-11-24 08:35",
    what: "The check of the medicines folder that was made after the evening without internet.",
  });
}

type Ask = { grantId: string; role: string; serviceId: string; when: string; what: string };

async function ask(door: OwnerDoor, story: Story, asked: Ask): Promise<string> {
  const context = {
    organisationId: story.people.administrator.organisationId,
    personId: asked.grantId,
    kind: "outside" as const,
    role: asked.role,
    services: [asked.serviceId],
    grantId: asked.grantId,
  };
  return door.changeAs(
    context,
    "outside.ask",
    async (tx) => {
      const [row] = await tx.execute<{ id: string }>(
        sql`select guard.ask_for_record(${asked.what}, ${asked.serviceId}::uuid) as id`,
      );
      return row?.id ?? "";
    },
    story.at(asked.when),
  );
}
