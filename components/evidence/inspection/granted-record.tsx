import { RowsTable } from "#components/evidence/inspection/rows-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { Told } from "#lib/evidence/inspection/queries.ts";

type File = { id: string; name: string; bytes: number; sha256: string; addedAt: Date; addedAfter: string | null };
type Props = { recordId: string; registers: { name: string; what: string; rows: Told[] }[]; files: File[]; now: Date };

/** The record itself as facts, then everything that was added to it over time as tables. */
export function GrantedRecord({ recordId, registers, files, now }: Props) {
  return (
    <>
      {registers.map((register) => {
        const own = register.rows.find((row) => row.id === recordId);
        return (
          <Card
            key={register.name}
            title={own ? "The record" : register.what}
            aside={own ? `As at ${formatDateTime(now)}` : undefined}
            flush={!own}
          >
            {own ? (
              <KeyValues
                items={[...own.fields, ...own.more]
                  .filter(({ value }) => value !== "")
                  .map(({ label, value }) => ({ label, value }))}
              />
            ) : (
              <RowsTable caption={register.what} rows={register.rows} />
            )}
          </Card>
        );
      })}
      {files.length > 0 ? (
        <Card title="Attached files" flush>
          <ul className="lines">
            {files.map((file) => (
              <li key={file.id}>
                <a href={`/api/outside/files/${file.id}`} download>
                  {file.name}
                </a>
                <small>
                  {file.bytes.toLocaleString("en-GB")} bytes, added {formatDateTime(file.addedAt)}, SHA-256{" "}
                  {file.sha256.slice(0, 16)}
                </small>
                {file.addedAfter ? <StateMark state="info">{file.addedAfter}</StateMark> : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
