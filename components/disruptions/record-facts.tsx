import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { knowingWords, severityWords } from "#lib/disruptions/disruption.ts";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";
import { recordHref } from "#lib/records/record.ts";
import { stopped } from "#lib/words.ts";

type Props = {
  whole: WholeDisruption;
  roles: Readonly<Record<string, string>>;
  /** Whether this reader may open a system. */
  opens: boolean;
};

/** Who reported it, what triage said, and the systems it is about. */
export function RecordFacts({ whole, roles, opens }: Props) {
  const { disruption, severities, linked } = whole;
  const systems = linked.filter((record) => record.link === "about" && record.direction === "to");
  const triage = severities.findLast((one) => one.kind === "triage");
  return (
    <Card title="Report and triage">
      <KeyValues
        items={[
          { label: "Reported", value: `${formatDateTime(disruption.reportedAt)}, ${roles[disruption.reportedRole]}` },
          {
            label: "Systems",
            value:
              systems.length === 0
                ? null
                : !opens
                  ? `${systems.length === 1 ? "One system is" : `${systems.length} systems are`} named, outside your role`
                  : systems.map((system, index) => (
                      <span key={system.linkId}>
                        {index > 0 ? ", " : ""}
                        <Go href={recordHref(system.kind, system.id)}>{system.title}</Go>
                      </span>
                    )),
          },
          ...severities.map((one) => ({
            label: one.kind === "triage" ? "Severity at triage" : "Severity confirmed",
            value: `${one.severity}, ${severityWords[one.severity].label}. ${stopped(one.reason)} ${roles[one.role]}, ${formatDateTime(one.at)}`,
          })),
          ...(triage
            ? [
                { label: "Care at risk", value: triage.careAtRisk && knowingWords[triage.careAtRisk] },
                { label: "Personal data at risk", value: triage.dataAtRisk && knowingWords[triage.dataAtRisk] },
                { label: "Harm possible", value: triage.harmPossible && knowingWords[triage.harmPossible] },
              ]
            : [{ label: "Severity", value: null }]),
        ]}
      />
    </Card>
  );
}
