import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "#tests/run/entry.ts";
import { isGreen, lastLine, playwrightTally, sum, vitestTally } from "#tests/support/tally.ts";
import { matching, readArguments } from "#tests/support/test-files.ts";

function report(content: object): string {
  const path = join(temporaryFolder(), "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("a report that was never written counts as a failure", () => {
  expect(vitestTally("nowhere.json")).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightTally("nowhere.json")).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test("a file that could not be loaded counts as a failure, and what failed is named", () => {
  const counts = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 };
  const testResults = [
    { name: "a.test.ts", status: "failed", assertionResults: [] },
    { name: "b.test.ts", status: "failed", assertionResults: [{ status: "failed", fullName: "a door is shut" }] },
    { name: "c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "a door is open" }] },
  ];
  expect(vitestTally(report({ ...counts, testResults }))).toEqual({
    passed: 4,
    failed: 2,
    skipped: 2,
    failures: ["a.test.ts could not be loaded", "b.test.ts: a door is shut"],
  });
});

test("a journey that passed only when repeated, or never began, counts as a failure", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 1 };
  const specs = [{ title: "a risk is added", file: "risks.spec.ts", ok: false }];
  expect(playwrightTally(report({ stats, errors: [{}], suites: [{ suites: [{ specs }] }] }))).toEqual({
    passed: 3,
    failed: 3,
    skipped: 1,
    failures: ["risks.spec.ts: a risk is added"],
  });
});

test("the last line adds both runners up and names skipped tests only when there are any", () => {
  const one = { passed: 2, failed: 0, skipped: 0, failures: [] };
  expect(lastLine(sum([one, one]))).toBe("4 passed, 0 failed");
  expect(lastLine(sum([one, { passed: 0, failed: 1, skipped: 3, failures: [] }]))).toBe(
    "2 passed, 1 failed, 3 skipped",
  );
});

test("a run in which nothing ran is not green", () => {
  expect(isGreen({ passed: 0, failed: 0, skipped: 5 })).toBe(false);
  expect(isGreen({ passed: 1, failed: 1, skipped: 0 })).toBe(false);
  expect(isGreen({ passed: 1, failed: 0, skipped: 0 })).toBe(true);
});

test("arguments choose a part, files and a name; an unknown one is refused", () => {
  expect(readArguments(["--only=db", "risks", "-t", "is refused"])).toEqual({
    parts: ["db"],
    paths: ["risks"],
    name: "is refused",
  });
  expect(() => readArguments(["--watch"])).toThrow(/not understood/);
  expect(matching(["tests/risks/a.test.ts", "tests/run/b.test.ts"], ["risks"])).toEqual(["tests/risks/a.test.ts"]);
});
