import type { ReactNode } from "react";
import { ArrowMark, type Way } from "#components/ui/arrow-mark.tsx";
import { type Band, Score } from "#components/ui/score.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";

/**
 * A cell as plain data, which the table draws itself. A cell made of elements crosses to the browser twice, as markup
 * and as a description of that markup; with fifty rows that was more than half of a page.
 */
export type Told =
  | { kind: "state"; state: State; words: string }
  | { kind: "score"; value: number; band: Band }
  | { kind: "arrow"; way: Way; state: State; words: string }
  | { kind: "lines"; lines: string[] }
  | { kind: "under"; words: string; under: Cell };
export type Cell = ReactNode | Told;

/** Called, not mounted: a component for each of five hundred cells cost more than what they show. */
export function cellOf(cell: Cell): ReactNode {
  if (!isTold(cell)) return cell;
  switch (cell.kind) {
    case "state":
      return <StateMark state={cell.state}>{cell.words}</StateMark>;
    case "score":
      return <Score value={cell.value} band={cell.band} />;
    case "arrow":
      return (
        <ArrowMark way={cell.way} state={cell.state}>
          {cell.words}
        </ArrowMark>
      );
    case "lines":
      return cell.lines.map((line) => (
        <span className="block nowrap" key={line}>
          {line}
        </span>
      ));
    case "under":
      return (
        <>
          {cell.words}
          <small>{cellOf(cell.under)}</small>
        </>
      );
  }
}

function isTold(cell: Cell): cell is Told {
  return typeof cell === "object" && cell !== null && "kind" in cell;
}
