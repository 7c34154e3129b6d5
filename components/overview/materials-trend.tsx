import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { TrendLine } from "#components/charts/trend-line.tsx";
import { formatDate } from "#lib/dates.ts";

type Point = { at: Date; inDate: number; all: number; percent: number | undefined };

/** The share of printed copies in date over twelve weeks. */
export function MaterialsTrend({ points, finding, asAt }: { points: readonly Point[]; finding: string; asAt: Date }) {
  return (
    <ChartFrame
      title="Contingency materials in date"
      finding={finding}
      asAt={asAt}
      table={{
        columns: ["Day", "In date", "Copies", "Share"],
        rows: points.map(({ at, inDate, all, percent }) => [
          formatDate(at, "short"),
          inDate,
          all,
          percent === undefined ? "Not known" : `${percent}%`,
        ]),
      }}
    >
      <TrendLine
        says={finding}
        name="In date"
        unit="%"
        domain={[0, 100]}
        ticks={[0, 25, 50, 75, 100]}
        points={points.map(({ at, percent }) => ({ label: formatDate(at, "short"), value: percent ?? null }))}
      />
    </ChartFrame>
  );
}
