const bands = ["low", "moderate", "high", "extreme"] as const;
export type Band = (typeof bands)[number];

const words: Record<Band, string> = { low: "Low", moderate: "Moderate", high: "High", extreme: "Extreme" };
export const bandShade: Record<Band, string> = { low: "s1", moderate: "s2", high: "s3", extreme: "s4" };

/** A risk score: the number is always printed, the band is always a word. The room decides which band it is. */
export function Score({ value, band }: { value: number; band: Band }) {
  return (
    <span className="sev">
      <i className={bandShade[band]}>{value}</i>
      {words[band]}
    </span>
  );
}
