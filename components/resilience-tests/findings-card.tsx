import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { type LinkedAction, LinkedActions } from "#components/ui/linked-actions.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { listFindings } from "#lib/resilience-tests/queries/record.ts";

type Props = {
  testId: string;
  findings: Awaited<ReturnType<typeof listFindings>>;
  actions: Map<string, LinkedAction>;
  mayFind: boolean;
  mayRaise: boolean;
  /** What stays open until the retest, if something was not met. */
  open?: string;
};

export function FindingsCard({ testId, findings, actions, mayFind, mayRaise, open }: Props) {
  return (
    <Card
      title="Findings and actions"
      aside={mayFind ? <Go href={`/resilience-tests/${testId}/record#finding`}>Add a finding</Go> : null}
      flush
      {...(open ? { footer: open } : {})}
    >
      {findings.length === 0 ? (
        <Empty missing="No finding is recorded." means="What the test taught is not yet anybody's work." />
      ) : (
        <ul className="list top">
          {findings.map((finding) => {
            const action = finding.actionId ? actions.get(finding.actionId) : undefined;
            return (
              <li key={finding.id}>
                <div className="grow">
                  <b>{finding.says}</b>
                  {action ? <LinkedActions actions={[action]} /> : null}
                  {finding.actionId && !action ? <small>Its action is outside your services.</small> : null}
                  {finding.actionId ? null : (
                    <div className="meta">
                      <StateMark state="unknown">No action yet</StateMark>
                      {mayRaise ? (
                        <Go href={`/resilience-tests/${testId}/findings/${finding.id}`}>Raise an action</Go>
                      ) : null}
                    </div>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
