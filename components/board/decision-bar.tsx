"use client";

import { useRef, useState, useSyncExternalStore } from "react";
import { DecisionForm } from "#components/board/decision-form.tsx";
import { LeftOpen, PressedByAnother, Recorded, Stands } from "#components/board/decision-stands.tsx";
import { dismiss, hereAtFirst, hereNow, press, sendAll, subscribe } from "#components/board/waiting-here.ts";
import type { BoardDecision, BoardOption } from "#lib/board/screen.ts";
import { goesByItself, isBy, type Sent } from "#lib/board/waiting.ts";

type Props = {
  decision: BoardDecision;
  /** The meeting is open and the reader's post may record what it decides. */
  mayDecide: boolean;
  /** The element that says the question already, where it is the answer of its screen. */
  saidBy?: string | undefined;
  /** Where the answer is recorded without script. */
  minutesHref: string;
  send: (form: FormData) => Promise<Sent>;
};

/** The question put to the meeting. No answer is chosen beforehand; one that is pressed asks why before it counts. */
export function DecisionBar({ decision, mayDecide, saidBy, minutesHref, send }: Props) {
  const here = useSyncExternalStore(subscribe, hereNow, hereAtFirst);
  const [chosen, choose] = useState<BoardOption>();
  const left = useRef<BoardOption>(undefined);
  const kept = here.list.find(({ decisionId }) => decisionId === decision.id);
  const waiting = kept && isBy(kept, here.me) ? kept : undefined;
  const another = waiting ? undefined : kept;
  const said = here.said[decision.id];
  const recorded = said?.kind === "recorded" ? said : decision.decided;
  const asking = !recorded && !waiting && mayDecide;
  const refused = waiting && said?.kind === "refused" ? said : undefined;
  const pressesAgain = waiting && !goesByItself(waiting, here.me) && !recorded && said?.kind !== "already";
  const again = pressesAgain && mayDecide && decision.options.find(({ outcome }) => outcome === waiting.outcome);
  const option = again || (asking ? chosen : undefined);
  // It is for the choice: beside an answer it would read as one.
  const recommended = recorded || kept || option ? undefined : decision.recommendation;
  return (
    <section className={option ? "ask open" : "ask"} aria-labelledby={saidBy ?? `ask-${decision.id}`}>
      <p className="number">
        {recorded ? "Decision" : "Question"}
        <br />
        {decision.number}
      </p>
      <div>
        {saidBy ? (
          recommended && <b className="question long">{recommended}</b>
        ) : (
          <b className={decision.question.length > 70 ? "question long" : "question"} id={`ask-${decision.id}`}>
            {decision.question}
          </b>
        )}
        {recommended && !saidBy ? <span className="about">{recommended}</span> : null}
        <div aria-live="polite">
          {recorded ? (
            <Recorded decided={recorded} />
          ) : decision.left && !kept ? (
            <LeftOpen />
          ) : another && !option ? (
            <PressedByAnother
              decision={decision}
              waiting={another}
              {...(mayDecide ? { onMine: choose, onForget: () => dismiss(decision.id) } : {})}
            />
          ) : waiting && !option ? (
            <Stands
              decision={decision}
              waiting={waiting}
              {...(said ? { said } : {})}
              sending={here.sending}
              onTakeBack={() => dismiss(decision.id)}
              {...(pressesAgain ? {} : { onSend: () => void sendAll(send) })}
            />
          ) : null}
        </div>
        {option ? (
          <DecisionForm
            key={option.outcome}
            decision={decision}
            option={option}
            me={here.me}
            {...(kept ? { before: kept } : {})}
            {...(refused ? { refused } : {})}
            onBack={() => {
              if (waiting) dismiss(decision.id);
              left.current = option;
              choose(undefined);
            }}
            onPress={(one) => {
              choose(undefined);
              press(one);
              void sendAll(send);
            }}
          />
        ) : null}
      </div>
      {asking && !option && !another ? (
        <div className={decision.options.length > 3 ? "options many" : "options"}>
          {decision.options.map((one) => (
            <button
              key={one.outcome}
              ref={(button) => {
                // Back from the reason, the focus is where it was.
                if (!button || left.current?.outcome !== one.outcome) return;
                left.current = undefined;
                button.focus();
              }}
              type="button"
              className="o needs-script"
              onClick={() => choose(one)}
            >
              {one.verb}
            </button>
          ))}
          <a className="o no-script" href={minutesHref}>
            Record the answer in the minutes
          </a>
        </div>
      ) : null}
    </section>
  );
}
