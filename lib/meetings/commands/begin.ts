import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addDays, formatDate, formatDateTime, londonDay } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { BeginMeeting, EndMeeting } from "../inputs/meetings.ts";
import { listAgenda } from "../queries/meeting.ts";
import { titleOn } from "./day.ts";
import { changeRow, meetingFor } from "./row.ts";

export function beginMeeting(actor: Actor, input: BeginMeeting) {
  return changeAs(actor, "meeting.begin", (tx) => beginMeetingIn(tx, actor, input));
}

/**
 * The time at which it began is typed, the time of writing it down is the clock's; both are kept. Another day than the
 * planned one is confirmed, because it cannot be moved afterwards; from then on the meeting is named for that day.
 */
export async function beginMeetingIn(tx: Tx, actor: Actor, input: BeginMeeting) {
  const meeting = await meetingFor(tx, actor, "call", input.id);
  const no = (words: string, field = "time") => new Refusal("conflict", words, { field });
  if (input.at > tx.now) throw no("That time has not come yet.");
  if (londonDay(input.at) < addDays(londonDay(tx.now), -365))
    throw no("That is more than a year ago. Check the date.", "date");
  // What is typed has no seconds.
  if (meeting.publishedAt && input.at.getTime() + 60_000 <= meeting.publishedAt.getTime())
    throw no(`Its papers were published after that, ${formatDateTime(meeting.publishedAt)}.`);
  if ((await listAgenda(tx, actor, meeting.id)).length === 0)
    throw new Refusal("conflict", "The agenda is empty. Put an item on it first.");
  const day = londonDay(input.at);
  const planned = londonDay(meeting.startsAt);
  if (day !== planned && !input.onOtherDay)
    throw no(
      `It is planned for ${formatDate(planned)}, and you wrote ${formatDate(day)}. Confirm that it began on ${formatDate(day)}, or move the meeting first.`,
      "otherDay",
    );
  return changeRow(tx, actor, meeting, input.version, {
    ...(day === planned ? {} : { title: titleOn(meeting.committee, day) }),
    state: "open",
    beganAt: input.at,
    beginRecordedAt: tx.now,
    touched: true,
  });
}

export function endMeeting(actor: Actor, input: EndMeeting) {
  return changeAs(actor, "meeting.end", (tx) => endMeetingIn(tx, actor, input));
}

/** From here on it is written up: no item is open, no decision is taken. */
export async function endMeetingIn(tx: Tx, actor: Actor, input: EndMeeting) {
  const meeting = await meetingFor(tx, actor, "minute", input.id);
  const { beganAt } = meeting;
  if (meeting.state !== "open" || !beganAt) throw new Refusal("conflict", "This meeting is not going on.");
  const no = (words: string) => new Refusal("conflict", words, { field: "time" });
  if (input.at > tx.now) throw no("That time has not come yet.");
  if (input.at <= beganAt) throw no(`It began at ${formatDateTime(beganAt)}; it ended after that.`);
  return changeRow(tx, actor, meeting, input.version, {
    state: "minutes",
    endedAt: input.at,
    endRecordedAt: tx.now,
    currentItemId: null,
  });
}
