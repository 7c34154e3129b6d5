import { AsAtFooter } from "#components/data-table/as-at-footer.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatDateTime } from "#lib/dates.ts";

type Later = {
  href: string;
  reference: string;
  title: string;
  added: boolean;
  /** Left out where the change has no one moment. */
  at?: Date | undefined;
  acts: readonly string[];
};
type Props = {
  at: Date | undefined;
  /** What the address asked for, to say so when it is no past day. */
  asked: string | string[] | undefined;
  nowHref: string;
  /** Left out where the rows are no records. */
  since?: { total: number; rows: readonly Later[] } | undefined;
};

/** Marks a page that shows the past, and says what has changed since. */
export function LookingBack({ at, asked, nowHref, since }: Props) {
  if (!at)
    return asked ? (
      <Notice tone="warn" title="That is not a day in the past.">
        This page shows how things stand now.
      </Notice>
    ) : null;
  return (
    <>
      <div className="looking-back">
        <Notice tone="info" title="Looking back.">
          This page shows what was recorded as at <When when={at} />, and nothing can be changed on it. Links open a
          record as it is now. <Go href={nowHref}>Back to now</Go>
        </Notice>
        <AsAtFooter words={`Holdfast. As at ${formatDateTime(at)}`} />
      </div>
      {since ? <SinceList {...since} /> : null}
    </>
  );
}

/** The register is what was asked for: what has changed since stands above it in one line, folded. */
function SinceList({ total, rows }: NonNullable<Props["since"]>) {
  const title = total === 0 ? "Nothing has changed since" : `${total} changed since`;
  return (
    <Card title={title} flush={rows.length > 0}>
      {rows.length === 0 ? "Every record of this register is as it was." : null}
      {rows.length > 0 ? (
        <details className="chart-table folded">
          <summary>Show {rows.length === 1 ? "it" : "them, the latest first"}</summary>
          <LaterList rows={rows} />
          {rows.length < total ? (
            <p className="folded muted">And {total - rows.length} more, changed earlier.</p>
          ) : null}
        </details>
      ) : null}
    </Card>
  );
}

function LaterList({ rows }: { rows: readonly Later[] }) {
  return (
    <ul className="list">
      {rows.map((row) => (
        <li key={row.href}>
          <div className="grow">
            <Go href={row.href}>{[row.reference, row.title].filter(Boolean).join(" ")}</Go>
            <small>
              {row.added ? "Added since" : "Changed since"}
              {row.acts.length > 0 ? `: ${row.acts.slice(0, 4).join(", ")}` : ""}
            </small>
          </div>
          {row.at ? <When when={row.at} style="short" /> : null}
        </li>
      ))}
    </ul>
  );
}
