import { finishedPage } from "#lib/access/finished-page.ts";
import { sessionToken } from "#lib/access/session.ts";
import { findStanding } from "#lib/access/standing.ts";
import { formatDateTime } from "#lib/dates.ts";

export const dynamic = "force-dynamic";

export async function GET() {
  const token = await sessionToken();
  const standing = token ? await findStanding(token) : undefined;
  const grant = standing?.grants[0];
  const early = grant && Date.parse(grant.startsAt) > Date.now();
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
    link: { href: "/sign-in", label: "Sign in again" },
  });
}
