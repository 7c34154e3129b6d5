import { finishedPage } from "#lib/access/finished-page.ts";
import { firstPlace } from "#lib/access/gate.ts";
import { currentGrant, nothingOpen, openGrants, shutWords } from "#lib/access/grant.ts";
import { sessionToken } from "#lib/access/session.ts";
import { findStanding } from "#lib/access/standing.ts";

export const dynamic = "force-dynamic";

export async function GET() {
  const token = await sessionToken();
  const standing = token ? await findStanding(token) : undefined;
  const now = new Date();
  const grant = standing && currentGrant(standing, now);
  const another = standing && openGrants(standing, now).some((one) => one.id !== grant?.id);
  const nowhere = standing && !grant && (await firstPlace()) === "/access-ended";
  const { title, says } = nowhere ? nothingOpen : shutWords(grant, now);
  return finishedPage({
    status: 403,
    title,
    paragraphs: [says, ...(grant?.told ? [`Granted by ${grant.organisation}.`] : [])],
    link: another
      ? { href: "/sign-in/access", label: "Open another access of yours" }
      : { href: "/sign-in", label: "Sign in again" },
  });
}
