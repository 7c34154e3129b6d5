import { When } from "#components/ui/as-at.tsx";
import { formatDuration, minutesBetween } from "#lib/dates.ts";

export type Phase = {
  word: string;
  state: "bad" | "warn" | "progress" | "ok" | "unknown";
  from?: Date;
  to?: Date;
  note?: string;
};

const columns = 24;
const least = 4;

/** Shares of 24 columns. A short phase keeps room for its word, which is why a bar may not be to scale. */
export function phaseShares(minutes: number[]) {
  const total = minutes.reduce((sum, each) => sum + each, 0);
  const spare = columns - minutes.length * least;
  if (total <= 0 || spare < 0) return minutes.map(() => Math.max(2, Math.floor(columns / Math.max(1, minutes.length))));
  const shares = minutes.map((each) => least + Math.floor((spare * Math.sqrt(each)) / sumOfRoots(minutes)));
  const left = columns - shares.reduce((sum, each) => sum + each, 0);
  const widest = shares.indexOf(Math.max(...shares));
  return shares.map((share, index) => (index === widest ? share + left : share));
}

function sumOfRoots(minutes: number[]) {
  return minutes.reduce((sum, each) => sum + Math.sqrt(each), 0);
}

export function PhaseBar({ label, phases }: { label: string; phases: Phase[] }) {
  const minutes = phases.map(({ from, to }) => (from && to ? Math.max(0, minutesBetween(from, to)) : 0));
  const shares = phaseShares(minutes);
  return (
    <div>
      <ol className="phases" aria-label={label}>
        {phases.map((phase, index) => (
          <li key={phase.word} className={`ph-${shares[index] ?? least}`}>
            {phase.from ? (
              <When when={phase.from} style="short" show={index === 0 ? "both" : start(phase, phases)} />
            ) : null}
            <div className={`band ${phase.state}`}>
              <span>{phase.word}</span>
              <span className="num">{phase.from && phase.to ? formatDuration(minutes[index] ?? 0) : "Not known"}</span>
            </div>
            {phase.note ? <small>{phase.note}</small> : null}
          </li>
        ))}
      </ol>
      <p className="xs muted">Bands are not to scale. Times are UK local time.</p>
    </div>
  );
}

/** The day is repeated only when it is not the first one's. */
function start(phase: Phase, phases: Phase[]): "both" | "time" {
  const day = (when: Date | undefined) => when?.toLocaleDateString("en-GB", { timeZone: "Europe/London" });
  return day(phase.from) === day(phases[0]?.from) ? "time" : "both";
}
