import { formatDuration } from "#lib/dates.ts";
import { parseDuration } from "./duration.ts";
import { approvalBlock, type ObjectiveFacts, type ObjectiveResult, said } from "./resilience-test.ts";

type Scored = { result: ObjectiveResult | null; actualMinutes: number | null; targetMinutes: number | null };

export const isOver = ({ actualMinutes, targetMinutes }: Omit<Scored, "result">) =>
  actualMinutes !== null && targetMinutes !== null && actualMinutes > targetMinutes;

/** A stop or a tick of the keyboard says nothing. */
const isNote = (note: string | null) => (note?.match(/\p{L}/gu) ?? []).length >= 3;

/** Why a result does not go with the time beside it, and the field that puts it right; undefined where it does. */
export function contradiction(
  score: Scored & { note: string | null },
): { says: string; field: "result" | "note" | "actualMinutes" } | undefined {
  const { result, actualMinutes, targetMinutes, note } = score;
  if (targetMinutes === null) return undefined;
  const target = formatDuration(targetMinutes);
  if (actualMinutes === null)
    return result === "met" && !isNote(note)
      ? {
          says: `The target is ${target}, so met takes the time that was measured. Where none was, say under “What stood in the way” why not.`,
          field: "actualMinutes",
        }
      : undefined;
  const actual = formatDuration(actualMinutes);
  if (result === "met" && isOver(score))
    return {
      says: `${actual} is over the target of ${target}, so it was not met in time. Choose partly met or not met, or correct the time.`,
      field: "result",
    };
  if ((result === "partly-met" || result === "not-met") && !isOver(score) && !isNote(note))
    return {
      says: `${actual} is within the target of ${target}. Say what stood in the way all the same.`,
      field: "note",
    };
  return undefined;
}

const longest = 525_600;

type Given = { result: ObjectiveResult; actualMinutes: number | undefined; actualWords: string | undefined };
type Actual = { actualMinutes: number | null; actualWords: string | null };
type Wrong = { says: string; field: "actualMinutes" | "actualWords" };

/** The actual as it is kept: against a target in minutes a time is minutes, whichever field it was written in. */
export function actualOf({ result, actualMinutes, actualWords }: Given, targetMinutes: number | null): Actual | Wrong {
  const typed = { actualMinutes: actualMinutes ?? null, actualWords: actualWords ?? null };
  if (targetMinutes === null || actualWords === undefined) return typed;
  const read = parseDuration(actualWords);
  if (read === undefined || read > longest)
    return result === "met" && actualMinutes === undefined
      ? { says: "Say it in minutes: the target is in minutes.", field: "actualMinutes" }
      : typed;
  if (result === "not-tested") return { says: "What was not tested has no measured time.", field: "actualWords" };
  if (actualMinutes !== undefined && actualMinutes !== read)
    return {
      says: `The time says ${formatDuration(actualMinutes)} and the words say ${formatDuration(read)}. Correct one of them.`,
      field: "actualWords",
    };
  return { actualMinutes: read, actualWords: null };
}

/** Why its evaluator cannot report a test yet. A report tells what its evaluator scored, and nobody else. */
export function reportBlock(
  objectives: readonly (ObjectiveFacts & { scoredBy: string | null })[],
  evaluatorId: string,
): string | undefined {
  const block = approvalBlock(objectives);
  if (block) return block;
  const others = objectives.filter((one) => one.scoredBy !== evaluatorId).map((one) => one.number);
  return others.length > 0
    ? `${said(others)} scored by another evaluator. Score ${others.length === 1 ? "it" : "them"} again.`
    : undefined;
}
