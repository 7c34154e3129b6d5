import type { State } from "#components/ui/state-mark.tsx";

/** The shapes of the room's word lists as the interface draws them. */
export const shapeOf = {
  ok: "ok",
  warn: "warn",
  bad: "bad",
  part: "progress",
  none: "not-started",
  info: "info",
  na: "na",
} as const satisfies Record<string, State>;
