import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import { copiesMark, inDateMeasure, type Standing, standings, standingWords } from "#lib/materials/material.ts";
import type { ServiceMaterials } from "#lib/materials/queries/register.ts";

type Props = { services: ServiceMaterials[]; names: Map<string, string>; mayCheck: boolean };

/** The measure with its denominator, worst service first. */
export function InDateByService({ services, names, mayCheck }: Props) {
  const worst = services.toSorted((a, b) => (a.percent ?? 0) - (b.percent ?? 0) || b.all - a.all);
  const counts: Partial<Record<Standing, number>> = {};
  for (const one of services) for (const key of standings) counts[key] = (counts[key] ?? 0) + (one.counts[key] ?? 0);
  const { inDate, all, percent } = inDateMeasure(counts);
  return (
    <Card
      title="In date, by service"
      aside={percent === undefined ? "No copy in use" : `${inDate} of ${all} copies in date, ${percent}%`}
      flush
      footer="In date means printed, dated, its use until not passed, and found present and current at its place within 30 days."
    >
      <Scroll label="Copies in date for each service, worst first">
        <table className="tbl">
          <caption className="sr">Copies in date for each service, worst first</caption>
          <thead className={narrow.head}>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">In date</th>
              <th scope="col">Not in date</th>
              <th scope="col">Last check</th>
              {mayCheck ? <th scope="col">Check</th> : null}
            </tr>
          </thead>
          <tbody>
            {worst.map((one) => (
              <tr key={one.serviceId} className={narrow.row}>
                <th scope="row" className={narrow.lead}>
                  <Go href={`/materials?service=${one.serviceId}`}>{names.get(one.serviceId) ?? "Service"}</Go>
                </th>
                <td className={`nowrap ${narrow.lead}`}>
                  <StateMark
                    state={copiesMark({ ...one, notKnown: one.counts["not-known"] ?? 0 })}
                  >{`${one.inDate} of ${one.all}, ${one.percent ?? 0}%`}</StateMark>
                </td>
                <td className={narrow.cell} data-label="Not in date:">
                  {wrong(one)}
                </td>
                <td className={`nowrap ${narrow.cell}`} data-label="Last check:">
                  {one.lastCheckedAt ? (
                    formatDate(one.lastCheckedAt, "short")
                  ) : (
                    <StateMark state="unknown">Never checked</StateMark>
                  )}
                </td>
                {mayCheck ? (
                  <td className={narrow.lead}>
                    <Go
                      href={`/materials/check?service=${one.serviceId}`}
                      aria-label={`Check the copies of ${names.get(one.serviceId) ?? "this service"}`}
                    >
                      Check the copies
                    </Go>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

function wrong(service: ServiceMaterials): string {
  const parts = standings
    .filter((key) => key !== "in-date" && (service.counts[key] ?? 0) > 0)
    .map((key) => `${service.counts[key]} ${standingWords[key].toLowerCase()}`);
  if (service.withoutPriorities > 0) parts.push(`${service.withoutPriorities} rota without priorities`);
  return parts.join(", ") || "None";
}
