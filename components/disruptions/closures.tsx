import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { setAsideWords } from "#lib/disruptions/disruption.ts";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";
import { answerSentence } from "#lib/disruptions/words.ts";
import { stopped } from "#lib/words.ts";

type Props = { closures: WholeDisruption["closures"]; roles: Readonly<Record<string, string>> };

/** Each closure as it was; opening again adds to it and changes nothing. */
export function Closures({ closures, roles }: Props) {
  return (
    <Card title="Closures" flush>
      <ol className="list top">
        {closures.map((closure) => (
          <li key={closure.id}>
            <div className="grow">
              <b>
                Closed by the {roles[closure.closedRole]?.toLowerCase()}, <When when={closure.closedAt} />
              </b>
              <small>
                {closure.setAside ? `${setAsideWords[closure.setAside]}: ${stopped(closure.reason ?? "")}` : ""}
                {closure.severity ? ` Severity ${closure.severity}. ` : ""}
                {closure.answer
                  ? `Did care stay safe? ${answerSentence(closure.answer, closure.answerSays ?? "")}`
                  : ""}
              </small>
              {closure.reopenedAt && closure.reopenedRole ? (
                <small>
                  Opened again by the {roles[closure.reopenedRole]?.toLowerCase()}, <When when={closure.reopenedAt} />:{" "}
                  {closure.reopenedReason}
                </small>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
