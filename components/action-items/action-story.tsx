import type { ReactNode } from "react";
import { Day, When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { stateWords } from "#lib/action-items/action-item.ts";
import type { ActionHistory } from "#lib/action-items/queries/history.ts";
import type { FoundAction } from "#lib/action-items/queries/register.ts";
import type { LinkedRecord } from "#lib/records/queries.ts";
import { recordHref } from "#lib/records/record.ts";

type Props = {
  action: FoundAction;
  history: ActionHistory;
  people: Map<string, string>;
  linked: readonly LinkedRecord[];
  files: readonly { id: string; name: string }[];
};

type Entry = { id: string; at: Date; personId: string; state: State; what: string; says: ReactNode; alone?: boolean };

/** Everything that happened to the action, newest last; nothing in it is ever changed. */
export function ActionStory(props: Props) {
  const entries = entriesOf(props);
  return (
    <Card title="What happened" flush>
      <ol className="lines">
        {entries.map((entry) => (
          <li key={entry.id}>
            <StateMark state={entry.state}>{entry.what}</StateMark>
            {entry.says ? <p className="keep-lines">{entry.says}</p> : null}
            {entry.alone ? <StateMark state="warn">No second person available</StateMark> : null}
            <small>
              {props.people.get(entry.personId) ?? "Someone no longer here"}, <When when={entry.at} style="short" />
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function entriesOf({ action, history, linked, files }: Props): Entry[] {
  const raised: Entry = {
    id: action.id,
    at: action.raisedAt,
    personId: action.raisedBy,
    state: "not-started",
    what: "Raised",
    says: null,
  };
  const { cancellation } = history;
  const entries: Entry[] = [
    raised,
    ...history.progress.map((each) => ({
      ...each,
      state: each.state === "blocked" ? ("warn" as const) : ("progress" as const),
      what: each.state === "blocked" ? stateWords.blocked : stateWords["in-progress"],
      says: each.note,
    })),
    ...history.dueChanges.map((each) => ({
      ...each,
      state: "info" as const,
      what: "Due date moved",
      says: (
        <>
          From <Day iso={each.fromOn} /> to <Day iso={each.toOn} />. {each.reason}
        </>
      ),
    })),
    ...history.completions.map((each) => ({
      ...each,
      state: "info" as const,
      what: "Marked as done",
      says: <Proof completion={each} linked={linked} files={files} />,
    })),
    ...history.verifications.map((each) => ({
      ...each,
      state: each.outcome === "confirmed" ? ("ok" as const) : ("warn" as const),
      what: each.outcome === "confirmed" ? "Verified" : "Sent back to its owner",
      says: each.how,
    })),
    ...history.effectChecks.map((each) => ({
      ...each,
      state: each.result === "effective" ? ("ok" as const) : ("bad" as const),
      what: each.result === "effective" ? "Effect checked: it worked" : "Effect checked: it did not work",
      says: each.found,
    })),
    ...(cancellation ? [{ ...cancellation, state: "na" as const, what: "Cancelled", says: cancellation.reason }] : []),
  ];
  return entries.sort((one, other) => one.at.getTime() - other.at.getTime());
}

type ProofProps = { completion: ActionHistory["completions"][number] } & Pick<Props, "linked" | "files">;

function Proof({ completion, linked, files }: ProofProps) {
  const file = files.find((each) => each.id === completion.attachmentId);
  const record = linked.find((each) => each.id === completion.evidenceId);
  return (
    <>
      {completion.summary}
      <br />
      {"Shown by "}
      {file ? (
        <a href={`/files/${file.id}`} download>
          {file.name}
        </a>
      ) : record ? (
        <Go href={recordHref(record.kind, record.id)}>
          {record.reference}, {record.title}
        </Go>
      ) : (
        `words alone: ${completion.proofNote ?? "a record that you may not see"}`
      )}
    </>
  );
}
