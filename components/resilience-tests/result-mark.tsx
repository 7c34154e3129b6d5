import { StateChip, StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import {
  isHeld,
  isLate,
  notReported,
  resultSaid,
  type Tally,
  type TestState,
  testStateWords,
} from "#lib/resilience-tests/resilience-test.ts";

type Judged = Tally & { state: TestState; plannedFor: Date };

/** The result of a held test; a planned or cancelled one has none, and one whose day has passed says so. */
export function ResultMark({ test, now }: { test: Judged; now: Date }) {
  if (isLate(test, now)) return <StateMark state="bad">Overdue</StateMark>;
  if (!isHeld(test.state))
    return <StateMark state={test.state === "planned" ? "not-started" : "na"}>{testStateWords[test.state]}</StateMark>;
  const { shape, word } = resultSaid(test);
  return <StateMark state={shape}>{word}</StateMark>;
}

export function TestChips({ test, now }: { test: Judged; now: Date }) {
  const { shape, word } = resultSaid(test);
  switch (test.state) {
    case "planned":
      return isLate(test, now) ? (
        <StateChip state="bad">{`Overdue since ${formatDate(test.plannedFor)}`}</StateChip>
      ) : (
        <StateChip state="not-started">{testStateWords.planned}</StateChip>
      );
    case "cancelled":
      return <StateChip state="na">{testStateWords.cancelled}</StateChip>;
    case "approved":
      return <StateChip state={shape}>{word}</StateChip>;
    case "completed":
    case "reported":
      return (
        <>
          <StateChip state={shape}>{word}</StateChip>
          {word === notReported ? null : (
            <StateChip state={test.state === "completed" ? "warn" : "progress"}>{testStateWords[test.state]}</StateChip>
          )}
        </>
      );
  }
}
