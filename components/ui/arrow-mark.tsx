import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import type { State } from "#components/ui/state-mark.tsx";

const arrows = { up: ArrowUp, down: ArrowDown, level: ArrowRight } as const;
export type Way = keyof typeof arrows;

/** Which way a figure goes, always with its word. */
export function ArrowMark({ way, state, children }: { way: Way; state: State; children: string }) {
  const Arrow = arrows[way];
  return (
    <span className={`st ${state}`}>
      <Arrow size={15} aria-hidden="true" />
      {children}
    </span>
  );
}
