import { Day } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { type State, StateMark, StateShape } from "#components/ui/state-mark.tsx";
import type { Check } from "#lib/meetings/checks.ts";
import type { MinutesDocument } from "#lib/meetings/document.ts";

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

/** As the signed document holds them: whose, what, and how they take part in which item. */
export function DeclaredInterests({ rows }: { rows: MinutesDocument["interests"] }) {
  return (
    <Card title="Declared interests" flush>
      {rows.length === 0 ? (
        <Empty missing="None is recorded." means="Whoever has an interest in an item says so before it is discussed." />
      ) : (
        <ul className="minute-matters">
          {rows.map(({ who, words, takingPart, item }) => (
            <li key={`${who} ${item} ${words}`}>
              <b>{who}</b>
              <span className="keep-lines">{words}</span>
              <small>
                {takingPart}, {item}
              </small>
            </li>
          ))}
        </ul>
      )}
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
