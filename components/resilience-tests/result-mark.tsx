import { StateChip, StateMark } from "#components/ui/state-mark.tsx";
import {
  isHeld,
  resultSaid,
  type Tally,
  type TestState,
  testStateWords,
} from "#lib/resilience-tests/resilience-test.ts";

type Judged = Tally & { state: TestState };

/** The result of a held test; a planned or cancelled one has none. */
export function ResultMark({ test }: { test: Judged }) {
  if (!isHeld(test.state)) return <StateMark state="na">{testStateWords[test.state]}</StateMark>;
  const { shape, word } = resultSaid(test);
  return <StateMark state={shape}>{word}</StateMark>;
}

export function TestChips({ test }: { test: Judged }) {
  const { shape, word } = resultSaid(test);
  switch (test.state) {
    case "planned":
      return <StateChip state="not-started">{testStateWords.planned}</StateChip>;
    case "cancelled":
      return <StateChip state="na">{testStateWords.cancelled}</StateChip>;
    case "approved":
      return <StateChip state={shape}>{word}</StateChip>;
    case "completed":
    case "reported":
      return (
        <>
          <StateChip state={shape}>{word}</StateChip>
          <StateChip state={test.state === "completed" ? "warn" : "progress"}>{testStateWords[test.state]}</StateChip>
        </>
      );
  }
}
