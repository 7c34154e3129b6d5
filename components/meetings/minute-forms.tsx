import { SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { asksOf, asksWords } from "#lib/meetings/minute.ts";
import { appetiteCategories, appetiteWords, type Limit, possibleScores } from "#lib/records/risk-limits.ts";
import { MinuteArea } from "./minute-area.tsx";

type On = { action: FormAction; meetingId: string; itemId: string };

type WriteProps = On & {
  kind: "note" | "challenge";
  /** The words are a member's own and carry their name. */
  own?: boolean;
  draft?: { words: string; says: string } | undefined;
};

export function WriteForm({ action, meetingId, itemId, kind, own, draft }: WriteProps) {
  const label = kind === "note" ? "What was said and found" : own ? "Your challenge" : "What was asked, and the answer";
  return (
    <Form
      action={action}
      submit={kind === "note" ? "Save the note" : "Save the challenge"}
      hidden={{ id: meetingId, itemId, kind }}
    >
      <MinuteArea
        name="words"
        label={label}
        hint="A reference such as R-052 or ACT-131 becomes a link to its record."
        rows={kind === "note" ? 7 : 5}
        keep={{ href: `/meetings/${meetingId}/minutes/draft`, itemId, field: kind }}
        {...(draft ? { defaultValue: draft.words, kept: draft.says } : {})}
      />
    </Form>
  );
}

type ChangeProps = {
  action: FormAction;
  meetingId: string;
  block: { id: string; version: number; words: string };
};

export function ChangeBlockForm({ action, meetingId, block }: ChangeProps) {
  return (
    <Form
      action={action}
      submit="Save the minute"
      hidden={{ id: meetingId, blockId: block.id, version: block.version }}
    >
      <MinuteArea
        name="words"
        label="The minute"
        hint="If somebody saves it meanwhile, both texts stay until one is chosen."
        rows={9}
        defaultValue={block.words}
      />
    </Form>
  );
}

type PutProps = On & {
  records: readonly Option[];
  /** The board alone is asked for a limit. */
  ofTheBoard: boolean;
  /** A question that is taken up again. */
  begun?: {
    question: string;
    asks: string;
    aboutId: string | null;
    limit?: Limit | null;
    answersId: string;
    says: string;
  };
};

export function PutForm({ action, meetingId, itemId, records, ofTheBoard, begun }: PutProps) {
  return (
    <Form
      action={action}
      submit={begun ? "Take it up here" : "Put it to the meeting"}
      hidden={{ id: meetingId, itemId, ...(begun ? { answersId: begun.answersId } : {}) }}
    >
      {begun ? <p className="muted">{begun.says}</p> : null}
      <TextArea name="question" label="The question" rows={2} maxLength={400} defaultValue={begun?.question} />
      <SelectField
        name="asks"
        label="What is asked"
        empty="Choose"
        options={asksOf(ofTheBoard).map((value) => ({ value, label: asksWords[value] }))}
        defaultValue={begun?.asks}
      />
      <SelectField
        name="aboutId"
        label="Which record it is about"
        hint={begun ? undefined : "Needed to accept a risk, ask for a retest or sign off a review."}
        optional={!begun?.aboutId}
        empty={begun?.aboutId ? undefined : "None"}
        options={records}
        defaultValue={begun?.aboutId ?? undefined}
      />
      {ofTheBoard ? <LimitFields limit={begun?.limit ?? undefined} /> : null}
      <TextArea name="recommendation" label="What is recommended, and by whom" optional rows={2} maxLength={600} />
    </Form>
  );
}

function LimitFields({ limit }: { limit: Limit | undefined }) {
  return (
    <>
      <SelectField
        name="limitCategory"
        label="Set the limit for"
        hint="Only where the highest score is asked for."
        optional
        empty="None"
        options={appetiteCategories.map((value) => ({ value, label: appetiteWords(value) }))}
        defaultValue={limit?.category}
      />
      <SelectField
        name="limitValue"
        label="To which score"
        hint="The highest score that the board would carry of them."
        optional
        empty="None"
        options={possibleScores.map((score) => ({ value: String(score), label: String(score) }))}
        defaultValue={limit && String(limit.maximum)}
      />
    </>
  );
}

type ActionProps = On & { owners: readonly Option[]; priorities: readonly Option[]; levels: readonly Option[] };

export function RaiseForm({ action, meetingId, itemId, owners, priorities, levels }: ActionProps) {
  return (
    <Form action={action} submit="Raise the action" hidden={{ id: meetingId, itemId }}>
      <TextField name="title" label="What will be done" maxLength={200} />
      <SelectField name="ownerId" label="Who will do it" empty="Choose" options={owners} />
      <DateField name="dueOn" label="Due" />
      <TextArea name="measure" label="How the meeting will know it worked" rows={2} maxLength={600} />
      <SelectField name="priority" label="How soon it matters" empty="Choose" options={priorities} />
      <SelectField name="level" label="What kind of change it is" empty="Choose" options={levels} />
    </Form>
  );
}
