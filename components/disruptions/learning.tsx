import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { type LinkedAction, LinkedActions } from "#components/ui/linked-actions.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";
import { recordHref } from "#lib/records/record.ts";

export type Mix = { strong: number; intermediate: number; weak: number };

type Props = {
  whole: WholeDisruption;
  actions: ReadonlyMap<string, LinkedAction>;
  mix: Mix;
  /** Forms under a finding that has no decision yet. */
  decide?: (findingId: string) => ReactNode;
  aside?: ReactNode;
};

/** Every finding ends in an action, or in a reason why none is needed. */
export function Learning({ whole, actions, mix, decide, aside }: Props) {
  const { findings, linked, disruption } = whole;
  const risks = linked.filter((record) => record.kind === "risk");
  const onlyWeaker = mix.weak > 0 && mix.strong + mix.intermediate === 0 && (disruption.severity ?? 0) >= 3;
  return (
    <Card
      title="Learning and actions"
      aside={aside}
      flush
      footer={
        <>
          <span className="grow">
            Actions: {mix.strong} stronger, {mix.intermediate} intermediate, {mix.weak} weaker.
          </span>
          {risks.length > 0 ? (
            <span>
              Linked to{" "}
              {risks.map((risk, index) => (
                <span key={risk.linkId}>
                  {index > 0 ? ", " : ""}
                  <Go href={recordHref(risk.kind, risk.id)}>{risk.reference}</Go>
                </span>
              ))}
            </span>
          ) : null}
        </>
      }
    >
      {onlyWeaker ? (
        <div className="pad">
          <Notice tone="warn" title="Only weaker actions.">
            All of these lean on people remembering. At severity 3 or more, at least one should change the thing itself.
          </Notice>
        </div>
      ) : null}
      {findings.length === 0 ? (
        <Empty missing="No finding yet." means="A review without a finding teaches nothing to the next shift." />
      ) : (
        <ol className="list top">
          {findings.map((finding) => {
            const action = finding.actionId ? actions.get(finding.actionId) : undefined;
            return (
              <li key={finding.id}>
                <div className="grow">
                  <b>
                    {finding.number}. {finding.says}
                  </b>
                  {finding.detail ? <small>{finding.detail}</small> : null}
                  {action ? <LinkedActions actions={[action]} /> : null}
                  {finding.actionId && !action ? <small>Ends in an action outside your role or services.</small> : null}
                  {finding.noActionReason ? <small>No action: {finding.noActionReason}</small> : null}
                  {finding.decided ? null : (
                    <div className="row wrap">
                      <StateMark state="warn">No action decision yet</StateMark>
                      {decide?.(finding.id)}
                    </div>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
