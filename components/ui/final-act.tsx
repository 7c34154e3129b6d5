import { type ReactNode, useId } from "react";

type FinalActProps = {
  /** "Sign off this review?" */
  question: string;
  /** What will be recorded, and what cannot be undone. */
  records: ReactNode;
  /** A Form whose button repeats the verb and the role: "Sign off as registered manager". */
  children: ReactNode;
};

export function FinalAct({ question, records, children }: FinalActProps) {
  const heading = useId();
  return (
    <section className="final" aria-labelledby={heading}>
      <h2 id={heading}>{question}</h2>
      <div className="records">{records}</div>
      {children}
    </section>
  );
}
