import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** `failures` names what failed, so that the end of a long run tells where to look. */
export type Tally = { passed: number; failed: number; skipped: number; failures: string[] };

const Assertion = z.object({ status: z.string(), fullName: z.string() });

const Vitest = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ name: z.string(), status: z.string(), assertionResults: z.array(Assertion) })),
});

const Spec = z.object({ title: z.string(), file: z.string(), ok: z.boolean() });

type Suite = { specs?: z.infer<typeof Spec>[]; suites?: Suite[] };

const Suite: z.ZodType<Suite> = z.object({
  specs: z.array(Spec).optional(),
  suites: z.lazy(() => z.array(Suite)).optional(),
});

const Playwright = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
  suites: z.array(Suite).optional(),
});

export const none: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** A part that ended without a word on any test counts as one failure. */
export function broken(what: string): Tally {
  return { passed: 0, failed: 1, skipped: 0, failures: [what] };
}

export function sum(tallies: Tally[]): Tally {
  const add = (key: "passed" | "failed" | "skipped") => tallies.reduce((total, tally) => total + tally[key], 0);
  const failures = tallies.flatMap((tally) => tally.failures);
  return { passed: add("passed"), failed: add("failed"), skipped: add("skipped"), failures };
}

/** A file that could not even be loaded counts as one failure: it has no tests to count. */
export function vitestTally(path: string): Tally {
  if (!existsSync(path)) return broken("The tests ended without a report.");
  const report = Vitest.parse(JSON.parse(readFileSync(path, "utf8")));
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOf),
  };
}

function failuresOf(file: z.infer<typeof Vitest>["testResults"][number]): string[] {
  if (file.status === "failed" && file.assertionResults.length === 0) return [`${file.name} could not be loaded`];
  return file.assertionResults.filter((one) => one.status === "failed").map((one) => `${file.name}: ${one.fullName}`);
}

/** A test that passed only when repeated counts as failed. */
export function playwrightTally(path: string): Tally {
  if (!existsSync(path)) return broken("The journeys ended without a report.");
  const { stats, errors, suites } = Playwright.parse(JSON.parse(readFileSync(path, "utf8")));
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed, skipped: stats.skipped, failures: (suites ?? []).flatMap(failedSpecs) };
}

function failedSpecs({ specs, suites }: Suite): string[] {
  const here = (specs ?? []).filter((spec) => !spec.ok).map((spec) => `${spec.file}: ${spec.title}`);
  return [...here, ...(suites ?? []).flatMap(failedSpecs)];
}

export function lastLine({ passed, failed, skipped }: Omit<Tally, "failures">): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

export function isGreen({ passed, failed }: Omit<Tally, "failures">): boolean {
  return failed === 0 && passed > 0;
}
