import { type SQL, sql } from "drizzle-orm";
import { isReported, notReported, reportedStates, testStates } from "#lib/resilience-tests/resilience-test.ts";
import { wordOf } from "#lib/words.ts";

/** What a test and its objectives showed, and what of it is said in words to be waiting; the rest of it is empty. */
const results: Readonly<Record<string, ReadonlySet<string>>> = {
  resilience_tests: new Set(["met", "partly_met", "not_met", "not_tested", "measured_minutes", "answer"]),
  test_objectives: new Set(["result", "actual_minutes", "actual_words", "note"]),
};
const said = new Set([...(results.resilience_tests ?? []), "result"]);

type Row = { readonly [column: string]: unknown };

/** Until the evaluator has written the answer a test shows nothing, outside either. */
export function wasReported(test: Row): boolean {
  return typeof test.state === "string" && isReported(wordOf(testStates, test.state));
}

const stateOf: Readonly<Record<string, SQL>> = {
  resilience_tests: sql`resilience_tests.state`,
  test_objectives: sql`(select t.state from resilience_tests t
    where t.organisation_id = test_objectives.organisation_id and t.id = test_objectives.record_id)`,
};
const among = sql`(${sql.join(
  reportedStates.map((state) => sql`${state}`),
  sql`, `,
)})`;

/** A result as it leaves: read at all only where its test was reported. */
export function onceReported(table: string, column: string): SQL | undefined {
  const state = stateOf[table];
  return state && results[table]?.has(column)
    ? sql`case when ${state} in ${among} then ${sql.identifier(column)} end as ${sql.identifier(column)}`
    : undefined;
}

/** How the test of an objective stands, for whoever tells of it: it is not in the field list and leaves with nothing. */
const testState = "test_state";
export const testStateOf = sql`${stateOf.test_objectives} as ${sql.identifier(testState)}`;

/** What stands in the place of a result that is not reported. */
export function unreported(table: string, row: Row, column: string): string | undefined {
  if (!results[table]?.has(column) || !said.has(column)) return undefined;
  const test = table === "test_objectives" ? { state: row[testState] } : row;
  return wasReported(test) ? undefined : notReported;
}
