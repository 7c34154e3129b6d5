import { PaperTable } from "#components/disruptions/paper-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { Disruption } from "#lib/disruptions/queries/disruption.ts";
import type { Paper } from "#lib/disruptions/queries/review.ts";

type Props = {
  disruption: Disruption;
  papers: readonly Paper[];
  roles: Readonly<Record<string, string>>;
  /** It stands on the page where paper is counted. */
  here?: boolean;
};

export function PaperCard({ disruption, papers, roles, here = false }: Props) {
  const { id, paper, paperRole, paperSaidAt } = disruption;
  const left = papers.reduce((sum, row) => sum + row.written - row.checked, 0);
  const missing = {
    "not-used": "No paper records were made.",
    used: "Paper was used and nothing is counted yet.",
    "not-known": "Whether paper was used is not known yet.",
  }[paper];
  const said =
    paperRole && paperSaidAt ? `Said by the ${roles[paperRole]?.toLowerCase()}, ${formatDateTime(paperSaidAt)}.` : "";
  return (
    <Card
      title="Paper records back into the system"
      flush
      aside={left > 0 ? <StateMark state="warn">{`${left} to check`}</StateMark> : null}
      footer={
        <>
          <span className="grow">Counts only. Checked by a role that did not enter it.</span>
          {here ? null : <Go href={`/disruptions/${id}/paper`}>Count and check</Go>}
        </>
      }
    >
      {papers.length > 0 ? <PaperTable papers={papers} roles={roles} /> : <Empty missing={missing} means={said} />}
    </Card>
  );
}
