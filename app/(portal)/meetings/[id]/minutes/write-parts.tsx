import { Gavel, ListPlus, PencilLine, Quote } from "lucide-react";
import { FindBeside } from "#components/data-table/find-beside.tsx";
import { PutForm, RaiseForm, WriteForm } from "#components/meetings/minute-forms.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Form } from "#components/ui/form.tsx";
import { actionPriorities, levelIds, levels, priorityWords } from "#lib/action-items/action-item.ts";
import { askableGroup } from "#lib/meetings/askable.ts";
import type { MinutesQuery } from "#lib/meetings/inputs/minutes.ts";
import { counted } from "#lib/words.ts";
import { putDecisionAction, raiseFromItemAction, recordNothingAction, writeBlockAction } from "./actions.ts";
import type { MinutesRead } from "./read-minutes.ts";

export type Writing = "note" | "challenge" | "decision" | "action";

const tools = [
  { write: "note", label: "Note", Icon: PencilLine },
  { write: "decision", label: "Question", Icon: Gavel },
  { write: "action", label: "Action", Icon: ListPlus },
  { write: "challenge", label: "Challenge", Icon: Quote },
] as const;

/** The bar above the document: what can be written, and which item of how many this is. */
export function WriteTools({ page }: { page: MinutesRead }) {
  const { written, item, mayMinute, mayContribute } = page;
  if (!item) return null;
  const offered = tools.filter(({ write }) => mayMinute || (mayContribute && write === "challenge"));
  const base = `/meetings/${written.meeting.id}/minutes?item=${item.id}`;
  return (
    <div className="minutes-tools">
      {offered.map(({ write, label, Icon }) => (
        <LinkButton
          key={write}
          small
          href={`${base}&write=${write}#write`}
          icon={<Icon size={16} aria-hidden="true" />}
        >
          {label}
        </LinkButton>
      ))}
      <span className="grow" />
      <span className="muted">
        Item {item.position} of {written.items.length}
      </span>
    </div>
  );
}

type Props = { page: MinutesRead; query: MinutesQuery };

/** Below the document: the one form that was asked for; for those who keep the minutes a note, if none was. */
export function WriteParts({ page, query }: Props) {
  const { write } = query;
  const { written, item, mayMinute, mayContribute, drafts } = page;
  if (!item || !(mayMinute || mayContribute)) return null;
  const on = { meetingId: written.meeting.id, itemId: item.id };
  const kind = mayMinute ? (write ?? "note") : "challenge";
  if (!mayMinute && write !== "challenge") return null;
  const empty = !written.blocks.some(({ itemId }) => itemId === item.id);
  return (
    <div className="minutes-write" id="write">
      <h3 className="h">{titles[kind]}</h3>
      {kind === "note" || kind === "challenge" ? (
        <WriteForm
          key={kind}
          action={writeBlockAction}
          {...on}
          kind={kind}
          own={!mayMinute}
          draft={drafts.find(({ field }) => field === kind)}
        />
      ) : null}
      {kind === "note" && empty ? (
        <Form
          action={recordNothingAction}
          submit="There is nothing to record"
          variant="plain"
          hidden={{ id: on.meetingId, itemId: on.itemId }}
          id="nothing-to-record"
        />
      ) : null}
      {kind === "decision" ? <Put page={page} query={query} on={on} /> : null}
      {kind === "action" ? (
        <RaiseForm
          action={raiseFromItemAction}
          {...on}
          owners={page.owners}
          priorities={actionPriorities.map((value) => ({ value, label: priorityWords[value].label }))}
          levels={levelIds.map((value) => ({ value, label: levels[value].label }))}
        />
      ) : null}
    </div>
  );
}

const titles: Record<Writing, string> = {
  note: "Write a note",
  challenge: "Record a challenge",
  decision: "Put a question to the meeting",
  action: "Raise an action",
};

type PutProps = { page: MinutesRead; query: MinutesQuery; on: { meetingId: string; itemId: string } };

function Put({ page, query: { answers, words }, on }: PutProps) {
  const left = page.leftOver.find(({ id }) => id === answers);
  const sent = page.sentHere.find(({ decisionId }) => decisionId === answers);
  const begun = left
    ? { ...left, answersId: left.id, says: `Left over from ${left.meeting}.` }
    : sent
      ? { ...sent, answersId: sent.decisionId, says: `Sent here by ${sent.from}: ${sent.words}` }
      : undefined;
  const form = (
    <PutForm
      key={answers ?? "new"}
      action={putDecisionAction}
      {...on}
      ofTheBoard={page.written.meeting.kind === "board"}
      records={page.records.map((record) => ({
        value: record.id,
        label: `${record.reference}: ${record.title}`,
        group: askableGroup(record.kind),
      }))}
      {...(begun ? { begun } : {})}
    />
  );
  if (begun) return form;
  return (
    <>
      <FindBeside
        path={`/meetings/${on.meetingId}/minutes`}
        at="write"
        with={{ item: on.itemId, write: "decision" }}
        words={words}
        label="Find the record it is about"
        placeholder="Record: reference or title"
      />
      {words ? (
        <p className="muted">
          {page.records.length === 0
            ? `No record holds “${words}”.`
            : `The list below holds ${counted(page.records.length, "record")} with “${words}”.`}
        </p>
      ) : null}
      {form}
    </>
  );
}
