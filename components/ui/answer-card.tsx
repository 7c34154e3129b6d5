import type { ReactNode } from "react";
import type { Fact } from "#components/ui/facts.tsx";
import type { State } from "#components/ui/state-mark.tsx";

type AnswerCardProps = {
  question: string;
  answer: ReactNode;
  state: State;
  detail?: ReactNode;
  /** At most four. */
  figures?: Fact[];
};

export function AnswerCard({ question, answer, state, detail, figures = [] }: AnswerCardProps) {
  return (
    <section className={`verdict ${state} ${figures.length > 0 ? "with-figures" : ""}`} aria-label={question}>
      <div>
        <p className="eyebrow">{question}</p>
        <p className="va">{answer}</p>
        {detail ? <div className="vd">{detail}</div> : null}
      </div>
      {figures.length > 0 ? (
        <dl className="figures num">
          {figures.slice(0, 4).map((figure) => (
            <div key={figure.label}>
              <dt>{figure.label}</dt>
              <dd>{figure.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}
