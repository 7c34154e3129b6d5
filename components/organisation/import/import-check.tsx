import { AnswerCard } from "#components/ui/answer-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { RadioGroup } from "#components/ui/choice-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import type { Message } from "#lib/organisation/import-file.ts";
import type { Plan } from "#lib/organisation/import-plan.ts";
import { importSentence } from "#lib/organisation/import-words.ts";
import { typesInWords } from "#lib/organisation/organisation.ts";
import type { ImportDraft } from "#lib/organisation/queries/imports.ts";

const mostShown = 200;

type Props = { action: FormAction; draft: ImportDraft; plan: Plan; seen: string };

export function ImportCheck({ action, draft, plan, seen }: Props) {
  const good = plan.create.length + plan.update.length;
  const nothing = good + plan.unchanged.length + plan.badRows === 0;
  return (
    <div className="stack loose">
      <AnswerCard
        question="What would this import do?"
        state={plan.badRows > 0 ? "warn" : nothing ? "unknown" : "ok"}
        answer={
          nothing
            ? "The chosen providers have no rows."
            : `It would ${importSentence("would", { created: plan.create.length, updated: plan.update.length, opened: plan.providers.length })}.`
        }
        figures={[
          { label: "To add", value: plan.create.length },
          { label: "To change", value: plan.update.length },
          { label: "Already the same", value: plan.unchanged.length },
          { label: "Rows with problems", value: plan.badRows },
        ]}
      />
      <Messages title="Rows with problems" messages={plan.problems} />
      <Messages title="Read otherwise than written" messages={plan.notes} />
      <ToCreate plan={plan} />
      <ToUpdate plan={plan} />
      {plan.providers.length > 0 ? (
        <Card title="Legal providers to open" flush>
          <ul className="lines">
            {plan.providers.slice(0, mostShown).map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Card>
      ) : null}
      <p>
        <Go href={`/organisation/import/${draft.id}?step=columns`}>Back to the columns</Go>
        {", "}
        <Go href={`/organisation/import/${draft.id}?step=providers`}>back to the providers</Go>
      </p>
      {nothing ? null : (
        <FinalAct
          question={good === 0 ? "Finish now?" : "Import now?"}
          records="Everything is written at once or not at all. Your role, the time and each service that changes are kept, and the uploaded file is removed."
        >
          <Form
            action={action}
            submit={good === 0 ? "Finish the import" : `Import ${services(good)}`}
            hidden={{ id: draft.id, version: draft.version, seen, ...(plan.badRows === 0 ? { which: "all" } : {}) }}
            id="run"
          >
            {plan.badRows > 0 ? (
              <RadioGroup
                name="which"
                label="Rows with problems"
                options={[
                  {
                    value: "good",
                    label: `Leave ${plan.badRows === 1 ? "that row" : `those ${plan.badRows} rows`} out and import the rest`,
                  },
                  { value: "all", label: "Import only when every row is good" },
                ]}
              />
            ) : null}
          </Form>
        </FinalAct>
      )}
    </div>
  );
}

function services(count: number): string {
  if (count === 0) return "no service";
  return count === 1 ? "1 service" : `${count.toLocaleString("en-GB")} services`;
}

/** A spreadsheet's row number; the line too where quoted line breaks make the two differ. */
function place({ row, line }: { row: number; line: number }): string {
  return row === line ? String(row) : `${row} (line ${line})`;
}

function Messages({ title, messages }: { title: string; messages: Message[] }) {
  if (messages.length === 0) return null;
  return (
    <Card title={title} flush footer={shownOf(messages.length)}>
      <Scroll label={title}>
        <table className="tbl">
          <caption className="sr">{title}</caption>
          <thead className={narrow.head}>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Column</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {messages.slice(0, mostShown).map((message) => (
              <tr key={`${message.row}|${message.column}|${message.reason}`} className={narrow.row}>
                <th scope="row" className={`nowrap ${narrow.cell}`} data-label="Row">
                  {place(message)}
                </th>
                <td className={narrow.cell} data-label="Column">
                  {message.column}
                </td>
                <td className={narrow.lead}>{message.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

function ToCreate({ plan }: { plan: Plan }) {
  if (plan.create.length === 0) return null;
  return (
    <Card title="Services to add" flush footer={shownOf(plan.create.length)}>
      <Scroll label="Services to add">
        <table className="tbl">
          <caption className="sr">Services to add</caption>
          <thead className={narrow.head}>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Service</th>
              <th scope="col">CQC location id</th>
              <th scope="col">Kind</th>
              <th scope="col">Legal provider</th>
            </tr>
          </thead>
          <tbody>
            {plan.create.slice(0, mostShown).map(({ row, line, facts }) => (
              <tr key={facts.cqcLocationId} className={narrow.row}>
                <td className={`nowrap ${narrow.cell}`} data-label="Row">
                  {place({ row, line })}
                </td>
                <th scope="row" className={narrow.lead}>
                  {facts.name}
                </th>
                <td className={`nowrap ${narrow.cell}`} data-label="CQC location id">
                  {facts.cqcLocationId}
                </td>
                <td className={narrow.cell} data-label="Kind">
                  {facts.types ? typesInWords(facts.types) : "Not known"}
                </td>
                <td className={narrow.cell} data-label="Legal provider">
                  {facts.providerName ?? facts.cqcProviderId}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

function ToUpdate({ plan }: { plan: Plan }) {
  if (plan.update.length === 0) return null;
  return (
    <Card title="Services to change" flush footer={shownOf(plan.update.length)}>
      <Scroll label="Services to change">
        <table className="tbl">
          <caption className="sr">Services to change</caption>
          <thead className={narrow.head}>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Service</th>
              <th scope="col">What changes</th>
            </tr>
          </thead>
          <tbody>
            {plan.update.slice(0, mostShown).map((one) => (
              <tr key={one.id} className={narrow.row}>
                <td className={`nowrap ${narrow.cell}`} data-label="Row">
                  {place(one)}
                </td>
                <th scope="row" className={narrow.lead}>
                  {one.name}
                </th>
                <td className={narrow.lead}>
                  {one.changes.map((change) => (
                    <p key={change.field}>
                      {change.field}: {change.now} becomes {change.file}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

function shownOf(count: number): string | undefined {
  return count > mostShown
    ? `The first ${mostShown} of ${count.toLocaleString("en-GB")} are shown; all of them count.`
    : undefined;
}
