import { finishedPage } from "#lib/access/finished-page.ts";
import { currentGrant, roomOf } from "#lib/access/grant.ts";
import { sessionToken } from "#lib/access/session.ts";
import { findStanding } from "#lib/access/standing.ts";

export const dynamic = "force-dynamic";

export async function GET() {
  const room = await outsideRoom();
  return finishedPage({
    status: 404,
    title: "That is not here",
    paragraphs: room
      ? [
          "There is no such page, or your access does not open it. The provider may have changed what it opens since you were here.",
          "What you can open stands in your room. Ask there for what you need: the registered manager answers.",
        ]
      : [
          "There is no such page, or your role does not open it.",
          "If someone sent you the address, ask them to check it, or ask your administrator about your role.",
        ],
    link: room ? { href: room, label: "Go to your room" } : { href: "/", label: "Go to your first page" },
  });
}

/** Where somebody reads who holds an access from outside and no role; undefined also while that cannot be told. */
async function outsideRoom(): Promise<string | undefined> {
  try {
    const token = await sessionToken();
    const standing = token ? await findStanding(token) : undefined;
    const grant = standing && standing.memberships.length === 0 ? currentGrant(standing, new Date()) : undefined;
    return grant && roomOf(grant);
  } catch {
    return undefined;
  }
}
