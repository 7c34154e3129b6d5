import { z } from "zod";
import {
  choice,
  isBlank,
  optionalDate,
  optionalText,
  optionalUuid,
  requiredText,
  typedDate,
  uuid,
  version,
} from "#lib/forms/fields.ts";
import { appetiteCategories, possibleScores } from "#lib/records/risk-limits.ts";
import { askedWords } from "#lib/registers/query.ts";
import { assurances } from "../meeting.ts";
import { asks, draftFields, outcomes, votes } from "../minute.ts";
import { cleanMinute, longestMinute } from "../minute-text.ts";

const meeting = { id: z.uuid() };
const long = longestMinute.toLocaleString("en-GB");

/** Marks that turn the writing round are no word processor's, and can disguise a text. */
const turned = /[\u202d\u202e]/;

/** Minutes come from word processors: cleaned first, then measured; what is too long comes back whole. */
const minuteWords = z
  .string("Write the minute.")
  .refine((words) => !turned.test(words), "Remove the hidden characters. Paste it as plain text.")
  .transform(cleanMinute)
  .pipe(
    z
      .string()
      .refine((words) => !isBlank(words), "Write the minute.")
      .refine(
        (words) => words.length <= longestMinute,
        `This is longer than ${long} characters. Divide it over two minutes; nothing was cut.`,
      ),
  );

/** What is being written under an item. */
export const writing = z.enum(["note", "challenge", "decision", "action"]);

export const MinutesQuery = z.object({
  item: z.uuid().optional().catch(undefined),
  write: writing.optional().catch(undefined),
  block: z.uuid().optional().catch(undefined),
  /** The question that one about to be put takes up. */
  answers: z.uuid().optional().catch(undefined),
  /** What the record that a question is about is searched by. */
  words: askedWords,
});
export type MinutesQuery = z.output<typeof MinutesQuery>;

export const WriteBlock = z.object({
  ...meeting,
  itemId: uuid(),
  kind: choice(["note", "challenge"], "Choose what it is."),
  words: minuteWords,
});
export type WriteBlock = z.output<typeof WriteBlock>;

export const NothingToRecord = z.object({ ...meeting, itemId: uuid() });
export type NothingToRecord = z.output<typeof NothingToRecord>;

export const ChangeBlock = z.object({ ...meeting, blockId: uuid(), version, words: minuteWords });
export type ChangeBlock = z.output<typeof ChangeBlock>;

export const RemoveBlock = z.object({ ...meeting, blockId: uuid(), version });
export type RemoveBlock = z.output<typeof RemoveBlock>;

/** Two texts of one minute: the first, the second, or both become the minute. */
export const SettleBlock = z.object({
  ...meeting,
  blockId: uuid(),
  version,
  otherId: uuid(),
  keep: choice(["first", "second", "both"], "Choose which text stays."),
});
export type SettleBlock = z.output<typeof SettleBlock>;

export const RaiseFromItem = z.object({
  ...meeting,
  itemId: uuid(),
  title: requiredText("Say what will be done.", 200),
  ownerId: uuid("Choose who will do it."),
  dueOn: typedDate("Write the day it is due."),
  measure: requiredText("Say how the meeting will know it worked.", 600),
  priority: z.string("Choose how soon it matters.").min(1, "Choose how soon it matters.").max(40),
  level: z.string("Choose what kind of change it is.").min(1, "Choose what kind of change it is.").max(40),
});
export type RaiseFromItem = z.output<typeof RaiseFromItem>;

export const limitMissing = { category: "Choose which risks the limit is for.", maximum: "Choose the highest score." };
const otherwise = "Only where the highest score is asked for. Choose that above, or none here.";
const none = z.literal("").transform(() => undefined);

export const PutDecision = z
  .object({
    ...meeting,
    itemId: uuid("Choose the item."),
    question: requiredText("Write the question that is put.", 400).refine(
      (text) => text.length >= 3,
      "Write the question that is put.",
    ),
    recommendation: optionalText(600),
    asks: choice(asks, "Choose what is asked."),
    aboutId: optionalUuid(),
    /** Of which risks, and to which score, where a limit is asked for. */
    limitCategory: none.or(choice(appetiteCategories, limitMissing.category)).optional(),
    limitValue: none.or(choice(possibleScores.map(String), limitMissing.maximum).transform(Number)).optional(),
    /** The deferred decision, or the one that another committee sent here. */
    answersId: optionalUuid(),
  })
  .superRefine(({ asks, limitCategory, limitValue }, ctx) => {
    const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    const wanted = asks === "set-limit";
    if (wanted !== Boolean(limitCategory)) say("limitCategory", wanted ? limitMissing.category : otherwise);
    if (wanted !== Boolean(limitValue)) say("limitValue", wanted ? limitMissing.maximum : otherwise);
  });
export type PutDecision = z.output<typeof PutDecision>;

export const Decide = z
  .object({
    decisionId: uuid("Choose the decision."),
    version,
    outcome: choice(outcomes, "Choose what was decided."),
    because: requiredText("Say why.", 1000),
    deferUntil: optionalDate(),
    expiresOn: optionalDate(),
    escalatedToId: optionalUuid(),
  })
  .superRefine((input, ctx) => {
    const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    if (input.outcome === "defer" && !input.deferUntil) say("deferUntil", "Write the day it comes back.");
    if (input.outcome === "accept-risk" && !input.expiresOn) say("expiresOn", "Write the day the acceptance ends.");
    if (input.outcome === "escalate" && !input.escalatedToId) say("escalatedToId", "Choose the committee.");
  });
export type Decide = z.output<typeof Decide>;

export const LeaveUndecided = z.object({ decisionId: uuid("Choose the question.") });
export type LeaveUndecided = z.output<typeof LeaveUndecided>;

export const CarryOut = z.object({ decisionId: uuid("Choose the decision.") });
export type CarryOut = z.output<typeof CarryOut>;

export const CastVote = z.object({ decisionId: uuid(), vote: choice(votes, "Choose how you vote.") });
export type CastVote = z.output<typeof CastVote>;

const voters = z.array(uuid()).max(60);
export const RecordVotes = z
  .object({
    decisionId: uuid(),
    for: voters,
    against: voters,
    abstained: voters,
    /** How far the votes had come when the form was drawn. */
    seen: z.coerce.number().int().nonnegative().optional(),
  })
  .superRefine((input, ctx) => {
    const all = [...input.for, ...input.against, ...input.abstained];
    if (all.length === 0) ctx.addIssue({ code: "custom", path: ["for"], message: "Tick who voted, and how." });
    if (new Set(all).size < all.length)
      ctx.addIssue({ code: "custom", path: ["for"], message: "Somebody is ticked twice. Each votes once." });
  });
export type RecordVotes = z.output<typeof RecordVotes>;

export const Assure = z.object({
  ...meeting,
  version,
  assurance: choice(assurances, "Choose the level."),
  assuranceReason: requiredText("Say what the level rests on.", 1000),
});
export type Assure = z.output<typeof Assure>;

export const SendMinutes = z.object({ ...meeting, version });
export type SendMinutes = z.output<typeof SendMinutes>;

export const ReturnMinutes = z.object({ ...meeting, version, reason: requiredText("Say what must change.", 600) });
export type ReturnMinutes = z.output<typeof ReturnMinutes>;

export const SignMinutes = z.object({ ...meeting, version, reason: optionalText(600) });
export type SignMinutes = z.output<typeof SignMinutes>;

export const AddAddendum = z.object({
  ...meeting,
  itemId: optionalUuid(),
  words: requiredText("Write what is corrected or added.", 4000),
});
export type AddAddendum = z.output<typeof AddAddendum>;

export const SaveDraft = z.object({
  ...meeting,
  itemId: z.uuid(),
  field: z.enum(draftFields),
  words: z.string().max(longestMinute),
});
export type SaveDraft = z.output<typeof SaveDraft>;
