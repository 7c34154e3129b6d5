import { CarryOutForm, DecideForm, LeaveForm, TakeBackForm } from "#components/meetings/decide-forms.tsx";
import { AboutLine } from "#components/meetings/decision-card.tsx";
import { Linked } from "#components/meetings/minute-words.tsx";
import { VoteForms } from "#components/meetings/vote-forms.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { Actor } from "#lib/access/actor.ts";
import { standingWords } from "#lib/carrying/carrying.ts";
import { decisionNumber } from "#lib/meetings/deciding.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import { unansweredOf } from "#lib/meetings/unanswered.ts";
import { tallyOf, tallyWords, voteMoment, votersOf } from "#lib/meetings/voting.ts";
import { limitWords } from "#lib/records/risk-limits.ts";
import {
  answerAction,
  carryOutAction,
  castVoteAction,
  leaveUndecidedAction,
  recordVotesAction,
  takeBackUndecidedAction,
} from "./actions.ts";
import type { MinutesRead } from "./read-minutes.ts";

/** Under a decision: carry it out, and the votes. */
export function decisionParts(actor: Actor, page: MinutesRead) {
  const { written, waiting } = page;
  return (decision: Decision) => {
    if (!decision.outcome && written.meeting.state !== "open") {
      const forms =
        written.meeting.state === "minutes" && page.mayMinute ? (
          <TakeBackForm action={takeBackUndecidedAction} decisionId={decision.id} />
        ) : null;
      return { ballot: {}, until: undefined, waits: undefined, forms };
    }
    const waits = waiting.get(decision.id);
    const moment = voteMoment(decision.decidedAt, written.meeting.endedAt, written.now);
    const voters = votersOf(written.attended, written.declared, decision.itemId, moment);
    const people = written.attended.filter(({ personId }) => voters.some((one) => one.personId === personId));
    const cast = written.votes.filter(({ decisionId }) => decisionId === decision.id);
    const mine = cast.find(({ personId }) => personId === actor.personId);
    const votes = page.mayContribute && voters.some(({ personId }) => personId === actor.personId);
    const ballot = {
      ...(page.mayMinute && people.length > 0 ? { room: { voters: people, cast } } : {}),
      ...(votes ? { own: { cast: mine?.vote } } : {}),
    };
    return {
      ballot,
      until: page.accepted.get(decision.id),
      waits: waits && standingWords(waits),
      forms: (
        <>
          {waits?.kind === "may" ? <CarryOutForm action={carryOutAction} decisionId={decision.id} /> : null}
          <VoteForms
            decisionId={decision.id}
            ballot={ballot}
            actions={{ votes: recordVotesAction, own: castVoteAction }}
          />
        </>
      ),
    };
  };
}

type FactsProps = { about: MinutesRead["about"][number] | undefined; limit: Decision["limit"] };

function Facts({ about, limit }: FactsProps) {
  return about || limit ? (
    <ul className="decision-facts">
      {about ? <AboutLine about={about} /> : null}
      {limit ? <li>{limitWords(limit)}</li> : null}
    </ul>
  ) : null;
}

/** Questions put under an item that have no answer yet; the votes come before the answer that they carry. */
export function OpenQuestions({ actor, page }: { actor: Actor; page: MinutesRead }) {
  const { written, item, named, mayDecide, committees, limits } = page;
  const parts = decisionParts(actor, page);
  const { state } = written.meeting;
  const whole = state === "signed" || state === "with-chair";
  const open = unansweredOf(written.decisions, written.blocks).filter((one) => whole || one.itemId === item?.id);
  if (open.length === 0) return null;
  return (
    <div className="sheet questions">
      {state === "signed" ? <p>Put to this meeting and never answered. The signed minutes do not say so.</p> : null}
      {open.map((decision) => (
        <article className="decision" key={decision.id} id={`decision-${decision.id}`}>
          <header>
            <h3>Question {decisionNumber(decision.itemPosition, decision.position)}</h3>
            <StateMark state="not-started">
              {state === "open" || state === "published" ? "Decision needed" : "Not decided"}
            </StateMark>
          </header>
          <p>
            <Linked words={decision.question} named={named} />
          </p>
          <Facts about={page.about.find(({ id }) => id === decision.aboutId)} limit={decision.limit} />
          {decision.recommendation ? (
            <p className="why">
              <Linked words={decision.recommendation} named={named} />
            </p>
          ) : null}
          {written.votes.some(({ decisionId }) => decisionId === decision.id) ? (
            <p className="num">
              {tallyWords(tallyOf(written.votes.filter(({ decisionId }) => decisionId === decision.id)))}
            </p>
          ) : null}
          {state === "open" && !mayDecide ? parts(decision).forms : null}
          {state === "minutes" && page.mayMinute ? (
            <LeaveForm action={leaveUndecidedAction} decisionId={decision.id} />
          ) : null}
          {mayDecide ? (
            <DecideForm
              action={answerAction}
              decision={decision}
              ballot={parts(decision).ballot}
              latest={limits.get(decision.id)}
              committees={committees.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
        </article>
      ))}
    </div>
  );
}
