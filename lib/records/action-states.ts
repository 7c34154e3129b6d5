/** An action in one of these is not closed: every room counts it by the same list. */
export const openActionStates = ["draft", "open", "in-progress", "blocked", "completed", "not-effective"] as const;
