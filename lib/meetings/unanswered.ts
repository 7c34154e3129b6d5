import { decisionNumber } from "./deciding.ts";
import type { Outcome } from "./minute.ts";

type Question = { id: string; itemPosition: number; position: number; outcome: Outcome | null };
type Minuted = { decisionId: string | null };

/** Questions put to a meeting of which its minutes say nothing: not answered, nor minuted as not decided. */
export function unansweredOf<T extends Question>(decisions: readonly T[], blocks: readonly Minuted[]): T[] {
  return decisions.filter((one) => !one.outcome && !blocks.some(({ decisionId }) => decisionId === one.id));
}

/** "Question 4.1": how a question is named before it has an answer. */
export function questionName({ itemPosition, position }: Pick<Question, "itemPosition" | "position">): string {
  return `Question ${decisionNumber(itemPosition, position)}`;
}
