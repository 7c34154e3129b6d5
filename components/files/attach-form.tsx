import { FileChoice } from "#components/files/file-choice.tsx";
import { Button } from "#components/ui/button.tsx";

/** A plain form to the upload's own address, with or without script. Its small fields stand before the file. */
export function AttachForm({ recordId, back }: { recordId: string; back: string }) {
  const id = `attach-${recordId}`;
  return (
    <details className="attach">
      <summary>Attach a file</summary>
      <form className="form" method="post" action="/files/attach" encType="multipart/form-data">
        <input type="hidden" name="record" value={recordId} />
        <input type="hidden" name="back" value={back} />
        <div className="field">
          <label htmlFor={`${id}-note`}>
            What it shows<span className="muted"> (optional)</span>
          </label>
          <input id={`${id}-note`} name="note" type="text" className="w-long" maxLength={400} autoComplete="off" />
        </div>
        <label className="choice" htmlFor={`${id}-checked`}>
          <input id={`${id}-checked`} type="checkbox" name="checked" value="yes" />
          <span>
            I have checked the file’s name and what I wrote
            <small>Needed only if they look like a person’s details. They identify nobody who uses services.</small>
          </span>
        </label>
        <FileChoice />
        <div className="form-actions">
          <Button type="submit">Attach the file</Button>
        </div>
      </form>
    </details>
  );
}
