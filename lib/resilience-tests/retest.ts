import type { Tally, TestState } from "./resilience-test.ts";

export type Retested = Tally & { id: string; state: TestState; serviceIds: readonly string[]; heldFrom: Date | null };
export type RetestsOf = (id: string) => readonly Retested[];

/** Whether a retest is of every service of the test it answers; of a test that names none, one that names none. */
export function isOfItsServices(retest: readonly string[], failed: readonly string[]): boolean {
  return failed.length === 0 ? retest.length === 0 : failed.every((id) => retest.includes(id));
}

const left = ({ objectives, met }: Tally) => objectives - met;
const unscored = ({ objectives, met, partlyMet, notMet, notTested }: Tally) =>
  objectives - met - partlyMet - notMet - notTested;

/**
 * Whether what a test left unmet was met since, the one rule for known gaps and pages: by a retest held after it in all
 * of its services, with as many objectives as it left, every one scored, reported and approved, and all of them met, or
 * what it left in turn met by a retest of its own.
 */
export function isAnswered(failed: Retested, retestsOf: RetestsOf): boolean {
  return retestsOf(failed.id).some(
    (retest) =>
      retest.state === "approved" &&
      retest.heldFrom !== null &&
      failed.heldFrom !== null &&
      retest.heldFrom > failed.heldFrom &&
      isOfItsServices(retest.serviceIds, failed.serviceIds) &&
      retest.objectives > 0 &&
      retest.objectives >= left(failed) &&
      unscored(retest) === 0 &&
      (left(retest) === 0 || isAnswered(retest, retestsOf)),
  );
}

/** What its page says of objectives that nothing has met since; undefined where there are none. */
export function openSaid(test: Retested, retestsOf: RetestsOf, retest: string | undefined): string | undefined {
  if (test.notMet + test.partlyMet === 0 || isAnswered(test, retestsOf)) return undefined;
  const then = retest ? `Its retest is ${retest}.` : "No retest is planned.";
  return `What was not met stays open until a retest in the same services meets it and is approved. ${then}`;
}
