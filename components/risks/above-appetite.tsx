import { monthWords } from "#components/risks/risk-marks.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { bandShade } from "#components/ui/score.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, londonDay } from "#lib/dates.ts";
import type { NotableRisk } from "#lib/risks/queries/register.ts";
import { acceptanceStanding, bandOf, defaultAppetite, movementOf, type NamedAppetite } from "#lib/risks/risk.ts";
import { countWord, listed } from "#lib/words.ts";

type LimitRisk = Pick<NotableRisk, "reference" | "score" | "history">;
type Props = {
  above: NotableRisk[];
  atLimit: LimitRisk[];
  /** Each kind has its limit, so risks are at it at several heights: how many at each. */
  limits: readonly { score: number; total: number }[];
  total: number;
  appetites: readonly NamedAppetite[];
  now: Date;
};

export function AboveAppetite({ above, atLimit, limits, total, appetites, now }: Props) {
  return (
    <Card
      title="Above appetite"
      aside={appetiteWords(appetites)}
      flush
      footer={
        <>
          <span className="grow">Above the limit, the nominated individual accepts with the board's decision.</span>
          <Go href="/risks/appetite">Appetite</Go>
        </>
      }
    >
      <ul className="list top">
        {above.map((risk) => (
          <li key={risk.id}>
            <Badge score={risk.score} />
            <div className="grow">
              <Go href={`/risks/${risk.id}`} className="plain b">
                {risk.reference} {risk.title}
              </Go>
              <Note risk={risk} now={now} />
            </div>
          </li>
        ))}
        {total > above.length ? (
          <li>
            <Go href="/risks?view=above">All {total.toLocaleString("en-GB")} above appetite</Go>
          </li>
        ) : null}
        {total === 0 ? <li>No open risk scores above its limit.</li> : null}
        {limits.map((one) => (
          <AtLimit key={one.score} {...one} risks={atLimit.filter(({ score }) => score === one.score)} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function Badge({ score }: { score: number }) {
  return (
    <span className="sev">
      <i className={bandShade[bandOf(score)]}>{score}</i>
    </span>
  );
}

/** What waits most: an overdue review, else the way it goes, its proof and who accepted it. */
function Note({ risk, now }: { risk: NotableRisk; now: Date }) {
  const today = londonDay(now);
  if (risk.nextReviewOn < today)
    return (
      <small>
        <StateMark state="bad">{`Review overdue since ${formatDate(risk.nextReviewOn)}`}</StateMark>
      </small>
    );
  const { direction, since } = movementOf(risk.history, now);
  const accepted = acceptanceStanding(risk, risk.acceptance, today) === "holds";
  const words = [
    since && `${direction === "rising" ? "Rising" : "Falling"} since ${monthWords(since)}`,
    risk.provedOn === null && "No proof on record",
    accepted && risk.acceptance
      ? `Accepted until ${formatDate(risk.acceptance.expiresOn)}`
      : "Nobody has accepted this risk",
    since && `Review due ${formatDate(risk.nextReviewOn)}`,
  ];
  return <small>{words.filter(Boolean).slice(0, 3).join(". ")}</small>;
}

type AtLimitProps = { score: number; total: number; risks: LimitRisk[]; now: Date };

function AtLimit({ score, total, risks, now }: AtLimitProps) {
  const falling = risks.filter((risk) => movementOf(risk.history, now).direction === "falling");
  const said = fallingWords(falling, { total, seen: risks.length });
  return (
    <li>
      <Badge score={score} />
      <div className="grow">
        <span className="b">
          At the limit: {countWord(total).toLowerCase()} {total === 1 ? "risk scores" : "risks score"} {score}
        </span>
        {said ? <small>{said}</small> : null}
      </div>
    </li>
  );
}

/** Of more risks than were read nobody can say here that none is falling. */
function fallingWords(falling: readonly LimitRisk[], { total, seen }: { total: number; seen: number }): string {
  if (falling.length > 0)
    return `${listed(falling.map((risk) => risk.reference).sort())} ${falling.length === 1 ? "is" : "are"} falling`;
  if (seen < total) return "";
  return total === 1 ? "It is not falling" : "None of them is falling";
}

function appetiteWords(appetites: readonly NamedAppetite[]): string {
  const all = appetites.find((one) => one.category === "all");
  const own = appetites.length - (all ? 1 : 0);
  const base = all
    ? `Board appetite: ${all.maximum}, set ${formatDate(all.decidedOn)}, ${all.decisionReference}`
    : `Board appetite: not set, ${defaultAppetite} is used`;
  return own === 0 ? base : `${base}; ${own} ${own === 1 ? "category has its" : "categories have their"} own`;
}
