import { enter, foundId, read, standsNow } from "#lib/access/gate.ts";
import { sessionToken } from "#lib/access/session.ts";
import { currentItem, followMeeting, over, takePlace } from "#lib/board/following.ts";

const plain = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };

const events = {
  "content-type": "text/event-stream; charset=utf-8",
  // Without this the answer would be compressed and held back until it is long enough.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** Without this HEAD would be answered by GET, with a stream that nobody reads and so nobody closes. */
export function HEAD() {
  return new Response(null, { status: 405, headers: { allow: "GET", "cache-control": "no-store" } });
}

/** The item at which the meeting is, for the screens of those who follow it. */
export async function GET(request: Request, { params }: RouteContext<"/meetings/[id]/screen/follow">) {
  const actor = await enter("meetings");
  const meetingId = foundId((await params).id);
  if (!request.headers.get("accept")?.includes("text/event-stream"))
    return new Response("This address speaks to a board screen.", { status: 406, headers: plain });
  const item = await read(actor, (tx) => currentItem(tx, actor, meetingId));
  if (item === undefined) return new Response(over, { headers: events });
  const token = (await sessionToken()) ?? "";
  const done = takePlace(actor.accountId);
  if (!done)
    return new Response("Too many screens follow already.", {
      status: 429,
      headers: { ...plain, "retry-after": "60" },
    });
  const stream = followMeeting({
    meetingId,
    who: () => standsNow(token, "meetings"),
    signal: request.signal,
    done,
  });
  return new Response(stream, { headers: events });
}
