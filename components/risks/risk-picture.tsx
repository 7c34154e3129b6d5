import { BandKey, HeatMap } from "#components/charts/heat-map.tsx";
import { Card } from "#components/ui/card.tsx";
import { registerHref } from "#lib/registers/query.ts";
import type { RiskQuery } from "#lib/risks/inputs.ts";
import { bandOf, bandWords, consequenceWords, levels, likelihoodWords, matrixName } from "#lib/risks/risk.ts";

type Props = {
  cells: { likelihood: number; consequence: number; rows: number }[];
  query: RiskQuery;
  params: Record<string, string | string[] | undefined>;
};

const noun = ["risk", "risks"] as const;

/** Where the view's risks sit now. A cell filters the register; the chosen cell, pressed again, lets go. */
export function RiskPicture({ cells, query, params }: Props) {
  const counted = new Map(cells.map((cell) => [`${cell.likelihood}-${cell.consequence}`, cell.rows]));
  return (
    <Card
      title={query.at ? "Where our risks sat" : "Where our risks sit now"}
      aside="Score after controls"
      footer={
        <>
          <BandKey
            bands={Object.values(bandWords).map(({ label, from, to }) => ({
              band: bandOf(from),
              says: `${label} ${from} to ${to}`,
            }))}
          />
          <span className="xs">{matrixName}</span>
        </>
      }
    >
      <HeatMap
        caption="Risks by likelihood, up, and consequence, across"
        likelihoods={levels.map((level) => likelihoodWords[level].label)}
        impacts={levels.map((level) => consequenceWords[level].label)}
        noun={noun}
        cells={levels.flatMap((likelihood) =>
          levels.map((consequence) => {
            const cell = `${likelihood}-${consequence}`;
            const selected = query.cell === cell;
            return {
              likelihood,
              impact: consequence,
              score: likelihood * consequence,
              band: bandOf(likelihood * consequence),
              count: counted.get(cell) ?? 0,
              selected,
              href: registerHref("/risks", params, { cell: selected ? undefined : cell }),
            };
          }),
        )}
      />
    </Card>
  );
}
