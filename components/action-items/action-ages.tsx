import { Bars } from "#components/charts/bars.tsx";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { type AgeBand, ageBands, ageBandWords } from "#lib/action-items/action-item.ts";

/** How long the overdue actions have been overdue. */
export function ActionAges({ ages, asAt }: { ages: Record<AgeBand, number>; asAt: Date }) {
  const all = ageBands.reduce((sum, band) => sum + ages[band], 0);
  const old = ages["to-90"] + ages["over-90"];
  const finding =
    old === 0
      ? `${all === 1 ? "The one overdue action is" : `All ${all} overdue actions are`} overdue by 30 days or less.`
      : `${old} of ${all} overdue ${all === 1 ? "action" : "actions"} ${old === 1 ? "is" : "are"} overdue by more than 30 days.`;
  return (
    <ChartFrame
      title="How many days overdue"
      finding={finding}
      asAt={asAt}
      table={{ columns: ["Overdue by", "Actions"], rows: ageBands.map((band) => [ageBandWords[band], ages[band]]) }}
    >
      <Bars
        says={finding}
        bars={ageBands.map((band) => ({ label: ageBandWords[band].replace(" days", ""), value: ages[band] }))}
      />
    </ChartFrame>
  );
}
