"use client";

import { Bar, BarChart, LabelList, XAxis, YAxis } from "recharts";

type Props = { series: readonly string[]; rows: readonly { label: string; values: readonly number[] }[] };

const width = 740;
const roof = 560;
const colours = ["var(--chart-1)", "var(--chart-2)"];

/** Drawn at the size it has on a 1920 px stage and scaled with it, so that it is right before it is ever shown. */
export function BoardBarChart({ series, rows }: Props) {
  const data = rows.map(({ label, values }) => ({
    label,
    ...Object.fromEntries(values.map((one, at) => [`s${at}`, one])),
  }));
  const band = Math.min(92, roof / Math.max(rows.length, 1));
  const size = Math.min(40, (band - 18) / Math.max(series.length, 1));
  const highest = Math.max(1, ...rows.flatMap(({ values }) => values));
  return (
    <BarChart
      width={width}
      height={band * rows.length}
      data={data}
      layout="vertical"
      margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
      barGap={3}
      accessibilityLayer={false}
    >
      <XAxis type="number" hide domain={[0, highest]} />
      <YAxis
        type="category"
        dataKey="label"
        width={246}
        axisLine={false}
        tickLine={false}
        interval={0}
        tickMargin={12}
        tick={{ fontSize: 28, fill: "var(--text)" }}
      />
      {series.map((name, at) => (
        <Bar
          key={name}
          dataKey={`s${at}`}
          name={name}
          fill={colours[at] ?? "var(--chart-5)"}
          barSize={size}
          radius={5}
          background={{ fill: "var(--sunken)", radius: 5 }}
          minPointSize={3}
          isAnimationActive={false}
        >
          <LabelList
            dataKey={`s${at}`}
            position="right"
            offset={12}
            fontSize={28}
            fontWeight={650}
            fill="var(--text)"
          />
        </Bar>
      ))}
    </BarChart>
  );
}
