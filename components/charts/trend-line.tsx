"use client";

import { LabelList, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

export type TrendPoint = { label: string; value: number | null };

type TrendLineProps = {
  /** The finding, for people who hear it. */
  says: string;
  name: string;
  points: TrendPoint[];
  /** Stands after each value: "%". */
  unit?: string;
  target?: { value: number; label: string };
  /** Where the axis starts and ends; from zero when left out. */
  domain?: [number, number];
  /** What the axis says, when its ends are fixed. */
  ticks?: number[];
};

export function TrendLine({ says, name, points, unit = "", target, domain, ticks }: TrendLineProps) {
  const last = points.findLastIndex((point) => point.value !== null);
  const data = points.map((point, index) => ({ ...point, end: index === last ? `${point.value}${unit}` : "" }));
  const apart = target ? labelsApart(points[last]?.value, target.value, points) : 0;
  return (
    <div className="chart-area">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={data}
          margin={{ top: 18, right: target ? 96 : 56, bottom: 4, left: 0 }}
          accessibilityLayer
          title={says}
        >
          <XAxis
            dataKey="label"
            interval="preserveStartEnd"
            minTickGap={48}
            tickLine={false}
            stroke="var(--chart-grid)"
            tickMargin={6}
          />
          <YAxis
            width={40}
            domain={domain ?? [0, "auto"]}
            tickLine={false}
            axisLine={false}
            unit={unit}
            tickCount={4}
            {...(ticks ? { ticks } : {})}
          />
          {target ? (
            <ReferenceLine
              y={target.value}
              stroke="var(--text-subtle)"
              strokeDasharray="3 3"
              ifOverflow="extendDomain"
              label={{ value: target.label, position: "right", dy: apart }}
            />
          ) : null}
          <Tooltip isAnimationActive={false} />
          <Line
            dataKey="value"
            name={name}
            unit={unit}
            stroke="var(--chart-1)"
            strokeWidth={2.5}
            activeDot={{ r: 4.5 }}
            dot={({ cx, cy, index }) =>
              index === last ? <circle key={index} className="chart-dot" cx={cx} cy={cy} r={4.5} /> : <g key={index} />
            }
            isAnimationActive={false}
          >
            <LabelList dataKey="end" position="right" offset={10} />
          </Line>
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** How far the target's label moves away from the last value's own, where the two would meet. In pixels, down. */
function labelsApart(value: number | null | undefined, target: number, points: readonly TrendPoint[]): number {
  const highest = Math.max(target, ...points.map((point) => point.value ?? 0));
  if (value == null || Math.abs(value - target) >= highest / 6) return 0;
  return value > target ? 14 : -14;
}
