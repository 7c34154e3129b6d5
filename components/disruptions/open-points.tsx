import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { OpenPoint } from "#lib/disruptions/open-points.ts";

/** Where a point is closed, for a reader who may close it there. */
export type PointHref = (kind: OpenPoint["kind"]) => string | undefined;

type Props = {
  points: readonly OpenPoint[];
  roles: Readonly<Record<string, string>>;
  hrefOf: PointHref;
  /** Why the reader, whose role could, cannot close them here. */
  apart?: string | undefined;
};

/** Everything that keeps it from closing, each with what closes it and which roles can. */
export function OpenPoints({ points, roles, hrefOf, apart }: Props) {
  return (
    <Card title="Before it can close" aside={`${points.length} open`} footer={apart} flush>
      <ul className="list top">
        {points.map((point) => {
          const href = hrefOf(point.kind);
          return (
            <li key={point.says}>
              <div className="grow">
                <StateMark state="warn">{point.says}</StateMark>
                <small>
                  {href ? <Go href={href}>{point.closes}</Go> : point.closes} {byWhom(point, roles)}
                </small>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function byWhom(point: OpenPoint, roles: Props["roles"]): string {
  const words = point.roles.map((role) => roles[role]?.toLowerCase()).join(", ");
  return words ? `Can be done by: ${words}.` : "Nobody holds a role that can, for all of its services.";
}
