import { AnswerChoices, StepPage } from "#components/disruptions/report-step.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { bandWords, disruptionTypes, peopleBands, typeWords } from "#lib/disruptions/disruption.ts";
import type { ReportAnswers } from "#lib/disruptions/inputs.ts";
import { reportHref } from "#lib/disruptions/reporting.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Ask = { answers: ReportAnswers };

export function AskWhat({ answers }: Ask) {
  const { step: _, ...rest } = answers;
  const values = [...disruptionTypes, "not-known"] as const;
  return (
    <StepPage answers={answers} step="what" question="What has failed?">
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
    <StepPage answers={answers} step="where" question="Where is it?">
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
export function AskMany({ answers, services }: Ask & { services: readonly ServiceName[] }) {
  const { what, noticed, people, paper } = answers;
  const ticked: readonly string[] = answers.where ?? [];
  return (
    <StepPage answers={answers} step="many" question="Which services?">
      <form method="get" action="/disruptions/new" className="form">
        {Object.entries({ what, noticed, people, paper }).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <fieldset className="field">
          <legend>Services</legend>
          <div className="choices">
            {services.map((service) => (
              <label className="choice" key={service.id}>
                <input type="checkbox" name="where" value={service.id} defaultChecked={ticked.includes(service.id)} />
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
    <StepPage answers={answers} step="when" question="When did you notice it?">
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

export function AskTime({ answers, today, problem }: Ask & { today: string; problem: string | undefined }) {
  const { what, where, people, paper } = answers;
  return (
    <StepPage answers={answers} step="time" question="At what time did you notice it?" hint="24 hour UK time">
      <form method="get" action="/disruptions/new" className="form">
        {problem ? <Notice tone="bad" title={problem} live /> : null}
        {Object.entries({ what, where: where?.join(","), people, paper, step: "time" }).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <div className="field">
          <label htmlFor="time">Time, for example 18:42</label>
          <input id="time" name="time" type="text" className="w-short" defaultValue={answers.time} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="date">Date</label>
          <input
            id="date"
            name="date"
            type="text"
            className="w-medium"
            defaultValue={answers.date ?? today}
            autoComplete="off"
          />
        </div>
        <Button type="submit" variant="primary" wide>
          Continue
        </Button>
      </form>
    </StepPage>
  );
}

export function AskPeople({ answers }: Ask) {
  const { step: _, ...rest } = answers;
  return (
    <StepPage
      answers={answers}
      step="people"
      question="Whose care is affected now?"
      hint="A count is enough. Never write a name, a room or a diagnosis."
    >
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
    <StepPage answers={answers} step="paper" question="Are you working on paper?">
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
