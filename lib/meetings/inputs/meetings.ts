import { z } from "zod";
import { type LondonTime, parseDate, parseTime, toInstant } from "#lib/dates.ts";
import {
  choice,
  joinInstant,
  optionalDate,
  optionalText,
  optionalUuid,
  requiredText,
  typedDate,
  uuid,
  version,
} from "#lib/forms/fields.ts";
import { registerShape } from "#lib/registers/query.ts";
import { type Presence, presences, takingParts } from "../meeting.ts";
import { lengthField, markingField, placeField, typedMinute } from "./committees.ts";

const meetingViews = ["coming", "waiting", "signed", "mine", "all"] as const;
export type MeetingView = (typeof meetingViews)[number];
const meetingSorts = ["date", "title", "changed"] as const;

export const MeetingQuery = z.object({
  ...registerShape(meetingSorts, "date"),
  view: z.enum(meetingViews).catch("coming"),
  committee: z.uuid().optional().catch(undefined),
});
export type MeetingQuery = z.output<typeof MeetingQuery>;

export const NewMeetingQuery = z.object({ committee: z.uuid().optional().catch(undefined) });
/** Which item of an agenda is being changed. */
export const ItemQuery = z.object({ item: z.uuid().optional().catch(undefined) });

/** Which post is about to end. */
export const EndQuery = z.object({ end: z.uuid().optional().catch(undefined) });

export const CallMeetings = z
  .object({
    committeeId: uuid("Choose the committee."),
    days: z.array(z.iso.date()).max(12),
    otherDay: optionalDate(),
    startMinute: typedMinute,
    lengthMinutes: lengthField,
    place: placeField,
  })
  .superRefine((input, ctx) => {
    if (input.days.length > 0 || input.otherDay) return;
    ctx.addIssue({ code: "custom", path: ["days"], message: "Choose a day, or write another one." });
  })
  .transform(({ otherDay, days, ...rest }) => ({
    ...rest,
    /** The day that was typed, which is told at its own field. */
    otherDay,
    days: [...new Set([...days, ...(otherDay ? [otherDay] : [])])],
  }));
type Called = z.output<typeof CallMeetings>;
export type CallMeetings = Omit<Called, "otherDay"> & Partial<Pick<Called, "otherDay">>;

const on = { id: z.uuid(), version };

export const ChangeMeeting = z.object({
  ...on,
  day: typedDate("Write the day."),
  startMinute: typedMinute,
  lengthMinutes: lengthField,
  place: placeField,
  marking: markingField,
  /** Needed where the day or the time changes. */
  reason: optionalText(400),
});
export type ChangeMeeting = z.output<typeof ChangeMeeting>;

export const CancelMeeting = z.object({ ...on, reason: requiredText("Say why it is cancelled.", 400) });
export type CancelMeeting = z.output<typeof CancelMeeting>;

const typed = z.string().trim().max(60).optional();
const momentShape = { ...on, date: typed, time: typed };
const names = (missing: string) => ({ date: "date", time: "time", missing });

export const BeginMeeting = z
  .object({
    ...momentShape,
    /** The date as it was typed, confirmed where it is not the planned day; another date is confirmed anew. */
    otherDay: typed,
  })
  .transform(({ date, time, otherDay, ...rest }, ctx) => {
    const at = joinInstant(ctx, { date, time }, names("Write when it began."));
    return at ? { ...rest, at, onOtherDay: Boolean(otherDay) && otherDay === date } : z.NEVER;
  });
type Begun = z.output<typeof BeginMeeting>;
export type BeginMeeting = Omit<Begun, "onOtherDay"> & Partial<Pick<Begun, "onOtherDay">>;

export const EndMeeting = z.object(momentShape).transform(({ date, time, ...rest }, ctx) => {
  const at = joinInstant(ctx, { date, time }, names("Write when it ended."));
  return at ? { ...rest, at } : z.NEVER;
});
export type EndMeeting = z.output<typeof EndMeeting>;

export const DeclareInterest = z.object({
  id: z.uuid(),
  /** Whose it is; left empty it is the writer's own. */
  personId: optionalUuid(),
  itemId: optionalUuid(),
  words: requiredText("Say what the interest is.", 600),
  takingPart: choice(takingParts, "Choose how they take part."),
});
export type DeclareInterest = z.output<typeof DeclareInterest>;

export type NotedPresence = { personId: string; presence: Presence; cameAt: Date | null; leftAt: Date | null };
export type Attend = {
  id: string;
  version: number;
  day: string;
  people: NotedPresence[];
  guestId?: string | undefined;
};

/** The names of one person's fields in the form of everyone's attendance. */
export const attendNames = (personId: string) => ({
  presence: `presence-${personId}`,
  came: `came-${personId}`,
  left: `left-${personId}`,
});

/** The day is the meeting's as the form showed it. */
const attendHead = z.object({ ...on, day: z.iso.date(), guestId: optionalUuid() });

/** The form of the people it names: times are of the meeting's day. Those without a choice stay unrecorded. */
function attendShape(personIds: readonly string[]) {
  const presence = z.union([z.literal(""), z.enum(presences)]).optional();
  const fields = personIds.flatMap((id) => {
    const { presence: chosen, came, left } = attendNames(id);
    return [
      [chosen, presence],
      [came, typed],
      [left, typed],
    ] as const;
  });
  const shape = z.object({ ...attendHead.shape, ...Object.fromEntries(fields) });
  return shape.transform((input, ctx): Attend => {
    const head = attendHead.parse(input);
    const raw = new Map(Object.entries(input).map(([name, value]) => [name, String(value ?? "")]));
    const people = personIds.flatMap((personId): NotedPresence[] => {
      const asked = attendNames(personId);
      const chosen = presences.find((one) => one === raw.get(asked.presence));
      const cameAt = timeOn(head.day, raw.get(asked.came), asked.came, ctx);
      const leftAt = timeOn(head.day, raw.get(asked.left), asked.left, ctx);
      const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
      const timed = cameAt !== null || leftAt !== null;
      if (!chosen) {
        if (timed) say(asked.presence, "Choose whether they were present.");
        return [];
      }
      if (chosen === "part" && !timed) say(asked.came, "Write when they came or left.");
      if (timed && (chosen === "apologies" || chosen === "absent"))
        say(asked.came, "Somebody who was not there has no times.");
      if (cameAt && leftAt && cameAt >= leftAt) say(asked.left, "They left before they came.");
      return [{ personId, presence: chosen, cameAt, leftAt }];
    });
    return { ...head, people };
  });
}

/** The shape of a form as it was sent: it names the people whom it lists. */
export function attendFormShape(form: FormData) {
  const ids = form.getAll("personId").filter((id) => typeof id === "string" && z.uuid().safeParse(id).success);
  return attendShape([...new Set(ids.map(String))].slice(0, 100));
}

function timeOn(day: string, text: string | undefined, path: string, ctx: z.RefinementCtx): Date | null {
  if (!text) return null;
  const time: LondonTime | undefined = parseTime(text);
  const date = parseDate(day, new Date(0));
  const joined = time && date ? toInstant(date, time) : undefined;
  if (joined?.ok) return joined.instant;
  ctx.addIssue({ code: "custom", path: [path], message: "Write a time such as 10:40." });
  return null;
}
