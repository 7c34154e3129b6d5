import { finishedPage } from "#lib/access/finished-page.ts";
import { currentGrant, openGrants, stateNow } from "#lib/access/grant.ts";
import { sessionToken } from "#lib/access/session.ts";
import { findStanding } from "#lib/access/standing.ts";
import { formatDateTime } from "#lib/dates.ts";

export const dynamic = "force-dynamic";

export async function GET() {
  const token = await sessionToken();
  const standing = token ? await findStanding(token) : undefined;
  const now = new Date();
  const grant = standing && currentGrant(standing, now);
  const another = standing && openGrants(standing, now).some((one) => one.id !== grant?.id);
  const early = grant && stateNow(grant, now) === "coming";
  const when = grant && formatDateTime(new Date(grant.endedAt ?? grant.endsAt));
  return finishedPage({
    status: 403,
    title: early
      ? `Access begins ${formatDateTime(new Date(grant.startsAt))}`
      : when
        ? `Access ended ${when}`
        : "Access ended",
    paragraphs: [
      "The registered manager can extend it; CQC's own powers to require records are unaffected.",
      ...(grant ? [`Granted by ${grant.organisation}.`] : []),
    ],
    link: another
      ? { href: "/sign-in/access", label: "Open another access of yours" }
      : { href: "/sign-in", label: "Sign in again" },
  });
}
