import { AttachForm } from "#components/files/attach-form.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { shortFingerprint } from "#components/ui/manifest.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { addedAfterWords, mediaWords, tagWarning } from "#lib/files/file.ts";
import type { Attachment } from "#lib/files/queries.ts";
import type { RefusedUpload } from "#lib/files/refused.ts";
import { sizeWords } from "#lib/words.ts";

type Props = {
  attachments: readonly Attachment[];
  people: ReadonlyMap<string, string>;
  recordId: string;
  /** The record's own page: where the form comes back to. */
  back: string;
  mayAttach: boolean;
  /** The address's `attached`, after an upload. */
  attached?: string | string[] | undefined;
  refused?: RefusedUpload | undefined;
};

/** A record's files, and the form to add one. Files stay as they came; they are never changed or taken away. */
export function AttachmentList({ attachments, people, recordId, back, mayAttach, attached, refused }: Props) {
  const latest = attachments.find((each) => each.id === attached);
  return (
    <Card title="Files" id="files" aside={attachments.length > 0 ? String(attachments.length) : null} flush>
      {latest ? (
        <div className="pad">
          <Added file={latest} />
        </div>
      ) : null}
      {attachments.length > 0 ? (
        <ul className="lines">
          {attachments.map((file) => (
            <Line key={file.id} file={file} by={people.get(file.addedBy)} />
          ))}
        </ul>
      ) : (
        <Empty
          missing="No file is attached."
          means="A photograph, a signed sheet or an export shows others what words alone cannot."
        />
      )}
      {mayAttach ? (
        <div className="pad">
          <AttachForm recordId={recordId} back={back} refused={refused} />
        </div>
      ) : null}
    </Card>
  );
}

function Added({ file }: { file: Attachment }) {
  const warning = tagWarning(file);
  return (
    <Notice tone={warning ? "warn" : "ok"} title={`“${file.name}” is attached.`} live>
      {warning
        ? `${warning} It is kept as it came, and everyone who opens it can read that. Attach a copy without it if that matters.`
        : "It is kept as it came."}
    </Notice>
  );
}

type LineProps = { file: Attachment; by: string | undefined };

function Line({ file, by }: LineProps) {
  const warning = tagWarning(file);
  const mark = file.addedAfter ? addedAfterWords(file.addedAfter) : undefined;
  return (
    <li>
      <a href={`/files/${file.id}`} download>
        {file.name}
      </a>
      {file.note ? <p className="sm">{file.note}</p> : null}
      <small>
        {mediaWords[file.type].label}, {sizeWords(file.bytes)}. {by ?? "Someone no longer here"},{" "}
        <When when={file.addedAt} style="short" />. Fingerprint{" "}
        <span className="hash" title={file.sha256}>
          {shortFingerprint(file.sha256)}
        </span>
      </small>
      {mark ? <StateMark state="info">{mark}</StateMark> : null}
      {warning ? <StateMark state="warn">{warning}</StateMark> : null}
    </li>
  );
}
