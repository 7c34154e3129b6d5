import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { UseUntil } from "#components/ui/use-until.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import {
  checkResultWords,
  knowledgeMethodWords,
  lacksPriorities,
  materialStateWords,
  priorityKinds,
} from "#lib/materials/material.ts";
import type { listChecks, listKnowledge, listStamps } from "#lib/materials/queries/facts.ts";
import type { findMaterial } from "#lib/materials/queries/register.ts";
import { materialKindWords } from "#lib/records/material-kinds.ts";

type Rows<F extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<F>>;
type Props = {
  material: NonNullable<Awaited<ReturnType<typeof findMaterial>>>;
  checks: Rows<typeof listChecks>;
  stamps: Rows<typeof listStamps>;
  knowledge: Rows<typeof listKnowledge>;
  names: Map<string, string>;
  people: Map<string, string>;
  now: Date;
};

export function MaterialRecord({ material, checks, stamps, knowledge, names, people, now }: Props) {
  const kept = [names.get(material.serviceId), material.site, material.place].filter(Boolean).join(", ");
  return (
    <>
      <UseUntil until={material.useUntil ?? undefined} now={now} />
      <div className="grid-2 ragged">
        <Card title="What it is" footer={`Changed ${formatDateTime(material.changedAt)}`}>
          <KeyValues
            items={[
              { label: "Kind", value: materialKindWords[material.kind].label },
              { label: "Kept at", value: kept },
              { label: "Copy", value: `${material.copyNumber} of ${material.copies}` },
              { label: "Content as of", value: material.contentAsOf && formatDateTime(material.contentAsOf) },
              { label: "Printed", value: material.printedAt && formatDateTime(material.printedAt) },
              { label: "Use until", value: material.useUntil && formatDateTime(material.useUntil) },
              ...(priorityKinds.includes(material.kind)
                ? [{ label: "Priorities", value: <Priorities material={material} /> }]
                : []),
              { label: "State", value: materialStateWords[material.state] },
              { label: "Kept up to date by", value: material.ownerId && people.get(material.ownerId) },
              ...(material.endedReason ? [{ label: "Why it ended", value: material.endedReason }] : []),
            ]}
          />
        </Card>
        <div className="stack">
          <Card title="Who knows it" flush>
            {knowledge.length === 0 ? (
              <Empty missing="Nobody has been asked yet." means="A copy that nobody can find or use does not help." />
            ) : (
              <ul className="list">
                {knowledge.map((one) => (
                  <li key={one.id}>
                    <div className="grow">
                      <StateMark state={one.knowing === one.asked ? "ok" : "warn"}>
                        {`${one.knowing} of ${one.asked}`}
                      </StateMark>
                      <small>
                        {knowledgeMethodWords[one.method]}, {formatDate(one.shownOn)}, {one.by}
                      </small>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card title="Prints" aside={`${stamps.length} shown`} flush>
            {stamps.length === 0 ? (
              <Empty missing="No print with dates is recorded." means="A copy without dates never counts as in date." />
            ) : (
              <ul className="list">
                {stamps.map((stamp) => (
                  <li key={stamp.id}>
                    <div className="grow">
                      <b>Printed {formatDateTime(stamp.printedAt)}</b>
                      <small>
                        Content as of {formatDateTime(stamp.contentAsOf)}. Use until {formatDateTime(stamp.useUntil)}.{" "}
                        {stamp.by}
                      </small>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
      </div>
      <Card title="Physical checks" aside={`${checks.length} shown`} flush>
        {checks.length === 0 ? (
          <Empty missing="Never checked at its place." means="Until somebody looks, it is not known to be there." />
        ) : (
          <ul className="list columns">
            {checks.map((check) => (
              <li key={check.id}>
                <div className="grow">
                  <StateMark state={check.result === "present-current" ? "ok" : "bad"}>
                    {checkResultWords[check.result]}
                  </StateMark>
                  {check.note ? <small>{check.note}</small> : null}
                  <small>
                    {formatDateTime(check.checkedAt)}, {check.by}
                  </small>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

function Priorities({ material }: { material: Props["material"] }) {
  if (material.showsPriorities === null) return <StateMark state="unknown">Not known</StateMark>;
  return lacksPriorities(material) || !material.showsPriorities ? (
    <StateMark state="warn">No priorities</StateMark>
  ) : (
    <StateMark state="ok">Priorities shown</StateMark>
  );
}
