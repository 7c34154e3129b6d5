import { Notice } from "#components/ui/notice.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { listIssuedBundles } from "#lib/evidence/inspection/queries.ts";
import { stopped } from "#lib/words.ts";

type Bundle = Awaited<ReturnType<typeof listIssuedBundles>>[number];

/** What the recipient reads of a bundle that no longer stands: how and when it ended, why, and what takes its place. */
export function Ended({ bundle, next }: { bundle: Bundle; next: Bundle | undefined }) {
  return (
    <Notice tone="warn" title={endedTitle(bundle)}>
      {endedSays(bundle)}{" "}
      {next ? (
        <>
          <a href={`#bundle-${next.id}`}>Go to {next.reference}</a>
          {next.state === "withdrawn" ? ", which was withdrawn since." : "."}
        </>
      ) : bundle.state === "withdrawn" ? (
        "Nothing takes its place yet. A new issue appears here once the provider has issued it."
      ) : null}
    </Notice>
  );
}

/** The reason of a superseded one is the sentence itself: "Superseded by EB-2026-009". */
export function endedTitle({ state, endedAt, endedReason }: Bundle): string {
  if (state === "superseded") return endedReason ?? "Superseded";
  return `Withdrawn${endedAt ? ` ${formatDateTime(endedAt)}` : ""}`;
}

export function endedSays({ state, endedAt, endedReason }: Bundle): string {
  const says = state === "superseded" ? endedAt && formatDateTime(endedAt) : endedReason;
  return says ? stopped(says) : "";
}

export function nextIssue<T extends { id: string; supersedesId: string | null }>(
  bundle: { id: string },
  bundles: readonly T[],
): T | undefined {
  return bundles.find((one) => one.supersedesId === bundle.id);
}
