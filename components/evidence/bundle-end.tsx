import type { Bundle } from "#components/evidence/bundle-record.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { bundleStateWords } from "#lib/evidence/bundle.ts";
import type { NextIssue } from "#lib/evidence/queries/register.ts";

type Props = { bundle: Bundle; next: NextIssue | undefined; people: Map<string, string> };

/** How a bundle ended, by whom and when, and what follows it. */
export function BundleEnd({ bundle, next, people }: Props) {
  const { state, endedAt, endedReason, endedBy } = bundle;
  if (!endedAt || !endedReason) return null;
  const when = formatDateTime(endedAt);
  const who = endedBy ? ` (${people.get(endedBy) ?? "someone who has left"})` : "";
  // The reason of a superseded one is the sentence itself: "Superseded by EB-2026-009".
  const superseded = state === "superseded";
  return (
    <Notice tone="warn" title={superseded ? endedReason : `${bundleStateWords[state]} ${when}`}>
      {superseded ? `${when}${who}` : `${endedReason}${who}`}
      {next ? (
        <>
          {" "}
          <Go href={`/evidence/${next.id}`}>
            {next.reference}, {bundleStateWords[next.state].toLowerCase()}
          </Go>
        </>
      ) : null}
    </Notice>
  );
}
