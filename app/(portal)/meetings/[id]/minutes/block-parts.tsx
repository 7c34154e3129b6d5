import { ChangeBlockForm } from "#components/meetings/minute-forms.tsx";
import { MinuteWords, type NamedRecord } from "#components/meetings/minute-words.tsx";
import { When } from "#components/ui/as-at.tsx";
import { RadioGroup } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { roleLabels } from "#lib/access/roles.ts";
import type { Block } from "#lib/meetings/queries/minutes.ts";
import { changeBlockAction, removeBlockAction, settleBlockAction } from "./actions.ts";

type Props = {
  meetingId: string;
  block: Block;
  other: Block | undefined;
  named: readonly NamedRecord[];
  mayChange: boolean;
  /** This block is open for writing. */
  open: boolean;
};

/** Under one minute: its change, and two texts of it where somebody saved it meanwhile. */
export function BlockParts({ meetingId, block, other, named, mayChange, open }: Props) {
  if (other) return <TwoTexts {...{ meetingId, block, other, named, mayChange }} />;
  if (!mayChange) return null;
  if (open)
    return (
      <div className="minute-own" id="write">
        <div className="grow">
          <ChangeBlockForm action={changeBlockAction} meetingId={meetingId} block={block} />
          <Form
            action={removeBlockAction}
            submit="Take this minute out"
            variant="quiet"
            hidden={{ id: meetingId, blockId: block.id, version: block.version }}
            id={`remove-${block.id}`}
          />
        </div>
      </div>
    );
  return (
    <p className="minute-own">
      <Go href={`/meetings/${meetingId}/minutes?item=${block.itemId}&block=${block.id}#write`}>
        Change this {block.kind}
      </Go>
      <span>
        {block.by}, <When when={block.changedAt} style="short" />
      </span>
    </p>
  );
}

type TwoProps = Omit<Props, "open" | "other"> & { other: Block };

function TwoTexts({ meetingId, block, other, named, mayChange }: TwoProps) {
  const texts = [
    { key: "first", text: block, at: block.changedAt },
    { key: "second", text: other, at: other.writtenAt },
  ];
  return (
    <div className="two-texts-frame">
      <p className="b">This minute was written twice at once. Both texts are kept until one is chosen.</p>
      <div className="two-texts">
        {texts.map(({ key, text, at }) => (
          <div key={key}>
            <h3>
              {text.by}, {roleLabels[text.writtenRole].toLowerCase()}, <When when={at} />
            </h3>
            <MinuteWords words={text.words} named={named} />
          </div>
        ))}
      </div>
      {mayChange ? (
        <Form
          action={settleBlockAction}
          submit="Settle this minute"
          variant="plain"
          hidden={{ id: meetingId, blockId: block.id, version: block.version, otherId: other.id }}
          id={`settle-${other.id}`}
        >
          <RadioGroup
            name="keep"
            label="What stays"
            across
            options={[
              { value: "first", label: "The first text" },
              { value: "second", label: "The second text" },
              { value: "both", label: "Both, one after the other" },
            ]}
          />
        </Form>
      ) : null}
    </div>
  );
}
