import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { Told } from "#lib/evidence/inspection/queries.ts";

type File = { id: string; name: string; bytes: number; sha256: string; addedAt: Date };
type Props = { registers: { name: string; what: string; rows: Told[] }[]; files: File[]; now: Date };

export function GrantedRecord({ registers, files, now }: Props) {
  return (
    <>
      {registers.flatMap((register) =>
        register.rows.map((row, index) => (
          <Card
            key={row.id}
            title={register.rows.length > 1 ? `${register.what} ${index + 1}` : register.what}
            aside={`As at ${formatDateTime(now)}`}
          >
            <KeyValues items={row.fields.map((field) => ({ label: field.label, value: field.value }))} />
          </Card>
        )),
      )}
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
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
