import { type State, StateChip, StateMark } from "#components/ui/state-mark.tsx";
import { type MeetingState, meetingStateWords } from "#lib/meetings/meeting.ts";

const shapes: Record<(typeof meetingStateWords)[MeetingState]["shape"], State> = {
  ok: "ok",
  part: "progress",
  none: "not-started",
  info: "info",
  na: "na",
};

export function MeetingMark({ state }: { state: MeetingState }) {
  const { word, shape } = meetingStateWords[state];
  return <StateMark state={state === "open" ? "live" : shapes[shape]}>{word}</StateMark>;
}

export function MeetingChip({ state }: { state: MeetingState }) {
  const { word, shape } = meetingStateWords[state];
  return <StateChip state={state === "open" ? "live" : shapes[shape]}>{word}</StateChip>;
}
