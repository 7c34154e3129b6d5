import { Day } from "#components/ui/as-at.tsx";
import { redateFlag } from "#lib/action-items/action-item.ts";

type Dated = { dueOn: string; originalDueOn: string; dueChanges: number };

/** The due date, and below it how often it was moved. */
export function DueDate({ action }: { action: Dated }) {
  const flag = redateFlag(action);
  return (
    <>
      <Day iso={action.dueOn} style="short" />
      {flag === "kept" ? null : (
        <small>{action.dueChanges === 1 ? "Moved once" : `Moved ${action.dueChanges} times`}</small>
      )}
    </>
  );
}
