import { Day } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { type State, StateMark, StateShape } from "#components/ui/state-mark.tsx";
import type { Check } from "#lib/meetings/checks.ts";

/** What must hold before the chair is asked to sign, each with the place where it is put right. */
export function BeforeYouSend({ checks, hrefOf }: { checks: readonly Check[]; hrefOf: (check: Check) => string }) {
  return (
    <Card title="Before you send" flush id="before">
      <ul className="minute-checks">
        {checks.map((check) => (
          <li key={check.says}>
            <StateShape state={check.ok ? "ok" : "warn"} size={17} />
            <span>
              <span className="sr">{check.ok ? "Done: " : "Missing: "}</span>
              {check.says} {check.fix ? <Go href={hrefOf(check)}>{check.fix}</Go> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export type Matter = {
  id: string;
  reference: string;
  title: string;
  state: State;
  word: string;
  from: string;
  dueOn: string;
};

/** Actions that earlier meetings asked for: open, or closed since the last one. */
export function MattersArising({ matters }: { matters: readonly Matter[] }) {
  return (
    <Card title="Matters arising" flush>
      {matters.length === 0 ? (
        <Empty missing="Nothing is carried forward." means="No action of this committee's earlier meetings is open." />
      ) : (
        <ul className="minute-matters">
          {matters.map((matter) => (
            <li key={matter.id}>
              <StateMark state={matter.state}>{matter.word}</StateMark>
              <Go href={`/action-items/${matter.id}`}>{matter.title}</Go>
              <small>
                {matter.reference}. From <Day iso={matter.from} />. Due <Day iso={matter.dueOn} />
              </small>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
