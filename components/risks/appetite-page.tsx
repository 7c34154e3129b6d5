import { RiskScore } from "#components/risks/risk-marks.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { listAppetiteHistory } from "#lib/risks/queries/appetite.ts";
import {
  type Appetite,
  bandOf,
  bandWords,
  categoryWords,
  type NamedAppetite,
  possibleScores,
  riskCategories,
} from "#lib/risks/risk.ts";

const words = (category: Appetite["category"]) => (category === "all" ? "Every kind of risk" : categoryWords[category]);

type History = Awaited<ReturnType<typeof listAppetiteHistory>>;

export function AppetiteNow({ appetites }: { appetites: readonly NamedAppetite[] }) {
  return (
    <Card title="In force" flush>
      {appetites.length === 0 ? (
        <Empty missing="The board has set no limit yet." means="Until it does, 12 is used for every kind of risk." />
      ) : (
        <ul className="list">
          {[...appetites]
            .sort((a, b) => Number(b.category === "all") - Number(a.category === "all"))
            .map((one) => (
              <li key={one.category}>
                <RiskScore score={one.maximum} />
                <div className="grow">
                  <b>{words(one.category)}</b>
                  <small>
                    Set {formatDate(one.decidedOn)}. {one.decisionReference}
                  </small>
                </div>
              </li>
            ))}
        </ul>
      )}
    </Card>
  );
}

type HistoryProps = {
  history: History;
  people: Map<string, string>;
  /** What the meeting was asked, by the reference of its decision; a wrong reference is seen by it. */
  questions: ReadonlyMap<string, string>;
};

export function AppetiteHistory({ history, people, questions }: HistoryProps) {
  return (
    <Card title="Every decision" flush>
      {history.length === 0 ? (
        <p className="empty">None yet.</p>
      ) : (
        <ul className="list top">
          {history.map((one) => (
            <li key={one.id}>
              <RiskScore score={one.maximum} />
              <div className="grow">
                <span>
                  {words(one.category)}, decided {formatDate(one.decidedOn)}. {one.decisionReference}
                </span>
                {questions.has(one.decisionReference) ? (
                  <small>The question was: “{questions.get(one.decisionReference)}”</small>
                ) : null}
                <small>
                  Entered by {people.get(one.setBy)}, {formatDateTime(one.setAt)}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function AppetiteForm({ action }: { action: FormAction }) {
  return (
    <Card title="Enter a decision of the board">
      <Form action={action} submit="Set the appetite">
        <SelectField
          name="category"
          label="For"
          hint="A lower limit for every kind also lowers a higher limit of one kind that the board was not asked for"
          options={[
            { value: "all", label: "Every kind of risk without a limit of its own" },
            ...riskCategories.map((value) => ({ value, label: categoryWords[value] })),
          ]}
          defaultValue="all"
        />
        <SelectField
          name="maximum"
          label="Highest score the board is willing to carry"
          empty="Choose"
          options={possibleScores.map((score) => ({
            value: String(score),
            label: `${score}, ${bandWords[bandOf(score)].label.toLowerCase()}`,
          }))}
        />
        <DateField name="decidedOn" label="Day the board decided" />
        <TextField
          name="decisionReference"
          label="Reference of the decision"
          hint="To raise a limit, a decision by which the board was asked for this limit or a higher one, such as MTG-2026-004 decision 4.1"
        />
      </Form>
    </Card>
  );
}
