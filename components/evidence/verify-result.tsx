import { AnswerCard } from "#components/ui/answer-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Manifest } from "#components/ui/manifest.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { grouped } from "#lib/evidence/bag/layout.ts";
import { bareFingerprint } from "#lib/evidence/bag/verify/signature.ts";
import type { Verdict } from "#lib/evidence/bag/verify.ts";

/** A key that an organisation of this portal signs with, or did. `retired` is the words of when, "3 May 2026". */
export type PublishedKey = { organisation: string; fingerprint: string; retired: string | null };

const question = "Is this bundle as it was signed?";

export function VerifyResult({ verdict, keys }: { verdict: Verdict; keys: readonly PublishedKey[] }) {
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
  return (
    <>
      <div role="status">
        <AnswerCard
          question={question}
          answer={verdict.statement}
          state={owner ? "ok" : "warn"}
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
  if (owner.retired) return `${owner.organisation} publishes this key here. It was retired on ${owner.retired}.`;
  return `${owner.organisation} publishes this key here.`;
}
