import { AnswerChoices, StepPage } from "#components/disruptions/report-step.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { FieldNotes } from "#components/ui/field.tsx";
import { bandWords, disruptionTypes, peopleBands, typeWords } from "#lib/disruptions/disruption.ts";
import type { ReportAnswers } from "#lib/disruptions/inputs.ts";
import { reportHref, type TimeProblem } from "#lib/disruptions/reporting.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Ask = { answers: ReportAnswers };

export function AskWhat({ answers }: Ask) {
  const { step: _, ...rest } = answers;
  const values = [...disruptionTypes, "not-known"] as const;
  return (
    <StepPage answers={answers} step="what">
      <AnswerChoices
        label="What has failed"
        choices={values.map((what) => ({
          label: what === "not-known" ? "Not known yet" : typeWords[what],
          href: reportHref(rest, { what }),
          chosen: answers.what === what,
        }))}
      />
    </StepPage>
  );
}

export function AskWhere({ answers, services, wide }: Ask & { services: readonly ServiceName[]; wide: boolean }) {
  const { step: _, ...rest } = answers;
  const chosen = answers.where?.join(",");
  const choice = (where: string, label: string) => ({
    label,
    href: reportHref(rest, { where }),
    chosen: chosen === where,
  });
  return (
    <StepPage answers={answers} step="where">
      <AnswerChoices
        label="Where it is"
        choices={[
          ...services.map((service) => choice(service.id, service.name)),
          ...(services.length > 1
            ? [
                {
                  label: "More than one service",
                  href: reportHref(rest, { step: "many" }),
                  chosen: chosen?.includes(",") === true,
                },
              ]
            : []),
          ...(wide ? [choice("all", "The whole organisation")] : []),
          choice("not-known", "Not known yet"),
        ]}
      />
    </StepPage>
  );
}

/** A GET form: the services become part of the address like every other answer. */
export function AskMany({
  answers,
  services,
  problem,
}: Ask & { services: readonly ServiceName[]; problem: string | undefined }) {
  const { token, what, noticed, people, paper } = answers;
  const ticked: readonly string[] = answers.where ?? [];
  return (
    <StepPage answers={answers} step="many">
      <form method="get" action="/disruptions/new" className="form">
        {problem ? <ErrorSummary problems={[{ href: `#where-${services[0]?.id}`, message: problem }]} /> : null}
        {Object.entries({ token, what, noticed, people, paper, step: "many", sent: "yes" }).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <fieldset
          className={problem ? "field invalid" : "field"}
          {...(problem ? { "aria-describedby": "where-error" } : {})}
        >
          <legend>Services</legend>
          <FieldNotes fieldId="where" {...(problem ? { error: problem } : {})} />
          <div className="choices">
            {services.map((service) => (
              <label className="choice" key={service.id}>
                <input
                  id={`where-${service.id}`}
                  type="checkbox"
                  name="where"
                  value={service.id}
                  defaultChecked={ticked.includes(service.id)}
                />
                <span>{service.name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Button type="submit" variant="primary" wide>
          Continue
        </Button>
      </form>
    </StepPage>
  );
}

const since = [
  ["Just now", 0],
  ["15 minutes ago", 15],
  ["Half an hour ago", 30],
  ["An hour ago", 60],
] as const;

export function AskWhen({ answers, now }: Ask & { now: Date }) {
  const { step: _, ...rest } = answers;
  const at = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  return (
    <StepPage answers={answers} step="when">
      <AnswerChoices
        label="When it was noticed"
        choices={[
          ...since.map(([label, minutes]) => ({
            label,
            href: reportHref(rest, { noticed: at(minutes) }),
            chosen: false,
          })),
          {
            label: "Another time",
            href: reportHref(rest, { step: "time" }),
            chosen: answers.noticed !== undefined && answers.noticed !== "not-known",
          },
          {
            label: "Not known yet",
            href: reportHref(rest, { noticed: "not-known" }),
            chosen: answers.noticed === "not-known",
          },
        ]}
      />
    </StepPage>
  );
}

export function AskTime({ answers, today, problem }: Ask & { today: string; problem: TimeProblem | undefined }) {
  const { token, what, where, people, paper } = answers;
  return (
    <StepPage answers={answers} step="time" hint="24 hour UK time">
      <form method="get" action="/disruptions/new" className="form">
        {problem ? <ErrorSummary problems={[{ href: `#${problem.field}`, message: problem.says }]} /> : null}
        {Object.entries({ token, what, where: where?.join(","), people, paper, step: "time" }).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <div className={problem?.field === "time" ? "field invalid" : "field"}>
          <label htmlFor="time">Time, for example 18:42</label>
          <FieldNotes fieldId="time" {...notes(problem, "time")} />
          <input
            id="time"
            name="time"
            type="text"
            className="w-short"
            defaultValue={answers.time}
            autoComplete="off"
            {...wrong(problem, "time")}
          />
        </div>
        <div className={problem?.field === "date" ? "field invalid" : "field"}>
          <label htmlFor="date">Date</label>
          <FieldNotes fieldId="date" {...notes(problem, "date")} />
          <input
            id="date"
            name="date"
            type="text"
            className="w-medium"
            defaultValue={answers.date ?? today}
            autoComplete="off"
            {...wrong(problem, "date")}
          />
        </div>
        <Button type="submit" variant="primary" wide>
          Continue
        </Button>
      </form>
    </StepPage>
  );
}

const wrong = (problem: TimeProblem | undefined, field: TimeProblem["field"]) =>
  problem?.field === field ? { "aria-invalid": true, "aria-describedby": `${field}-error` } : {};

const notes = (problem: TimeProblem | undefined, field: TimeProblem["field"]) =>
  problem?.field === field ? { error: problem.says } : {};

export function AskPeople({ answers }: Ask) {
  const { step: _, ...rest } = answers;
  return (
    <StepPage answers={answers} step="people" hint="A count is enough. Never write a name, a room or a diagnosis.">
      <AnswerChoices
        label="People whose care is affected"
        choices={peopleBands.map((people) => ({
          label: bandWords[people],
          href: reportHref(rest, { people }),
          chosen: answers.people === people,
        }))}
      />
    </StepPage>
  );
}

export function AskPaper({ answers }: Ask) {
  const { step: _, ...rest } = answers;
  const words = { used: "Yes", "not-used": "No", "not-known": "Not known yet" } as const;
  return (
    <StepPage answers={answers} step="paper">
      <AnswerChoices
        label="Working on paper"
        choices={(["used", "not-used", "not-known"] as const).map((paper) => ({
          label: words[paper],
          href: reportHref(rest, { paper }),
          chosen: answers.paper === paper,
        }))}
      />
    </StepPage>
  );
}
