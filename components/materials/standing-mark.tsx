import { type State, StateChip, StateMark } from "#components/ui/state-mark.tsx";
import { type MaterialFacts, type Standing, standing, standingWords } from "#lib/materials/material.ts";

const states: Record<Standing, State> = {
  "in-date": "ok",
  "out-of-date": "bad",
  missing: "bad",
  "no-date-stamp": "warn",
  "not-known": "unknown",
  ended: "na",
};

export function StandingMark({ material, now }: { material: MaterialFacts; now: Date }) {
  const found = standing(material, now);
  return <StateMark state={states[found]}>{standingWords[found]}</StateMark>;
}

export function StandingChip({ material, now }: { material: MaterialFacts; now: Date }) {
  const found = standing(material, now);
  return <StateChip state={states[found]}>{standingWords[found]}</StateChip>;
}
