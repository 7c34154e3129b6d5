import { counts } from "./committee.ts";
import { decisionNumber } from "./deciding.ts";
import type { BlockKind } from "./minute.ts";
import type { Written } from "./queries/written.ts";
import { questionName, unansweredOf } from "./unanswered.ts";
import { isThere } from "./voting.ts";

export type Check = { says: string; ok: boolean; itemId?: string; fix?: string };

type Facts = {
  items: readonly { id: string; position: number }[];
  blocks: readonly { itemId: string; kind: BlockKind; decisionId: string | null; differsFromId: string | null }[];
  decisions: readonly { id: string; itemId: string; number: string; decided: boolean; because: string | null }[];
  votes: readonly { decisionId: string }[];
  actions: readonly { itemId: string; reference: string; ownerId: string | null; dueOn: string | null }[];
  present: number;
  /** Members of whom nobody wrote whether they came. */
  unrecorded: number;
};

/** What must hold before the chair is asked to sign, each with where it is put right. */
function checksBeforeSending(facts: Facts): Check[] {
  const { items, blocks, actions, present, unrecorded } = facts;
  const loose = actions.find((one) => !one.ownerId || !one.dueOn);
  const empty = items.filter((item) => !blocks.some(({ itemId }) => itemId === item.id));
  const twice = blocks.find((one) => one.differsFromId);
  return [
    ...questionChecks(facts),
    loose
      ? { says: `${loose.reference} has no owner or date.`, ok: false, itemId: loose.itemId, fix: "Open the item" }
      : { says: "Every action has an owner and date", ok: true },
    attendanceCheck(present, unrecorded),
    ...(twice
      ? [{ says: "One minute has two texts.", ok: false, itemId: twice.itemId, fix: "Choose what stays" }]
      : []),
    ...empty.map((item) => ({
      says: `Item ${item.position} has no minute yet.`,
      ok: false,
      itemId: item.id,
      fix: "Write it",
    })),
  ];
}

/** What is missing of the questions; that all is there is said only where nothing is missing of any. */
function questionChecks({ blocks, decisions, votes }: Facts): Check[] {
  const missing = decisions.flatMap((one): Check[] => {
    const { number, itemId } = one;
    const lack = (says: string, fix: string) => [{ says, ok: false, itemId, fix }];
    if (!one.decided)
      return blocks.some(({ decisionId }) => decisionId === one.id)
        ? []
        : lack(`Question ${number} has no answer yet.`, "Open it");
    if (!one.because) return lack(`Decision ${number} has no reason.`, "Write it");
    return votes.some(({ decisionId }) => decisionId === one.id)
      ? []
      : lack(`Decision ${number} has no vote yet.`, "Record it");
  });
  if (missing.length > 0) return missing;
  if (decisions.length === 0) return [{ says: "No question was put to the meeting", ok: true }];
  const left = decisions.some(({ decided }) => !decided);
  const answered = left ? "Every question is answered, or minuted as not decided" : "Every question is answered";
  if (!decisions.some(({ decided }) => decided)) return [{ says: answered, ok: true }];
  return [answered, "Every decision has a reason", "Votes recorded"].map((says) => ({ says, ok: true }));
}

function attendanceCheck(present: number, unrecorded: number): Check {
  if (present === 0) return { says: "No member is recorded as present.", ok: false, fix: "Record attendance" };
  if (unrecorded === 0) return { says: "Attendance recorded", ok: true };
  const members = unrecorded === 1 ? "one member" : `${unrecorded} members`;
  return { says: `Attendance of ${members} is not recorded yet.`, ok: false, fix: "Record attendance" };
}

/** What must hold before the chair is asked to sign. */
export function checksOf(written: Written) {
  const at = written.meeting.endedAt ?? written.now;
  const { beganAt } = written.meeting;
  const present = written.attended.filter(
    (one) => isThere(one, beganAt ?? at) || isThere(one, new Date(at.getTime() - 1)),
  );
  return checksBeforeSending({
    items: written.items,
    blocks: written.blocks,
    votes: written.votes,
    actions: written.actions,
    decisions: written.decisions.map((one) => ({
      ...one,
      number: decisionNumber(one.itemPosition, one.position),
      decided: one.outcome !== null,
    })),
    present: present.length,
    unrecorded: written.seats.filter(
      ({ personId, post }) => counts(post) && !written.attended.some((one) => one.personId === personId),
    ).length,
  });
}

/** Whether one person wrote every minute: their signature is then nobody's second look. */
export function wroteAll({ blocks }: Pick<Written, "blocks">, personId: string): boolean {
  return blocks.length > 0 && blocks.every(({ writtenBy }) => writtenBy === personId);
}

/** Why minutes that went to the chair cannot be signed as they are: a question that was put would vanish from them. */
export function notSignable({ decisions, blocks }: Pick<Written, "decisions" | "blocks">): string | undefined {
  const [open] = unansweredOf(decisions, blocks);
  if (!open) return undefined;
  return `${questionName(open)} has no answer in these minutes. Return them, so that they say that it was not decided.`;
}
