import { isReported } from "#lib/resilience-tests/resilience-test.ts";
import { isAnswered } from "#lib/resilience-tests/retest.ts";
import type { TestFact } from "./gap-facts.ts";
import { gap, type KnownGap, manager, named, type Place } from "./known-gap.ts";

/**
 * A service without a test, one whose time to recover nobody measured, tests whose result is not reported, and tests that
 * did not meet what they aimed for. Until it is reported a test shows nothing.
 */
export function testGaps(tests: readonly TestFact[], place: Place): KnownGap[] {
  const services = [...place.services].flatMap(([id, name]) => {
    const held = tests.filter((test) => test.serviceIds.includes(id));
    const reported = held.filter((test) => isReported(test.state));
    if (held.length === 0)
      return [
        gap(
          "resilience-tests",
          `${name}: no test of its fallback lies within this period`,
          "A test with objectives that are scored",
          manager,
        ),
      ];
    return reported.length === 0 || reported.some((test) => test.measuredMinutes !== null)
      ? []
      : [
          gap(
            "resilience-tests",
            `${name}: the time to recover was not measured`,
            "A test that measures it against its target",
            manager,
          ),
        ];
  });
  const retestsOf = (id: string) => tests.filter((test) => test.retests?.includes(id));
  const missed = tests.flatMap((test) => {
    const of = (what: string, closes: string, role: string) =>
      gap("resilience-tests", `${named(test, place)}: ${what}`, closes, role, { recordId: test.id });
    const unmet = isReported(test.state) ? test.notMet + test.partlyMet : 0;
    return [
      ...(isReported(test.state)
        ? []
        : [of("its result is not reported yet", "The evaluator's answer, and its approval", "The test's evaluator")]),
      ...(unmet > 0 && !isAnswered(test, retestsOf)
        ? [
            of(
              `${unmet} of ${test.objectives} objectives were not met in full`,
              "The actions from its findings, and a retest in the same services that meets them and is approved",
              manager,
            ),
          ]
        : []),
    ];
  });
  return [...services, ...missed];
}
