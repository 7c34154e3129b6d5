import { z } from "zod";
import { parseTime } from "#lib/dates.ts";
import {
  choice,
  optionalText,
  optionalUuid,
  requiredText,
  typedDate,
  uuid,
  version,
  wholeNumber,
} from "#lib/forms/fields.ts";
import { cadences, committeeKinds, posts } from "../committee.ts";
import { markings } from "../meeting.ts";
import { sections } from "../section.ts";

/** A typed time of day, as minutes after midnight. */
export const typedMinute = z
  .string("Write a time such as 10:00.")
  .trim()
  .transform((typed, ctx) => {
    const time = parseTime(typed);
    if (time) return time.hour * 60 + time.minute;
    ctx.addIssue({ code: "custom", message: "Write a time such as 10:00." });
    return z.NEVER;
  });

export const placeField = requiredText("Say where it meets: a room, or a video call.", 120).refine(
  (text) => text.length >= 2,
  "Say where it meets: a room, or a video call.",
);
export const lengthField = wholeNumber("Write how many minutes it is planned for.", 10, 600);
export const markingField = choice(markings, "Choose how its papers are marked.");

const said = {
  name: requiredText("Give the committee its name.", 120).refine((text) => text.length >= 2, "Give it its full name."),
  terms: requiredText("Say what it is for, what it decides and what it reports.", 8000),
  quorum: wholeNumber("Write how many voting members must be present.", 1, 50),
  cadence: choice(cadences, "Choose how often it meets."),
  firstOn: typedDate("Write the first day it meets; the others follow from it."),
  startMinute: typedMinute,
  lengthMinutes: lengthField,
  place: placeField,
  marking: markingField,
  reportsToId: optionalUuid(),
};

export const MakeCommittee = z
  .object({
    ...said,
    kind: choice(committeeKinds, "Choose what kind of committee it is."),
    serviceIds: z.array(uuid()).max(400),
  })
  .superRefine((input, ctx) => {
    const local = input.kind === "local-governance";
    if (local === input.serviceIds.length > 0) return;
    const message = local
      ? "A local governance meeting is a service's: choose which."
      : "Only a local governance meeting names services; the others are the whole organisation's. Leave them empty.";
    ctx.addIssue({ code: "custom", path: ["serviceIds"], message });
  });
export type MakeCommittee = z.output<typeof MakeCommittee>;

const on = { id: z.uuid(), version };

export const ChangeCommittee = z.object({ ...on, ...said });
export type ChangeCommittee = z.output<typeof ChangeCommittee>;

export const CloseCommittee = z.object({ ...on, reason: requiredText("Say why the committee ends.", 400) });
export type CloseCommittee = z.output<typeof CloseCommittee>;

export const Appoint = z.object({
  ...on,
  personId: uuid("Choose who it is."),
  post: choice(posts, "Choose the post."),
  fromOn: typedDate("Write from which day."),
});
export type Appoint = z.output<typeof Appoint>;

export const ReleaseMember = z.object({ ...on, memberId: z.uuid() });
export type ReleaseMember = z.output<typeof ReleaseMember>;

/** An agenda's item, of a committee's template or of one meeting; `version` is that of the whole. */
const item = {
  title: requiredText("Say what the item is.", 120).refine((text) => text.length >= 2, "Say what the item is."),
  section: z
    .union([z.literal(""), z.enum(sections)])
    .optional()
    .transform((value) => value || null),
  minutes: wholeNumber("Write how many minutes it takes.", 1, 240),
  presenter: optionalText(80).refine((text) => text === undefined || text.length >= 2, "Write who presents it."),
};

export const AddItem = z.object({ ...on, ...item });
export type AddItem = z.output<typeof AddItem>;

export const ChangeItem = z.object({ ...on, itemId: z.uuid(), ...item });
export type ChangeItem = z.output<typeof ChangeItem>;

/** One place up or down, or off the agenda. */
export const ArrangeItem = z.object({ ...on, itemId: z.uuid(), way: z.enum(["up", "down", "remove"]) });
export type ArrangeItem = z.output<typeof ArrangeItem>;
