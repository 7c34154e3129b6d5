export const blockKinds = ["note", "challenge", "decision", "action"] as const;
export type BlockKind = (typeof blockKinds)[number];
export const blockKindWords: Record<BlockKind, string> = {
  note: "Note",
  challenge: "Challenge",
  decision: "Decision",
  action: "Action",
};

/** The note of an item about which nothing was said. */
export const nothingToRecord = "Nothing to record.";

/** What the meeting is asked, and the answers that are possible; none is chosen beforehand. */
export const asks = ["approve", "accept-risk", "retest", "sign-off", "set-limit"] as const;
export type Asks = (typeof asks)[number];
/** Of a question that its meeting left without an answer: the same words on the page, in print and on the screen. */
export const notDecided = "Not decided";
export const notDecidedSays =
  "No answer was recorded while the meeting lasted. The committee's next meeting finds it again.";

export const outcomes = ["approve", "reject", "defer", "accept-risk", "retest", "escalate", "sign-off"] as const;
export type Outcome = (typeof outcomes)[number];

export const asksWords: Record<Asks, string> = {
  approve: "To approve something",
  "accept-risk": "To accept a risk for a time",
  retest: "To ask for a retest",
  "sign-off": "To sign off a disruption review",
  "set-limit": "To set the highest score that is carried",
};

/** What a committee can be asked: the board alone sets the limit of the organisation's risks. */
export function asksOf(ofTheBoard: boolean): readonly Asks[] {
  return asks.filter((one) => ofTheBoard || one !== "set-limit");
}

/** The word on the button, and the word in the minute afterwards. */
export const outcomeWords: Record<Outcome, { verb: string; word: string; shape: "ok" | "warn" | "bad" | "part" }> = {
  approve: { verb: "Approve", word: "Approved", shape: "ok" },
  reject: { verb: "Reject", word: "Not approved", shape: "bad" },
  defer: { verb: "Defer", word: "Deferred", shape: "part" },
  "accept-risk": { verb: "Accept the risk", word: "Risk accepted", shape: "ok" },
  retest: { verb: "Ask for a retest", word: "Retest asked for", shape: "warn" },
  escalate: { verb: "Escalate", word: "Escalated", shape: "part" },
  "sign-off": { verb: "Sign off", word: "Signed off", shape: "ok" },
};

const always = ["reject", "defer", "escalate"] as const;
/** The answers that a question allows, the affirmative one first. A board has nowhere to escalate to. */
export function outcomesFor(asked: Asks, escalates: boolean): readonly Outcome[] {
  const rest = always.filter((outcome) => outcome !== "escalate" || escalates);
  switch (asked) {
    case "approve":
    case "set-limit":
      return ["approve", ...rest];
    case "accept-risk":
      return ["accept-risk", "retest", ...rest];
    case "retest":
      return ["retest", ...rest];
    case "sign-off":
      return ["sign-off", "retest", ...rest];
  }
}

export const voteWords = { for: "For", against: "Against", abstained: "Abstained" } as const;
export const votes = ["for", "against", "abstained"] as const;
export type Vote = (typeof votes)[number];

export const effectVerbs = ["risk.accept", "test.plan", "disruption.sign", "action.raise", "appetite.set"] as const;
export type EffectVerb = (typeof effectVerbs)[number];

export const draftFields = ["note", "challenge"] as const;

type Numbered = { id: string; kind: BlockKind; differsFromId: string | null };

/** The numbers of an item's notes by their block, in the order of its minutes; a second text of a note bears the note's own. */
export function noteNumbers(itemPosition: number, blocks: readonly Numbered[]): Map<string, string> {
  const notes = blocks.filter(({ kind }) => kind === "note");
  const numbers = new Map(
    notes.filter(({ differsFromId }) => !differsFromId).map(({ id }, index) => [id, `${itemPosition}.${index + 1}`]),
  );
  return new Map(notes.map(({ id, differsFromId }) => [id, numbers.get(differsFromId ?? id) ?? ""]));
}

type Placed = { itemId: string; decisionId: string | null };

/** Minutes with their decisions in the order of their numbers, however late each was taken; other minutes stay in their place. */
export function decisionsInOrder<T extends Placed>(blocks: readonly T[], rankOf: (decisionId: string) => number): T[] {
  const waiting = new Map<string, T[]>();
  for (const block of blocks)
    if (block.decisionId) waiting.set(block.itemId, [...(waiting.get(block.itemId) ?? []), block]);
  for (const decisions of waiting.values())
    decisions.sort((a, b) => rankOf(a.decisionId ?? "") - rankOf(b.decisionId ?? ""));
  return blocks.map((block) => (block.decisionId ? (waiting.get(block.itemId)?.shift() ?? block) : block));
}
