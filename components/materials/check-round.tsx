import { CheckButtons } from "#components/materials/check-buttons.tsx";
import { StandingMark } from "#components/materials/standing-mark.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { checkResultWords, resultsFor } from "#lib/materials/material.ts";
import type { listToCheck } from "#lib/materials/queries/register.ts";

type Copy = Awaited<ReturnType<typeof listToCheck>>[number];
type Props = { action: FormAction; copies: Copy[]; done: string | undefined; now: Date };

/** A walk round one service: each place with its copies, each copy with one button per result. */
export function CheckRound({ action, copies, done, now }: Props) {
  if (copies.length === 0) {
    return (
      <Card title="Nothing to check">
        <Empty
          missing="No copy is recorded for this service."
          means="Until one is recorded, nobody can show what care would fall back on here."
        />
      </Card>
    );
  }
  const places = Map.groupBy(copies, (copy) => [copy.site, copy.place].filter(Boolean).join(", "));
  return [...places].map(([place, there]) => (
    <Card key={place} title={place} flush>
      <ul className="list top">
        {there.map((copy) => (
          <li key={copy.id} id={`copy-${copy.id}`}>
            <div className="grow stack tight">
              <div>
                <Go className="b" href={`/materials/${copy.id}`}>
                  {copy.title}
                </Go>
                <small>
                  {copy.useUntil
                    ? `Use until ${formatDateTime(copy.useUntil, "short")}. Printed ${copy.printedAt ? formatDateTime(copy.printedAt, "short") : "at a time not known"}.`
                    : "No dates recorded."}
                </small>
                <div className="meta">
                  <StandingMark material={copy} now={now} />
                  <span>{lastLook(copy)}</span>
                  {copy.id === done ? <StateMark state="ok">Your check is recorded</StateMark> : null}
                </div>
              </div>
              <CheckButtons
                action={action}
                id={copy.id}
                label={`${copy.title}, ${place}`}
                results={resultsFor(copy).map((value) => ({ value, label: checkResultWords[value] }))}
              />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  ));
}

function lastLook(copy: Copy): string {
  if (!copy.lastResult || !copy.lastCheckedAt) return "Never checked at its place";
  return `${checkResultWords[copy.lastResult]}, ${formatDateTime(copy.lastCheckedAt, "short")}, ${copy.lastBy ?? "Role not known"}`;
}
