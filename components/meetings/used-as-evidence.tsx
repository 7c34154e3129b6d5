import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { extractName } from "#lib/meetings/extract.ts";
import type { Extract } from "#lib/meetings/queries/extracts.ts";
import { recordHref } from "#lib/records/record.ts";

type Props = {
  signed: boolean;
  extracts: readonly (Extract & { services: readonly string[]; statements: readonly string[] })[];
  /** The bundles in which some of them left. */
  children?: ReactNode;
};

/** Which minutes were chosen to leave, for which services and statements, and in which bundles they left. */
export function UsedAsEvidence({ signed, extracts, children }: Props) {
  if (!signed)
    return (
      <Card title="Used as evidence">
        <p className="sm">
          When these minutes are signed, single minutes of them can be quoted in evidence bundles. Nothing of a draft
          leaves.
        </p>
      </Card>
    );
  return (
    <Card title="Used as evidence" id="evidence" flush>
      {extracts.length === 0 ? (
        <p className="pad sm muted">No minute of this meeting was chosen.</p>
      ) : (
        <ul className="list top">
          {extracts.map((one) => (
            <li key={one.id}>
              <div className="grow">
                <Go href={recordHref("extract", one.id)}>{extractName(one)}</Go>{" "}
                {one.state === "withdrawn" ? <StateMark state="na">Withdrawn</StateMark> : null}
                <small>{one.services.join(", ")}</small>
                {one.statements.map((statement) => (
                  <small key={statement}>{statement}</small>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {children}
      <p className="pad sm muted">All other minutes stay out of every bundle.</p>
    </Card>
  );
}
