import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { extractName, type SignedMinute } from "#lib/meetings/extract.ts";
import { outcomeWords } from "#lib/meetings/minute.ts";
import { paragraphsOf } from "#lib/meetings/minute-text.ts";

import { shapeOf } from "./minute-marks.tsx";

/** The signed word keeps the shape that it has on the minutes. */
function stateOf(outcome: string): State {
  const known = Object.values(outcomeWords).find(({ word }) => word === outcome);
  return known ? shapeOf[known.shape] : "info";
}

/** One minute in the words that were signed: what would leave, and nothing beside it. */
export function ExtractWords({ minute }: { minute: SignedMinute }) {
  return (
    <blockquote className={minute.kind === "challenge" ? "extract challenge" : "extract"}>
      <p className="sm muted">
        {extractName(minute)}
        {minute.kind === "challenge" ? "" : `, item ${minute.itemPosition}`}, {minute.item}
      </p>
      {paragraphsOf(minute.words).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
        <p key={index} className="serif keep-lines">
          {paragraph}
        </p>
      ))}
      {minute.outcome ? (
        <p className="row wrap">
          <StateMark state={stateOf(minute.outcome)}>{minute.outcome}</StateMark>
          {minute.facts ? <span className="sm muted">{minute.facts}</span> : null}
        </p>
      ) : null}
      {minute.because ? (
        <p className="serif">
          <b>Because</b> {minute.because}
        </p>
      ) : null}
    </blockquote>
  );
}
