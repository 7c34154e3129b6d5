import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { TrendLine } from "#components/charts/trend-line.tsx";
import { formatDate, formatDuration } from "#lib/dates.ts";
import type { Measured } from "#lib/resilience-tests/queries/record.ts";
import { measures, measureWords, noticeWords } from "#lib/resilience-tests/resilience-test.ts";

/** One measured time over the last tests of the same services. Announced tests are named in the table. */
export function MeasuredTrend({ points, asAt }: { points: Measured[]; asAt: Date }) {
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return null;
  const title = measureWords[last.measure];
  const target = last.target === null ? undefined : { value: last.target, label: `Target ${last.target} min` };
  const judged =
    last.target === null ? "" : last.minutes <= last.target ? ", within the target" : ", longer than the target";
  const finding = `${formatDuration(last.minutes)} on ${formatDate(last.heldFrom)}${judged}. The time before it was ${formatDuration(before.minutes)}.`;
  return (
    <ChartFrame
      title={title}
      finding={finding}
      asAt={asAt}
      table={{
        columns: ["Test", "Minutes", "Target", "Notice"],
        rows: points.map((point) => [
          formatDate(point.heldFrom),
          point.minutes,
          point.target ?? "Not set",
          noticeWords[point.notice],
        ]),
      }}
    >
      <TrendLine
        says={`${title}. ${finding}`}
        name="Minutes"
        points={points.map((point) => ({ label: formatDate(point.heldFrom, "short"), value: point.minutes }))}
        {...(target ? { target } : {})}
      />
    </ChartFrame>
  );
}

/** The measure with the longest history; of several, the one whose times moved most, then the first of the list. */
export function longestMeasured(measured: Measured[]): Measured[] {
  const groups = measures.map((measure) => measured.filter((one) => one.measure === measure));
  const better = (group: Measured[], best: Measured[]) =>
    group.length - best.length || movement(group) - movement(best);
  return groups.reduce((best, group) => (better(group, best) > 0 ? group : best), []).slice(-8);
}

function movement(group: readonly Measured[]): number {
  const minutes = group.map((one) => one.minutes);
  return minutes.length === 0 ? 0 : Math.max(...minutes) - Math.min(...minutes);
}
