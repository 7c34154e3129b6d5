import { Gavel } from "lucide-react";
import type { ReactNode } from "react";
import { Day } from "#components/ui/as-at.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { decisionNumber, effectWords, sentTo } from "#lib/meetings/deciding.ts";
import { notDecided, notDecidedSays, outcomeWords } from "#lib/meetings/minute.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import type { Escalation } from "#lib/meetings/queries/escalations.ts";
import type { Written } from "#lib/meetings/queries/written.ts";
import { tallyOf, tallyWords } from "#lib/meetings/voting.ts";
import { recordHref } from "#lib/records/record.ts";
import { limitWords } from "#lib/records/risk-limits.ts";
import { shapeOf } from "./minute-marks.tsx";
import { Linked, type NamedRecord } from "./minute-words.tsx";

type Props = {
  decision: Decision;
  written: Written;
  named: readonly NamedRecord[];
  /** The record that it is about, where the reader sees it. */
  about?: AboutRecord | undefined;
  /** When the acceptance that it led to ends on the register. */
  until?: string | undefined;
  /** For whom it waits, or why nobody can carry it out, where nobody has. */
  waits?: string | undefined;
  /** Forms that belong to it: carry it out, vote. */
  children?: ReactNode;
};

const left = { word: notDecided, shape: "none" } as const;

/** A decision as the minutes keep it: the question, the answer, why, the votes, and what it did elsewhere. */
export function DecisionCard({ decision, written, named, about, until, waits, children }: Props) {
  const { outcome } = decision;
  const { word, shape } = outcome ? outcomeWords[outcome] : left;
  const cast = written.votes.filter(({ decisionId }) => decisionId === decision.id);
  const effect = written.effects.find(({ decisionId }) => decisionId === decision.id);
  const sent = written.escalations.find(({ decisionId }) => decisionId === decision.id);
  return (
    <article className={`decision ${shapeOf[shape]}`} id={`decision-${decision.id}`}>
      <header>
        <Gavel size={17} aria-hidden="true" />
        <h3>
          {outcome ? "Decision" : "Question"} {decisionNumber(decision.itemPosition, decision.position)}
        </h3>
        <StateMark state={shapeOf[shape]}>{word}</StateMark>
        <span className="grow" />
        <span className="muted">
          {cast.length > 0 ? tallyWords(tallyOf(cast)) : outcome ? "No vote recorded" : null}
        </span>
      </header>
      <p>
        <Linked words={decision.question} named={named} />
      </p>
      {outcome ? (
        <p className="why">
          <b>Because</b> <Linked words={decision.because ?? ""} named={named} />
        </p>
      ) : (
        <p className="why">{notDecidedSays}</p>
      )}
      <ul className="decision-facts">
        {about ? <AboutLine about={about} /> : null}
        {decision.limit ? <li>{limitWords(decision.limit)}</li> : null}
        {decision.deferUntil ? (
          <li>
            Comes back on <Day iso={decision.deferUntil} />
          </li>
        ) : null}
        {decision.expiresOn ? (
          <li>
            Accepted until <Day iso={decision.expiresOn} />
          </li>
        ) : null}
        {effect ? (
          <li>
            {effectWords[effect.verb].done}
            {until ? (
              <>
                {" "}
                until <Day iso={until} />
              </>
            ) : null}
            :{" "}
            {effect.kind && effect.resultId ? (
              <Go href={recordHref(effect.kind, effect.resultId)}>{effect.reference}</Go>
            ) : (
              <Go href="/risks/appetite">Risk appetite</Go>
            )}
            , by {effect.by}
          </li>
        ) : null}
        {waits ? <li>{waits}</li> : null}
        {sent ? <Sent escalation={sent} /> : null}
      </ul>
      {children}
    </article>
  );
}

export type AboutRecord = NamedRecord & { title: string };

export function AboutLine({ about }: { about: AboutRecord }) {
  return (
    <li>
      About{" "}
      <Go href={recordHref(about.kind, about.id)}>
        {about.reference} {about.title}
      </Go>
    </li>
  );
}

function Sent({ escalation }: { escalation: Escalation }) {
  return (
    <li>
      Sent to {sentTo(escalation.toName)}.{" "}
      {escalation.answerWords ? (
        <>Came back: {escalation.answerWords}</>
      ) : escalation.takenRecordId ? (
        "It was taken up there and is not answered yet."
      ) : (
        "Nobody has taken it up there yet."
      )}
    </li>
  );
}
