import { AttachPost } from "#components/files/attach-post.tsx";
import { FileChoice } from "#components/files/file-choice.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import type { RefusedUpload } from "#lib/files/refused.ts";

type Props = { recordId: string; back: string; refused?: RefusedUpload | undefined };

/** A plain form to the upload's own address, with or without script. Its small fields stand before the file. */
export function AttachForm({ recordId, back, refused }: Props) {
  const id = `attach-${recordId}`;
  const error = (field: RefusedUpload["field"]) => (refused?.field === field ? refused.message : undefined);
  return (
    <details className="attach" open={refused !== undefined}>
      <summary>Attach a file</summary>
      <AttachPost>
        {refused ? (
          <ErrorSummary
            title="The file was not attached"
            problems={[{ href: `#${id}-${refused.field}`, message: refused.message }]}
          />
        ) : null}
        <input type="hidden" name="record" value={recordId} />
        <input type="hidden" name="back" value={back} />
        <Field fieldId={`${id}-note`} label="What it shows" optional error={error("note")}>
          <input
            id={`${id}-note`}
            name="note"
            type="text"
            className="w-long"
            maxLength={400}
            autoComplete="off"
            defaultValue={refused?.note}
            aria-describedby={error("note") ? `${id}-note-error` : undefined}
            aria-invalid={error("note") ? true : undefined}
          />
        </Field>
        <label className="choice" htmlFor={`${id}-checked`}>
          <input
            id={`${id}-checked`}
            type="checkbox"
            name="checked"
            value="yes"
            defaultChecked={refused?.checked ?? false}
          />
          <span>
            I have checked the file’s name and what I wrote
            <small>Needed only if they look like a person’s details. They identify nobody who uses services.</small>
          </span>
        </label>
        <FileChoice id={`${id}-file`} error={error("file")} again={refused !== undefined} />
        <div className="form-actions">
          <Button type="submit">Attach the file</Button>
        </div>
      </AttachPost>
    </details>
  );
}
