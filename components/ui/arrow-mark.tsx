import type { State } from "#components/ui/state-mark.tsx";

const arrows = { up: "m5 12 7-7 7 7M12 19V5", down: "M12 5v14m7-7-7 7-7-7", level: "M5 12h14m-7-7 7 7-7 7" } as const;
export type Way = keyof typeof arrows;

/** Which way a figure goes, always with its word. Drawn as one path, for a register draws fifty. */
export function ArrowMark({ way, state, children }: { way: Way; state: State; children: string }) {
  return (
    <span className={`st ${state}`}>
      <svg width="15" height="15" viewBox="0 0 24 24" className="icon" aria-hidden="true">
        <path d={arrows[way]} />
      </svg>
      {children}
    </span>
  );
}
