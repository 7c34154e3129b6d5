import { Day } from "#components/ui/as-at.tsx";
import { type ActionState, redateFlag } from "#lib/action-items/action-item.ts";
import { formatDate } from "#lib/dates.ts";

type Dated = {
  dueOn: string;
  originalDueOn: string;
  dueChanges: number;
  state?: ActionState;
  effectDueOn?: string | null;
};

/** The due date, and below it how often it was moved. */
export function DueDate({ action }: { action: Dated }) {
  const flag = redateFlag(action);
  if (action.state === "verified" && action.effectDueOn) {
    return (
      <>
        <Day iso={action.effectDueOn} style="short" />
        <small>Effect check. Was due {formatDate(action.dueOn, "short")}</small>
      </>
    );
  }
  return (
    <>
      <Day iso={action.dueOn} style="short" />
      {flag === "kept" ? null : (
        <small>{action.dueChanges === 1 ? "Moved once" : `Moved ${action.dueChanges} times`}</small>
      )}
    </>
  );
}
