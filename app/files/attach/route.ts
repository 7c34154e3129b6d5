import { actorFrom, membershipOf } from "#lib/access/gate.ts";
import { currentStanding } from "#lib/access/session.ts";
import { answerUpload } from "#lib/files/answer.ts";

/** Takes one file for one record. Not a form action: the body is streamed and may be 50 MB. */
export function POST(request: Request) {
  return answerUpload(async () => {
    const standing = await currentStanding();
    const membership = standing && membershipOf(standing);
    return standing && membership ? actorFrom(standing, membership) : undefined;
  }, request);
}
