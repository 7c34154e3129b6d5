import { isReported, notReported, testStates } from "#lib/resilience-tests/resilience-test.ts";
import { wordOf } from "#lib/words.ts";

const results = new Set(["met", "partly_met", "not_met", "not_tested", "measured_minutes", "answer"]);

type Row = { readonly [column: string]: unknown };

/** Until the evaluator has written the answer a test shows nothing, outside either. */
export function wasReported(test: Row): boolean {
  return typeof test.state === "string" && isReported(wordOf(testStates, test.state));
}

/** What stands in the place of a result that is not reported. */
export function unreported(table: string, row: Row, column: string): string | undefined {
  return table === "resilience_tests" && results.has(column) && !wasReported(row) ? notReported : undefined;
}
