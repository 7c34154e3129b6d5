import { membershipOf, outsideHome } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";
import { home } from "#lib/access/roles.ts";
import { currentStanding } from "#lib/access/session.ts";

export const dynamic = "force-dynamic";

/** Where a person belongs once signed in. */
export async function GET() {
  const standing = await currentStanding().catch(() => leave("/unavailable"));
  if (!standing) leave("/sign-in");
  const membership = membershipOf(standing);
  if (membership) leave(home(membership));
  leave(standing.codeNeeded ? "/sign-in/code" : outsideHome(standing));
}
