import { Go } from "#components/ui/go.tsx";
import { formatDate, londonDay } from "#lib/dates.ts";
import { bundleStateWords } from "#lib/evidence/bundle.ts";
import type { Carrying } from "#lib/evidence/queries/extracts.ts";

/** The bundles in which records left, each with whom it went to. */
export function CarryingList({ bundles }: { bundles: readonly Carrying[] }) {
  const once = [...new Map(bundles.map((one) => [one.id, one])).values()];
  const older = new Set(bundles.filter(({ addedSince }) => addedSince).map(({ id }) => id));
  return (
    <ul className="list top">
      {once.map((one) => (
        <li key={one.id}>
          <div className="grow">
            <Go href={`/evidence/${one.id}`}>{one.reference}</Go>
            <small>
              {[one.body, one.recipient].filter(Boolean).join(", ")}.{" "}
              {one.issuedAt ? `Issued ${formatDate(londonDay(one.issuedAt))}` : ""}
              {one.state === "issued" ? "." : `, ${bundleStateWords[one.state].toLowerCase()} since.`}
              {older.has(one.id) ? " An addendum was made after it: the bundle tells the extract without it." : ""}
            </small>
          </div>
        </li>
      ))}
    </ul>
  );
}
