import { AppetiteAnswer } from "#components/risks/appetite-answer.tsx";
import { ControlList } from "#components/risks/control-list.tsx";
import { AcceptanceList, ReviewList } from "#components/risks/decision-lists.tsx";
import { RiskStateChip } from "#components/risks/risk-marks.tsx";
import { ScoreChart, ScoreList } from "#components/risks/score-history.tsx";
import { ScoresCard, StatementCard } from "#components/risks/statement-card.tsx";
import { ThreadLink } from "#components/thread/thread-link.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { WaitingList } from "#components/ui/waiting-list.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { apart } from "#lib/carrying/carrying.ts";
import { listWaiting } from "#lib/carrying/queries/waiting.ts";
import { londonDay } from "#lib/dates.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { serviceWords } from "#lib/records/services.ts";
import type { RiskAct } from "#lib/risks/inputs.ts";
import { may, rolesToAccept } from "#lib/risks/policy.ts";
import { listAppetites } from "#lib/risks/queries/appetite.ts";
import { findRisk, listAcceptances, listControls, listReviews, listScores } from "#lib/risks/queries/record.ts";
import { acceptanceStanding, appetiteFor, categoryWords, standingState } from "#lib/risks/risk.ts";
import { RecordParts, readParts } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";

export const generateMetadata = titled("Risk");

const acts = [
  ["open", "Open this risk"],
  ["review", "Record a review"],
  ["score", "Score again"],
  ["treat", "Choose a treatment"],
  ["accept", "Accept"],
  ["reopen", "Open again"],
  ["close", "Close"],
] as const satisfies readonly (readonly [RiskAct, string])[];

export default async function RiskPage({ params, searchParams }: PageProps<"/risks/[id]">) {
  const actor = await enter("risks");
  const id = foundId((await params).id);
  const { attached } = await searchParams;
  const page = await read(actor, async (tx) => {
    const risk = await findRisk(tx, actor, id);
    return (
      risk && {
        risk,
        scores: await listScores(tx, actor, id),
        controls: await listControls(tx, actor, id),
        acceptances: await listAcceptances(tx, actor, id),
        reviews: await listReviews(tx, actor, id),
        appetites: await listAppetites(tx, actor),
        waiting: apart((await listWaiting(tx, actor, id)).waiting),
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        parts: await readParts(tx, actor, id),
        now: tx.now,
      }
    );
  });
  const { risk, scores, controls, acceptances, reviews, appetites, waiting, names, people, parts, now } = found(page);
  const today = londonDay(now);
  const limit = appetiteFor(appetites, risk.category);
  const standing = standingState(risk.state, acceptanceStanding(risk, acceptances[0], today));
  const offered = acts.filter(
    ([act]) =>
      may(actor, act, risk) &&
      (act !== "accept" || rolesToAccept(risk.score, limit).includes(actor.role)) &&
      (act !== "reopen" || standing !== "open"),
  );
  const shared = { people, roles: roleLabels };
  return (
    <Page
      title={risk.title}
      crumbs={[{ label: "Risks", href: "/risks" }]}
      marks={
        <>
          <Tag>{risk.reference}</Tag>
          <RiskStateChip risk={risk} newest={acceptances[0]} today={today} />
        </>
      }
      says={`${serviceWords(risk.serviceIds, names)}. ${categoryWords[risk.category]}.`}
      actions={
        <>
          <ThreadLink recordId={id} small />
          {offered.map(([act, label]) => (
            <LinkButton key={act} small href={`/risks/${id}/${act}`}>
              {label}
            </LinkButton>
          ))}
          {may(actor, "change", risk) ? (
            <LinkButton small href={`/risks/${id}/edit`}>
              Change
            </LinkButton>
          ) : null}
        </>
      }
    >
      <AppetiteAnswer risk={risk} limit={limit} newest={acceptances[0]} roles={roleLabels} today={today} />
      <WaitingList
        title="Decided by a meeting, and not carried out yet"
        waiting={waiting.waits}
        blocked={waiting.blocked}
      />
      <div className="grid two">
        <StatementCard risk={risk} names={names} people={people} />
        <ScoresCard risk={risk} />
      </div>
      <ScoreChart risk={risk} scores={scores} people={people} now={now} />
      <ControlList
        riskId={id}
        controls={controls}
        linked={parts?.linked ?? []}
        today={today}
        mayControl={may(actor, "control", risk)}
        mayProve={may(actor, "prove", risk)}
        {...shared}
      />
      <div className="grid-2 ragged">
        <AcceptanceList risk={risk} acceptances={acceptances} today={today} {...shared} />
        <ReviewList reviews={reviews} {...shared} />
      </div>
      <ScoreList scores={scores} people={people} />
      <RecordParts parts={parts} attached={attached} />
    </Page>
  );
}
