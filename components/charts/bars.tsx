/** Upright bars, each with its figure on top and its words below. Drawn without script: there is nothing to ask of them. */
export function Bars({ says, bars }: { says: string; bars: { label: string; value: number }[] }) {
  const highest = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <div className="chart-area bars" role="img" aria-label={says}>
      {bars.map((bar) => (
        <div key={bar.label} className="bar">
          <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            <rect width="1" height={bar.value / highest} y={1 - bar.value / highest} />
          </svg>
          <b className="num">{bar.value.toLocaleString("en-GB")}</b>
          <span>{bar.label}</span>
        </div>
      ))}
    </div>
  );
}
