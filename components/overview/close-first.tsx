import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { type State, StateShape } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";

type Worst = {
  id: string;
  reference: string;
  title: string;
  dueOn: string;
  owner: string;
  services: string;
  standing: { shape: State; word: string };
};

/** The three actions that could hurt someone soonest. */
export function CloseFirst({ actions, today, past }: { actions: readonly Worst[]; today: string; past: boolean }) {
  const pressing = actions.some((action) => action.dueOn <= today);
  return (
    <Card
      title={past ? "Most pressing on that day" : pressing ? "Close these before tonight" : "Due next"}
      aside={<Go href="/action-items">All open actions</Go>}
      footer={actions.length > 1 ? <span>Overdue first, then by priority, then by due date.</span> : null}
      flush
    >
      {actions.length === 0 ? (
        <p className="muted p-4">No action is open that you can see.</p>
      ) : (
        <ol className="list">
          {actions.map((action) => (
            <li key={action.id}>
              <span className={`st ${action.standing.shape}`}>
                <StateShape state={action.standing.shape} />
              </span>
              <div className="grow">
                <b>{action.title}</b>
                <small>
                  {action.standing.word}. {action.owner}. Due {formatDate(action.dueOn)}. {action.services}
                </small>
              </div>
              <LinkButton small href={`/action-items/${action.id}`} aria-label={`Open ${action.reference}`}>
                Open
              </LinkButton>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
