import { StateShape } from "#components/ui/state-mark.tsx";

export type Step = { word: string; state: "done" | "here" | "to-do"; note?: string };

/** The steps of one piece of work, in order: a tick for what is done, a number for the rest. They are not links. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.word} className={step.state} aria-current={step.state === "here" ? "step" : undefined}>
          {step.state === "done" ? (
            <span className="st ok">
              <StateShape state="ok" size={22} />
            </span>
          ) : (
            <i aria-hidden="true">{index + 1}</i>
          )}
          <span>
            {step.word}
            {step.state === "done" ? <span className="sr">, done</span> : null}
            {step.note ? <small>{step.note}</small> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
