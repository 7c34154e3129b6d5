import type { PublishedKey } from "#components/evidence/verify-result.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import { grouped } from "#lib/evidence/bag/layout.ts";
import { bareFingerprint } from "#lib/evidence/bag/verify/signature.ts";

/** The fingerprints that organisations here publish, retired ones too: whoever holds a bundle may compare by eye. */
export function KeyList({ keys }: { keys: readonly PublishedKey[] }) {
  return (
    <Card title="Keys that organisations here sign with" flush={keys.length > 0}>
      {keys.length === 0 ? (
        <Empty
          missing="No organisation here has signed a bundle yet."
          means="A key appears here with the first bundle that it signs."
        />
      ) : (
        <ul className="lines">
          {keys.map((key) => (
            <li key={key.fingerprint}>
              <div className="row wrap">
                <b className="b">{key.organisation}</b>
                {key.retired ? (
                  <StateMark state="na">Retired {formatDate(new Date(key.retired))}</StateMark>
                ) : (
                  <StateMark state="ok">In use</StateMark>
                )}
              </div>
              <small>
                <span className="hash wrap-anywhere">{grouped(bareFingerprint(key.fingerprint))}</span>
              </small>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
