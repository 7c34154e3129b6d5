import { Button, LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { ImportNews } from "#lib/organisation/inputs.ts";
import type { ImportDraft, PastImport } from "#lib/organisation/queries/imports.ts";

/** A plain form: the file goes to its own address and the answer is a page, with or without script. */
export function ImportStart({ news, draft }: { news: ImportNews; draft: ImportDraft | undefined }) {
  const problem = news.problem && problemWords(news.problem, news.line);
  return (
    <>
      {news.ended ? (
        <Notice tone="ok" title="The import was ended." live>
          Nothing of it was written.
        </Notice>
      ) : null}
      {problem ? (
        <Notice tone="bad" title="The file was not taken." live>
          {problem} Nothing was kept.
        </Notice>
      ) : null}
      {draft ? (
        <Notice title="An import is not finished.">
          <p>
            {draft.fileName}, uploaded {formatDateTime(draft.uploadedAt)}. Uploading another file ends it.
          </p>
          <LinkButton small href={`/organisation/import/${draft.id}`}>
            Go on with it
          </LinkButton>
        </Notice>
      ) : null}
      <Card title="Step 1 of 4: choose a file">
        <form className="form" method="post" action="/api/organisation/import" encType="multipart/form-data">
          <div className={problem ? "field invalid" : "field"}>
            <label htmlFor="import-file">CSV file</label>
            <p className="hint" id="import-file-hint">
              At most 64 MB, in UTF-8, with the names of the columns in its first row. The CQC directory of active
              locations fits as it is once saved as CSV; you choose your own providers from it.
            </p>
            <input
              id="import-file"
              name="file"
              type="file"
              accept=".csv,text/csv"
              required
              aria-describedby="import-file-hint"
            />
          </div>
          <div className="form-actions">
            <Button type="submit" variant="primary">
              Upload the file
            </Button>
          </div>
        </form>
      </Card>
    </>
  );
}

export function PastImports({ past }: { past: PastImport[] }) {
  if (past.length === 0) return null;
  return (
    <Card title="Earlier imports" flush>
      <ul className="list top">
        {past.map((one) => (
          <li key={one.id}>
            <div className="grow">
              <Go href={`/organisation/import/${one.id}`}>{one.fileName}</Go>
              <small>
                {one.endedAt ? formatDateTime(one.endedAt) : ""}: {one.created} added, {one.updated} changed,{" "}
                {one.unchanged} already the same, {one.leftOut} left out
              </small>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const asUtf8 = "Save it again as “CSV UTF-8” and upload that.";

function problemWords(kind: string, line: number | undefined): string {
  const on = `Line ${(line ?? 1).toLocaleString("en-GB")}`;
  switch (kind) {
    case "no-file":
      return "No file came with the form. Choose one.";
    case "too-large":
      return "It is larger than 64 MB.";
    case "cut-short":
      return line === undefined
        ? "The upload broke off before the file was whole. Send it again."
        : `${on} ends in the middle of a character: the file is cut short, or it is not UTF-8 text.`;
    case "empty":
      return "The file is empty.";
    case "no-rows":
      return "It has no rows under the names of the columns.";
    case "one-column":
      return "Its first row has one cell only. Cells are parted by commas.";
    case "too-many-columns":
      return "It has more than 400 columns.";
    case "too-many-rows":
      return "It has more than 250,000 rows.";
    case "not-utf8":
      return `${on} is not UTF-8 text. ${asUtf8}`;
    case "utf16":
      return `It is UTF-16 text. ${asUtf8}`;
    case "spreadsheet":
      return `It is a spreadsheet or an archive, not CSV. ${asUtf8}`;
    case "not-text":
      return `${on} holds characters that no text has. ${asUtf8}`;
    case "open-quote":
      return `${on} begins a row with a quotation mark that never closes: the file is cut short, or a mark is missing.`;
    case "stray-quote":
      return `${on} begins a row with a quotation mark in the middle of a cell. Put the whole cell in quotation marks and double those inside it.`;
    default:
      return "It could not be read.";
  }
}
