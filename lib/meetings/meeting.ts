import { formatDate, formatDateTime, formatTime, londonDay } from "#lib/dates.ts";

export const meetingStates = ["planned", "published", "open", "minutes", "with-chair", "signed", "cancelled"] as const;
export type MeetingState = (typeof meetingStates)[number];

type Shape = "ok" | "part" | "none" | "info" | "na";
export const meetingStateWords: Record<MeetingState, { word: string; shape: Shape }> = {
  planned: { word: "Planned", shape: "none" },
  published: { word: "Papers published", shape: "info" },
  open: { word: "In session", shape: "part" },
  minutes: { word: "Draft minutes", shape: "part" },
  "with-chair": { word: "Awaiting the chair", shape: "part" },
  signed: { word: "Minutes signed", shape: "ok" },
  cancelled: { word: "Cancelled", shape: "na" },
};
/** States in which what was said is still being written down. */
export const beingMinuted: readonly MeetingState[] = ["open", "minutes", "with-chair"];
/** Still to come, or going on: however late somebody is to record that it began. */
export const toCome: readonly MeetingState[] = ["planned", "published", "open"];
/** A meeting that took place, or has begun to. */
export const held: readonly MeetingState[] = [...beingMinuted, "signed"];

export type Dated = { startsAt: Date; beganAt: Date | null };
/** When it was held; until it begins, when it is planned. A meeting is named for this day. */
export const heldAt = ({ startsAt, beganAt }: Dated) => beganAt ?? startsAt;
/** The day for which it was planned, where it was held on another. */
export function plannedOn({ startsAt, beganAt }: Dated): string | undefined {
  const planned = londonDay(startsAt);
  return beganAt && londonDay(beganAt) !== planned ? planned : undefined;
}
/** "26 November 2026, 10:00"; where it was held on another day, that one and the planned one. */
export function whenSaid(meeting: Dated): string {
  const planned = plannedOn(meeting);
  const { startsAt, beganAt } = meeting;
  return planned && beganAt
    ? `${formatDateTime(beganAt)}, planned for ${formatDate(planned)}`
    : formatDateTime(startsAt);
}

export const markings = ["Board confidential", "Commercial in confidence"] as const;

export const presences = ["present", "remote", "part", "apologies", "absent"] as const;
export type Presence = (typeof presences)[number];
export const presenceWords: Record<Presence, string> = {
  present: "Present",
  remote: "Present by video or telephone",
  part: "Present for part",
  apologies: "Apologies",
  absent: "Absent",
};

/** From this many minutes on it is said when something was written down: less is the writing itself. */
export const recordedLate = 5;

/** In the room or on the line, at least for a while. */
export const wasThere = (presence: Presence) => presence !== "apologies" && presence !== "absent";

/** "Present for part, came 10:20, left 11:40". */
export function presenceSaid(one: { presence: Presence; cameAt: Date | null; leftAt: Date | null }): string {
  const times = [one.cameAt && `came ${formatTime(one.cameAt)}`, one.leftAt && `left ${formatTime(one.leftAt)}`];
  return [presenceWords[one.presence], ...times].filter(Boolean).join(", ");
}

export const takingParts = ["stays", "no-vote", "leaves"] as const;
export type TakingPart = (typeof takingParts)[number];
export const takingPartWords: Record<TakingPart, string> = {
  stays: "Stays and takes part",
  "no-vote": "Stays and does not vote",
  leaves: "Leaves for the item",
};

export const assurances = ["substantial", "reasonable", "limited", "none"] as const;
export type Assurance = (typeof assurances)[number];
export const assuranceWords: Record<Assurance, string> = {
  substantial: "Substantial",
  reasonable: "Reasonable",
  limited: "Limited",
  none: "No assurance",
};

/** When a snapshot was taken: for the papers, or as an item was opened in the meeting. */
export const occasions = ["papers", "opened"] as const;
export type Occasion = (typeof occasions)[number];

/** What figures are called beside a minute, on its page and in print. */
export const figureNames: Record<Occasion, string> = {
  papers: "Figures of the papers",
  opened: "Figures as the item was opened",
};

type Timed = { minutes: number; openedAt: Date | null };

/**
 * When each item came: as it was opened, and while the meeting is to come or goes on, as it is planned. Of a meeting
 * that ended only what happened is known.
 */
export function itemTimes(items: readonly Timed[], startsAt: Date, isOver: boolean): (Date | undefined)[] {
  let next = startsAt.getTime();
  return items.map(({ minutes, openedAt }) => {
    const planned = new Date(next);
    next += minutes * 60_000;
    return openedAt ?? (isOver ? undefined : planned);
  });
}
