import type { ReactNode } from "react";

export const states = ["ok", "warn", "bad", "unknown", "live", "progress", "not-started", "info", "na"] as const;
export type State = (typeof states)[number];

const stroke = { fill: "none", stroke: "currentColor", strokeLinecap: "round", strokeLinejoin: "round" } as const;

const shapes: Record<State, ReactNode> = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7.5" fill="currentColor" />
      <path className="cut" d="M4.6 8.3l2.3 2.3 4.5-4.8" fill="none" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  warn: (
    <>
      <path
        d="M8 .9c.5 0 .9.3 1.1.7l6.3 11.6c.5.9-.1 1.9-1.1 1.9H1.7c-1 0-1.6-1-1.1-1.9L6.9 1.6C7.1 1.2 7.5.9 8 .9z"
        fill="currentColor"
      />
      <path className="cut" d="M8 5.3v4.2" strokeWidth="1.8" strokeLinecap="round" />
      <circle className="cut-dot" cx="8" cy="12.1" r="1.05" />
    </>
  ),
  bad: (
    <>
      <path d="M4.9.5h6.2L15.5 4.9v6.2L11.1 15.5H4.9L.5 11.1V4.9z" fill="currentColor" />
      <path className="cut" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="7" {...stroke} strokeWidth="1.5" strokeLinecap="butt" strokeDasharray="2.6 1.8" />
      <path d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.6-.9 1.3" {...stroke} strokeWidth="1.5" />
      <circle cx="8" cy="11.6" r=".95" fill="currentColor" />
    </>
  ),
  live: (
    <>
      <circle cx="8" cy="8" r="3.3" fill="currentColor" />
      <circle cx="8" cy="8" r="6.7" {...stroke} strokeWidth="1.7" />
    </>
  ),
  progress: (
    <>
      <circle cx="8" cy="8" r="6.9" {...stroke} strokeWidth="1.6" />
      <path d="M8 1.1a6.9 6.9 0 0 1 0 13.8z" fill="currentColor" />
    </>
  ),
  "not-started": <circle cx="8" cy="8" r="6.9" {...stroke} strokeWidth="1.6" />,
  info: (
    <>
      <rect x=".8" y=".8" width="14.4" height="14.4" rx="3" fill="currentColor" />
      <path className="cut" d="M8 7.2v4.3" strokeWidth="1.9" strokeLinecap="round" />
      <circle className="cut-dot" cx="8" cy="4.6" r="1.1" />
    </>
  ),
  na: <path d="M3 8h10" {...stroke} strokeWidth="1.9" />,
};

/** The shape alone. Always stand it beside its word. */
export function StateShape({ state, size = 16 }: { state: State; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" data-shape={state}>
      {shapes[state]}
    </svg>
  );
}

type Stated = { state: State; children: string | number | (string | number)[] };

/** A word or two stay on one line, whatever the column. */
const shortest = 20;

export function StateMark({ state, children }: Stated) {
  const short = [children].flat().join("").length <= shortest;
  return (
    <span className={`st ${state}`}>
      <StateShape state={state} />
      <span className={short ? "nowrap" : undefined}>{children}</span>
    </span>
  );
}

export function StateChip({ state, children }: Stated) {
  return (
    <span className={`chip ${state}`}>
      <StateShape state={state} size={15} />
      <span>{children}</span>
    </span>
  );
}
