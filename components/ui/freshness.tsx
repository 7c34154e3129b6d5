import { type State, StateMark } from "#components/ui/state-mark.tsx";

type FreshnessProps = {
  state: Extract<State, "ok" | "warn" | "bad" | "unknown">;
  word: string;
  detail?: string;
  used?: number;
};

/** How much of the time a proof lasts is used up, from 0 to 1. Without a proof there is no length, only a pattern. */
export function FreshnessBar({ state, word, detail, used }: FreshnessProps) {
  const share = used === undefined ? 0 : Math.min(1, Math.max(0, used));
  return (
    <div className="freshness">
      <StateMark state={state}>{word}</StateMark>
      <svg className={`gauge ${state}`} aria-hidden="true">
        <rect width={`${Math.round(share * 100)}%`} height="8" />
      </svg>
      {detail ? <span className="muted">{detail}</span> : null}
    </div>
  );
}
