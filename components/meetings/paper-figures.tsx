import { Go } from "#components/ui/go.tsx";
import type { Figure } from "#lib/meetings/paper.ts";

/** A section's figures, each leading to the register that shows its rows. */
export function PaperFigures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="paper-figures num">
      {figures.map((figure) => (
        <div key={figure.key} className={figure.worse ? "worse" : undefined}>
          <dt>{figure.href ? <Go href={figure.href}>{figure.label}</Go> : figure.label}</dt>
          <dd>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
