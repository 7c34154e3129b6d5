import { Day, When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import {
  evidenceMissing,
  levels,
  priorityWords,
  redateFlag,
  sourceWords,
  strengthWords,
} from "#lib/action-items/action-item.ts";
import type { ActionHistory } from "#lib/action-items/queries/history.ts";
import type { FoundAction } from "#lib/action-items/queries.ts";
import type { LinkedRecord } from "#lib/records/queries.ts";
import { recordHref, recordKindWords } from "#lib/records/record.ts";

type Props = {
  action: FoundAction;
  history: ActionHistory;
  linked: LinkedRecord[];
  names: Map<string, string>;
  people: Map<string, string>;
};

export function ActionRecord({ action, history, linked, names, people }: Props) {
  return (
    <>
      {redateFlag(action) === "re-dated-often" ? (
        <Notice tone="warn" title="Its due date has moved three times or more.">
          Ask whether it is still the right action, with the right owner.
        </Notice>
      ) : null}
      {evidenceMissing(action) ? (
        <Notice tone="warn" title="Evidence missing.">
          It was marked as done in words alone. A file or a record would let others see it.
        </Notice>
      ) : null}
      <div className="grid two">
        <Card title="What will be done" footer={<>Raised {raised(action, people)}</>}>
          <KeyValues
            items={[
              { label: "How we will know it worked", value: action.measure },
              ...(action.detail
                ? [{ label: "Detail", value: <span className="keep-lines">{action.detail}</span> }]
                : []),
              { label: "Owner", value: people.get(action.ownerId) },
              { label: "Due", value: <Due action={action} history={history} /> },
              { label: "Priority", value: priorityWords[action.priority].label },
              { label: "Strength", value: `${strengthWords[action.strength]}: ${levels[action.level].label}` },
              {
                label: "Services",
                value: action.serviceIds.length
                  ? action.serviceIds.map((id) => names.get(id)).join(", ")
                  : "Whole organisation",
              },
              ...(action.blockedReason
                ? [{ label: "Blocked", value: <StateMark state="warn">{action.blockedReason}</StateMark> }]
                : []),
              ...(action.effectDueOn ? [{ label: "Effect check due", value: <Day iso={action.effectDueOn} /> }] : []),
            ]}
          />
        </Card>
        <Card title="Where it comes from, what it changed" flush>
          {linked.length === 0 ? (
            <div className="pad">
              <Empty
                missing={`${sourceWords[action.sourceKind]}, with no record linked.`}
                means="A linked record lets a reader follow what was learned to what was changed."
              />
            </div>
          ) : (
            <ul className="lines">
              {linked.map((record) => (
                <li key={record.linkId}>
                  <Go href={recordHref(record.kind, record.id)}>{record.title}</Go>
                  <small>
                    {linkWords(record)} {recordKindWords[record.kind].toLowerCase()} {record.reference}
                  </small>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}

function raised(action: FoundAction, people: Map<string, string>) {
  return (
    <>
      <When when={action.raisedAt} /> by {people.get(action.raisedBy) ?? "someone no longer here"}.{" "}
      {sourceWords[action.sourceKind]}.
    </>
  );
}

function linkWords(record: LinkedRecord) {
  if (record.link === "raised" && record.direction === "from") return "Raised by";
  if (record.link === "evidence" && record.direction === "to") return "Shown by";
  return "Linked to";
}

function Due({ action, history }: Pick<Props, "action" | "history">) {
  return (
    <>
      <Day iso={action.dueOn} />
      {history.dueChanges.length > 0 ? (
        <ul className="lines">
          {history.dueChanges.map((change) => (
            <li key={change.id}>
              Was <Day iso={change.fromOn} />. {change.reason}
              <small>
                Moved <When when={change.at} style="short" />
              </small>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
