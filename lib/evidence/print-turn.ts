import { inTurn } from "#db/turns.ts";

/** The compiler takes a core for a second or more: one for each person, and two of them at once, whatever is printed. */
const atOnce = 2;

export function inPrintTurn<T>(actor: { personId: string }, run: () => Promise<T>): Promise<T> {
  return inTurn(`pdf of ${actor.personId}`, 1, () => inTurn("pdf", atOnce, run));
}
