import { Score } from "#components/ui/score.tsx";
import { type State, StateChip, StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import {
  acceptanceStanding,
  bandOf,
  type Effectiveness,
  effectivenessWords,
  type Movement,
  movementWords,
  proofState,
  type RiskState,
  standingState,
} from "#lib/risks/risk.ts";

export function RiskScore({ score }: { score: number }) {
  return <Score value={score} band={bandOf(score)} />;
}

const ways = {
  rising: { way: "up", state: "bad", words: movementWords.rising },
  falling: { way: "down", state: "ok", words: movementWords.falling },
  steady: { way: "level", state: "na", words: movementWords.steady },
} as const;

export const directionOf = (movement: Movement) => ways[movement.direction];

/** The newest proof of the controls: its date, in the state that its age has. */
export function ProofMark({ provedOn, today }: { provedOn: string | null; today: string }) {
  return <StateMark state={proofState(provedOn, today)}>{proofWords(provedOn)}</StateMark>;
}

export function proofWords(provedOn: string | null): string {
  return provedOn ? formatDate(provedOn, "short") : "No proof on record";
}

const effectStates: Record<Effectiveness, State> = {
  effective: "ok",
  "partially-effective": "warn",
  ineffective: "bad",
  untested: "unknown",
};

export function EffectMark({ effectiveness }: { effectiveness: Effectiveness }) {
  return <StateMark state={effectStates[effectiveness]}>{effectivenessWords[effectiveness]}</StateMark>;
}

/** "August 2026" */
export function monthWords(when: Date): string {
  return formatDate(when).split(" ").slice(1).join(" ");
}

type Standing = { risk: { state: RiskState; score: number }; newest: { score: number; expiresOn: string } | undefined };

/** The state as it stands today: an acceptance that no longer holds leaves the risk open. */
export function RiskStateChip({ risk, newest, today }: Standing & { today: string }) {
  switch (standingState(risk.state, acceptanceStanding(risk, newest, today))) {
    case "draft":
      return <StateChip state="not-started">Draft</StateChip>;
    case "open":
      return <StateChip state="progress">Open</StateChip>;
    case "tolerated":
      return <StateChip state="info">{`Accepted until ${formatDate(newest?.expiresOn ?? "", "short")}`}</StateChip>;
    case "closed":
      return <StateChip state="na">Closed</StateChip>;
  }
}
