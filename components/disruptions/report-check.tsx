import { StepPage } from "#components/disruptions/report-step.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { bandWords, typeWords } from "#lib/disruptions/disruption.ts";
import type { ReportAnswers } from "#lib/disruptions/inputs.ts";
import { type Question, reportHref } from "#lib/disruptions/reporting.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Props = {
  answers: ReportAnswers;
  serviceIds: readonly string[];
  where: string;
  action: FormAction;
};

const papers = { used: "Yes", "not-used": "No", "not-known": "Not known yet" } as const;

export function ReportCheck({ answers, serviceIds, where, action }: Props) {
  const { what = "not-known", noticed = "not-known", people = "not-known", paper = "not-known" } = answers;
  const change = (step: Question, value: string, name: string) => (
    <>
      {value}{" "}
      <Go href={reportHref(answers, { step })}>
        Change<span className="sr"> {name}</span>
      </Go>
    </>
  );
  const when = noticed === "not-known" ? "Not known yet" : formatDateTime(new Date(noticed));
  return (
    <StepPage answers={answers} step="check">
      <KeyValues
        items={[
          {
            label: "What failed",
            value: change("what", what === "not-known" ? "Not known yet" : typeWords[what], "what failed"),
          },
          { label: "Where", value: change("where", where, "where") },
          { label: "Noticed", value: change("when", when, "when") },
          { label: "Care affected", value: change("people", bandWords[people], "care affected") },
          { label: "On paper", value: change("paper", papers[paper], "on paper") },
        ]}
      />
      <Form
        action={action}
        submit="Send the report"
        variant="alarm"
        wide
        hidden={{
          type: what === "not-known" ? "" : what,
          serviceIds: serviceIds.join(","),
          noticedAt: noticed === "not-known" ? "" : noticed,
          peopleBand: people,
          paper,
          token: answers.token ?? "",
        }}
      >
        <TextArea
          name="says"
          label="What you see, in a few words"
          hint="No names, rooms or diagnoses"
          rows={2}
          optional
        />
      </Form>
    </StepPage>
  );
}
