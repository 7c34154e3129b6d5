import { formatDate, londonDay } from "#lib/dates.ts";
import type { RecordKind } from "#lib/records/record.ts";
import { countWord } from "#lib/words.ts";
import type { Asks, EffectVerb, Outcome } from "./minute.ts";

/** A decision's own number under its item: 4.1. */
export function decisionNumber(itemPosition: number, position: number): string {
  return `${itemPosition}.${position}`;
}

/** How a decision is named in other records: "MTG-2026-004 decision 4.1". */
export function decisionReference(meetingReference: string, itemPosition: number, position: number): string {
  return `${meetingReference} decision ${decisionNumber(itemPosition, position)}`;
}

/** What a committee is called whose name the reader does not see: it stands in a list, or inside a sentence. */
export const unseenAbove = "The committee it reports to";
export const sentTo = (name: string) => (name === unseenAbove ? "the committee it reports to" : name);

/** Until which day something was deferred that comes back at a meeting: its own day, or today if that is later. */
export const leftOverDay = (startsAt: Date, now: Date) =>
  londonDay(new Date(Math.max(startsAt.getTime(), now.getTime())));

/** How a question came to the next meeting, beside the name of its own. */
export function leftSaid({ deferUntil }: { deferUntil: string | null }): string {
  return deferUntil ? `Deferred to ${formatDate(deferUntil)}` : "Not decided there";
}

export function comesBack(count: number): string {
  if (count === 0) return "";
  return `${countWord(count)} ${count === 1 ? "question comes" : "questions come"} back from ${count === 1 ? "an earlier meeting" : "earlier meetings"}.`;
}

export function sentHereSaid(count: number): string {
  if (count === 0) return "";
  return `${countWord(count)} ${count === 1 ? "question was sent here by another committee" : "questions were sent here by other committees"}.`;
}

/** The kind of record that a question must be about. */
export const aboutKind: Record<Asks, RecordKind | undefined> = {
  approve: undefined,
  "accept-risk": "risk",
  retest: "resilience-test",
  "sign-off": "disruption",
  "set-limit": undefined,
};

export const aboutWords: Record<Asks, string> = {
  approve: "Choose the record from the list.",
  "accept-risk": "Choose the risk that would be accepted.",
  retest: "Choose the test that would be repeated.",
  "sign-off": "Choose the disruption whose review would be signed off.",
  "set-limit": "Choose the record from the list.",
};

/** Why a question cannot be put about a record as it stands, because no answer that it asks for could ever be carried out. */
export function notAskable(
  asked: Asks,
  { state, reference }: { state: string; reference: string },
): string | undefined {
  const key = `${asked} ${state}`;
  switch (key) {
    case "accept-risk draft":
      return `${reference} is a draft. Open it first.`;
    case "accept-risk closed":
      return `${reference} is closed, so there is nothing to accept.`;
    case "retest planned":
      return `${reference} has not been held yet, so there is nothing to test again.`;
    case "retest cancelled":
      return `${reference} was cancelled, so there is nothing to test again.`;
    case "sign-off closed":
      return `${reference} is closed, so no signature is missing.`;
    default:
      return undefined;
  }
}

type Answered = { asks: Asks; outcome: Outcome | null };

/** Whether it is the approval of a limit, which the register of risks keeps. */
export const setsALimit = ({ asks, outcome }: Answered) => asks === "set-limit" && outcome === "approve";

/** What an outcome does in another room. A retest of what is no test becomes an action to plan one. */
export function effectOf(answered: Answered, about: RecordKind | undefined): EffectVerb | undefined {
  switch (answered.outcome) {
    case "approve":
      return setsALimit(answered) ? "appetite.set" : undefined;
    case "accept-risk":
      return "risk.accept";
    case "retest":
      return about === "resilience-test" ? "test.plan" : "action.raise";
    case "sign-off":
      return "disruption.sign";
    default:
      return undefined;
  }
}

export const effectWords: Record<EffectVerb, { done: string; waits: string }> = {
  "risk.accept": { done: "The risk is accepted on the register", waits: "someone who may accept this risk" },
  "test.plan": { done: "The retest is planned", waits: "someone who plans tests of this service" },
  "disruption.sign": { done: "The review is signed", waits: "someone whose signature the review needs" },
  "action.raise": { done: "An action to test it is raised", waits: "someone who raises actions" },
  "appetite.set": { done: "The limit is set", waits: "the nominated individual" },
};
