"use client";

import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

export type BarSeries = { key: string; name: string };
export type BarGroup = { label: string; values: Record<string, number> };

type BarStackProps = {
  says: string;
  /** At most four, in stack order from the bottom. */
  series: BarSeries[];
  groups: BarGroup[];
};

export function BarStack({ says, series, groups }: BarStackProps) {
  const shown = series.slice(0, 4);
  const data = groups.map((group) => ({
    label: group.label,
    ...group.values,
    total: shown.reduce((sum, each) => sum + (group.values[each.key] ?? 0), 0),
  }));
  return (
    <>
      <div className="chart-area">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={data} margin={{ top: 24, right: 8, bottom: 4, left: 0 }} accessibilityLayer title={says}>
            <XAxis dataKey="label" tickLine={false} stroke="var(--chart-grid)" />
            <YAxis width={40} tickLine={false} axisLine={false} allowDecimals={false} tickCount={4} />
            <Tooltip isAnimationActive={false} cursor={false} />
            {shown.map((each, index) => (
              <Bar
                key={each.key}
                dataKey={each.key}
                name={each.name}
                stackId="all"
                fill={`var(--chart-${index + 1})`}
                stroke="var(--surface)"
                isAnimationActive={false}
              >
                {index === shown.length - 1 ? <LabelList dataKey="total" position="top" /> : null}
              </Bar>
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      {shown.length > 1 ? (
        <p className="row wrap">
          {shown.map((each, index) => (
            <span className="key" key={each.key}>
              <i className={`chart-${index + 1}`} />
              {each.name}
            </span>
          ))}
        </p>
      ) : null}
    </>
  );
}
