import { formatDateTime } from "#lib/dates.ts";
import type { MeetingState } from "./meeting.ts";

type Standing = {
  state: MeetingState;
  startsAt: Date;
  cutOff: Date | null;
  beganAt: Date | null;
  endedAt: Date | null;
  sentAt: Date | null;
  cancelledReason: string | null;
};

export type NextStep = {
  state: "ok" | "warn" | "unknown" | "live" | "progress" | "not-started" | "info" | "na";
  answer: string;
  detail: string;
};

type Left = {
  /** Decisions that nobody has carried out. */
  waiting?: number;
  /** Questions that were put and have no answer. */
  unanswered?: number;
};

/** What is to be done next for a meeting, and by whom; what it decided and nobody has carried out; what it left open. */
export function nextStep(meeting: Standing, now: Date, { waiting = 0, unanswered = 0 }: Left = {}): NextStep {
  const next = ownStep(meeting, now);
  const waits =
    waiting === 1 ? "One decision waits to be carried out." : `${waiting} decisions wait to be carried out.`;
  const open = unanswered === 1 ? "One question was not decided." : `${unanswered} questions were not decided.`;
  const says = [waiting > 0 ? waits : "", meeting.endedAt && unanswered > 0 ? open : "", next.detail];
  const state = waiting > 0 && next.state === "ok" ? "progress" : next.state;
  return { state, answer: next.answer, detail: says.filter(Boolean).join(" ") };
}

function ownStep(meeting: Standing, now: Date): NextStep {
  const { startsAt, cutOff, beganAt, endedAt, sentAt } = meeting;
  switch (meeting.state) {
    case "planned":
      if (startsAt < now)
        return {
          state: "warn",
          answer: "Its time has passed, and nobody recorded that it began.",
          detail: "Whoever runs it begins it with the time at which it did, moves it or cancels it.",
        };
      return {
        state: "not-started",
        answer: "Papers are not published.",
        detail: `Until then every item reads the registers as they stand. It begins ${formatDateTime(startsAt)}.`,
      };
    case "published":
      if (startsAt < now)
        return {
          state: "warn",
          answer: "Papers are published, and nobody recorded that the meeting began.",
          detail: "Whoever runs it begins it with the time at which it did, moves it or cancels it.",
        };
      return {
        state: "info",
        answer: "Papers are published.",
        detail: `${cutOff ? `They show the registers as at ${formatDateTime(cutOff)}. ` : ""}It begins ${formatDateTime(startsAt)}.`,
      };
    case "open":
      return {
        state: "live",
        answer: "The meeting is in session.",
        detail: beganAt ? `Since ${formatDateTime(beganAt)}.` : "",
      };
    case "minutes":
      return {
        state: "progress",
        answer: "The minutes are being written.",
        detail: endedAt ? `It ended ${formatDateTime(endedAt)}. The chair signs them once they are sent.` : "",
      };
    case "with-chair":
      return {
        state: "progress",
        answer: "Draft minutes wait for the chair.",
        detail: sentAt ? `Sent ${formatDateTime(sentAt)}. The chair signs them, or returns them with a reason.` : "",
      };
    case "signed":
      return {
        state: "ok",
        answer: "The minutes are signed.",
        detail: "They never change from here on. A correction is an addendum.",
      };
    case "cancelled":
      return { state: "na", answer: "The meeting is cancelled.", detail: meeting.cancelledReason ?? "" };
  }
}
