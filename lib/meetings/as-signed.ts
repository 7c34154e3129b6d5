import { parseDate } from "#lib/dates.ts";
import { type Post, postWords } from "./committee.ts";
import { decisionNumber } from "./deciding.ts";
import type { DocumentAction, DocumentItem, DocumentWords } from "./document.ts";
import { type Presence, presenceWords } from "./meeting.ts";
import { decisionsInOrder } from "./minute.ts";

type Block = { id: string; itemId: string; kind: string; ownWords: boolean; by: string };
type Action = { itemId: string; reference: string; title: string; owner: string; dueOn: string };
type Signed = { items: readonly DocumentItem[] };
type Places = readonly { id: string; position: number }[];

const itemOf = (signed: Signed, items: Places, itemId: string) =>
  signed.items.find(({ position }) => position === items.find(({ id }) => id === itemId)?.position);

const quoted = "In the words of ";

/** Whose words a member's own challenge was signed as, whatever they are called now. */
export function blocksAsSigned<T extends Block>(blocks: readonly T[], items: Places, signed: Signed): T[] {
  return blocks.map((block) => {
    if (!block.ownWords) return block;
    const mine = blocks.filter((one) => one.itemId === block.itemId && one.kind === block.kind && one.ownWords);
    const told = itemOf(signed, items, block.itemId)?.blocks.filter(
      (one): one is DocumentWords =>
        (one.kind === "note" || one.kind === "challenge") &&
        one.kind === block.kind &&
        (one.says?.startsWith(quoted) ?? false),
    );
    const says = told?.[mine.indexOf(block)]?.says;
    return says ? { ...block, by: says.slice(quoted.length) } : block;
  });
}

type Question = { id: string; itemPosition: number; position: number };

/** The order in which an item's decisions were signed: minutes signed earlier stand as they were taken. */
export function decisionsAsSigned<T extends { itemId: string; decisionId: string | null }>(
  blocks: readonly T[],
  decisions: readonly Question[],
  signed: Signed,
): T[] {
  const numbers = signed.items.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.kind === "decision" ? one.number : [])),
  );
  const rank = new Map(
    decisions.map((one) => [one.id, numbers.indexOf(decisionNumber(one.itemPosition, one.position))]),
  );
  return decisionsInOrder(blocks, (id) => rank.get(id) ?? -1);
}

/** An action as it was asked for: its words, owner and day are the signed ones, where it stands is of now. */
export function actionsAsSigned<T extends Action>(actions: readonly T[], items: Places, signed: Signed): T[] {
  return actions.map((action) => {
    const told = itemOf(signed, items, action.itemId)?.blocks.find(
      (one): one is DocumentAction => one.kind === "action" && one.reference === action.reference,
    );
    if (!told) return action;
    const due = parseDate(told.due, new Date(0));
    const day = due && [due.year, due.month, due.day].map((part) => String(part).padStart(2, "0")).join("-");
    return { ...action, title: told.title, owner: told.owner, dueOn: day ?? action.dueOn };
  });
}

type Attended = { name: string; post: Post; presence: Presence };

/** Who was there, by the names under which it was signed. */
export function attendedAsSigned<T extends Attended>(
  attended: readonly T[],
  signed: { attendance: readonly { who: string; post: string; presence: string }[] },
): T[] {
  const kept = attended.filter(({ name }) => signed.attendance.some(({ who }) => who === name));
  const renamed = attended.filter((one) => !kept.includes(one));
  return signed.attendance.flatMap(({ who, post, presence }) => {
    const same = kept.find(({ name }) => name === who);
    if (same) return [same];
    const at = renamed.findIndex(
      (one) => postWords[one.post] === post && presence.startsWith(presenceWords[one.presence]),
    );
    return renamed.splice(at, at < 0 ? 0 : 1).map((one) => ({ ...one, name: who }));
  });
}
