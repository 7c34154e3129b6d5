import { ArrowLeft, Check } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "#components/ui/button.tsx";
import { Go } from "#components/ui/go.tsx";
import { Page } from "#components/ui/page.tsx";
import type { ReportAnswers } from "#lib/disruptions/inputs.ts";
import { before, questions, reportHref, type Step, stepTitles } from "#lib/disruptions/reporting.ts";

type StepPageProps = { answers: ReportAnswers; step: Step; hint?: string; children: ReactNode };

/** One question to a page. Back is a link that keeps every answer. */
export function StepPage({ answers, step, hint, children }: StepPageProps) {
  const asked = step === "many" ? "where" : step === "time" ? "when" : step;
  const place = asked === "check" ? questions.length + 1 : questions.indexOf(asked) + 1;
  const back = before(step);
  return (
    <Page
      title={stepTitles[step]}
      says={hint}
      eyebrow={`Report a disruption, step ${place} of ${questions.length + 1}`}
    >
      <div className="stack max-w-xl">
        {children}
        <p>
          <Go href={back ? reportHref(answers, { step: back }) : "/disruptions"} className="row">
            <ArrowLeft size={16} aria-hidden="true" />
            {back ? "Back" : "Leave without reporting"}
          </Go>
        </p>
      </div>
    </Page>
  );
}

export type AnswerChoice = { label: string; href: string; chosen: boolean };

/** Large answers, one tap each. None is chosen beforehand. */
export function AnswerChoices({ label, choices }: { label: string; choices: readonly AnswerChoice[] }) {
  return (
    <ul className="stack tight" aria-label={label}>
      {choices.map((choice) => (
        <li key={choice.label}>
          <LinkButton wide href={choice.href} {...(choice.chosen ? { icon: <Chosen /> } : {})}>
            {choice.label}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}

function Chosen() {
  return (
    <>
      <Check size={18} aria-hidden="true" />
      <span className="sr">Your answer: </span>
    </>
  );
}
