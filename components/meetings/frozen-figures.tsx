import { Camera } from "lucide-react";
import { When } from "#components/ui/as-at.tsx";
import type { Paper } from "#lib/meetings/paper.ts";

type Props = {
  /** "Figures of the papers". */
  title: string;
  paper: Paper;
  asAt: Date;
  /** Frozen as the item was opened; otherwise the figures are those of the papers. */
  opened: boolean;
  /** When the item was opened before: those figures are kept too. */
  earlier?: readonly Date[];
};

/** What the meeting had before it: frozen, so that nothing that changes later alters the minute. */
export function FrozenFigures({ title, paper, asAt, opened, earlier = [] }: Props) {
  return (
    <figure className="frozen">
      <Camera size={18} aria-hidden="true" />
      <div>
        <figcaption>
          <b>{title}</b>
          <small>
            {opened ? "Frozen" : "From the papers, as at"} <When when={asAt} />. Later changes do not alter these
            minutes.
          </small>
        </figcaption>
        <dl className="num">
          {paper.figures.slice(0, 4).map((figure) => (
            <div key={figure.key}>
              <dt>{figure.label}</dt>
              <dd>{figure.value}</dd>
            </div>
          ))}
        </dl>
        <p className="frozen-says">{paper.sentence}</p>
        {earlier.length > 0 ? (
          <p className="muted sm">
            Opened before, and kept:{" "}
            {earlier.map((when, index) => (
              <span key={when.getTime()}>
                {index > 0 ? "; " : ""}
                <When when={when} />
              </span>
            ))}
            .
          </p>
        ) : null}
      </div>
    </figure>
  );
}
