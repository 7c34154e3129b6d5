import { Day, When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import {
  evidenceMissing,
  isDone,
  levels,
  priorityWords,
  redateFlag,
  sourceWords,
  strengthWords,
} from "#lib/action-items/action-item.ts";
import type { FoundAction } from "#lib/action-items/queries/register.ts";
import { serviceWords } from "#lib/records/services.ts";

type Props = {
  action: FoundAction;
  names: Map<string, string>;
  people: Map<string, string>;
};

/** What a reader should know of an action before anything else. */
export function ActionNotices({ action }: Pick<Props, "action">) {
  return (
    <>
      {redateFlag(action) === "re-dated-often" ? (
        <Notice tone="warn" title="Its due date has moved three times or more.">
          Ask whether it is still the right action, with the right owner.
        </Notice>
      ) : null}
      {evidenceMissing(action) ? (
        <Notice tone="warn" title="Evidence missing.">
          {action.state === "verified"
            ? "It was found done on words alone. The effect check is the next look; what was added since has been looked at by nobody."
            : "It was marked as done in words alone. A file or a record would let others see it."}
        </Notice>
      ) : null}
    </>
  );
}

export function ActionRecord({ action, names, people }: Props) {
  return (
    <Card title="What will be done" footer={<Raised action={action} people={people} />}>
      <KeyValues
        items={[
          { label: "How we will know it worked", value: action.measure },
          ...(action.detail ? [{ label: "Detail", value: <span className="keep-lines">{action.detail}</span> }] : []),
          { label: "Owner", value: people.get(action.ownerId) },
          { label: "Due", value: <Due action={action} /> },
          { label: "Priority", value: priorityWords[action.priority].label },
          { label: "Strength", value: `${strengthWords[action.strength]}: ${levels[action.level].label}` },
          {
            label: "Services",
            value: serviceWords(action.serviceIds, names),
          },
          ...(action.blockedReason
            ? [{ label: "Blocked", value: <StateMark state="warn">{action.blockedReason}</StateMark> }]
            : []),
          ...(action.effectDueOn && isDone(action.state)
            ? [{ label: "Effect check due", value: <Day iso={action.effectDueOn} /> }]
            : []),
        ]}
      />
    </Card>
  );
}

function Raised({ action, people }: Pick<Props, "action" | "people">) {
  return (
    <p>
      Raised <When when={action.raisedAt} /> by {people.get(action.raisedBy) ?? "someone no longer here"}.{" "}
      {sourceWords[action.sourceKind]}.
    </p>
  );
}

function Due({ action }: Pick<Props, "action">) {
  const times = action.dueChanges === 1 ? "moved once" : `moved ${action.dueChanges} times`;
  return (
    <>
      <Day iso={action.dueOn} />
      {action.dueChanges > 0 ? (
        <p className="sm muted">
          First due <Day iso={action.originalDueOn} />, {times}
        </p>
      ) : null}
    </>
  );
}
