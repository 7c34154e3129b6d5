import { AnswerCard } from "#components/ui/answer-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Manifest } from "#components/ui/manifest.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { grouped } from "#lib/evidence/bag/layout.ts";
import { bareFingerprint } from "#lib/evidence/bag/verify/signature.ts";
import type { Verdict } from "#lib/evidence/bag/verify.ts";

/** A key that an organisation of this portal signs with, or did. `retired` is the instant of when. */
export type PublishedKey = { organisation: string; fingerprint: string; retired: string | null };

const question = "Is this bundle as it was signed?";

type Props = {
  verdict: Verdict;
  keys: readonly PublishedKey[];
  /** The fingerprint that the reader was told by another road, if any. */
  expected: string;
};

export function VerifyResult({ verdict, keys, expected }: Props) {
  if (!verdict.valid) {
    return (
      <div role="status">
        <AnswerCard
          question={question}
          answer={verdict.statement}
          state={verdict.member === null ? "unknown" : "bad"}
        />
      </div>
    );
  }
  const owner = keys.find((key) => bareFingerprint(key.fingerprint) === bareFingerprint(verdict.keyFingerprint));
  const given = bareFingerprint(expected);
  const same = given === bareFingerprint(verdict.keyFingerprint);
  return (
    <>
      <div role="status">
        {given ? (
          <Notice
            tone={same ? "ok" : "bad"}
            title={same ? "It is the key that you gave." : "It is not the key that you gave."}
          >
            {same ? null : "The bundle is whole, but somebody else signed it. Ask the provider before you rely on it."}
          </Notice>
        ) : null}
        <AnswerCard
          question={question}
          answer={verdict.statement}
          state={given && !same ? "bad" : owner || same ? "ok" : "warn"}
          detail={whose(owner)}
        />
      </div>
      <Card title="What the bundle says of itself">
        <KeyValues
          items={[
            { label: "Bundle", value: verdict.reference },
            { label: "Provider, as the bundle says", value: verdict.organisation },
            { label: "Records as at", value: formatDateTime(new Date(verdict.snapshotAt)) },
            {
              label: "Records fingerprint, as on the cover",
              value: <span className="hash">{grouped(verdict.recordsFingerprint)}</span>,
            },
            { label: "Trail checkpoint", value: `Entry ${verdict.checkpoint.number.toLocaleString("en-GB")}` },
          ]}
        />
      </Card>
      <Card title="Every file in it" aside="Fingerprints worked out on this machine" flush>
        <Manifest
          caption="Files in the bundle, with the fingerprints worked out on this machine"
          files={verdict.members.map(({ name, bytes, sha256 }) => ({
            name,
            size: `${bytes.toLocaleString("en-GB")} bytes`,
            sha256,
          }))}
        />
      </Card>
    </>
  );
}

function whose(owner: PublishedKey | undefined): string {
  if (!owner) return "No organisation here publishes this key. Ask the provider whether it is theirs.";
  if (owner.retired)
    return `${owner.organisation} publishes this key here. It was retired on ${formatDate(new Date(owner.retired))}.`;
  return `${owner.organisation} publishes this key here.`;
}
