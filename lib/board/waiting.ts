import { z } from "zod";
import { formatDateTime, formatTime, londonDay } from "#lib/dates.ts";
import type { FormState } from "#lib/forms/state.ts";
import { type Outcome, outcomes } from "#lib/meetings/minute.ts";
import { reasonsPrefix } from "./reasons-prefix.ts";
import type { Decided } from "./screen.ts";

const text = (most: number) => z.string().max(most);

/**
 * A decision that was pressed in the room and is not recorded yet. It names the question as it was seen, so that
 * sending it twice records it once: the second finds the question answered.
 */
const Waiting = z.object({
  /** The account that pressed it. What names none is nobody's here, so it is never sent by itself. */
  by: text(40).default(""),
  decisionId: z.uuid(),
  version: z.number().int().positive(),
  outcome: z.enum(outcomes),
  /** Empty where this tab does not hold it: then it is asked again. */
  because: text(1000).default(""),
  deferUntil: text(40),
  expiresOn: text(40),
  escalatedToId: text(40),
  pressedAt: z.iso.datetime(),
  /** A warned-about text that its author confirmed, as the form names it. */
  confirmed: text(80).optional(),
  /** The portal said no to it: from then on it goes only with a new press, however often the page is loaded. */
  refused: z.literal(true).optional(),
});
export type Waiting = z.infer<typeof Waiting>;

export const waitingKey = (meetingId: string) => `holdfast-waiting:${meetingId}`;

/** The board's own words outlive neither the tab nor a sign-out, so they are kept apart from what was pressed. */
const Reason = Waiting.pick({ because: true, confirmed: true });
type Reason = z.infer<typeof Reason>;
type Reasons = Readonly<Record<string, Reason>>;
export const reasonsKey = (meetingId: string) => `${reasonsPrefix}${meetingId}`;

export function reasonsFrom(kept: string | null): Reasons {
  try {
    const parsed = z.record(z.string(), Reason).safeParse(JSON.parse(kept ?? "{}"));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** What stays in the browser, and what stays in the tab: nothing that somebody else gave as a reason. */
export function apart(
  list: readonly Waiting[],
  me: string,
): { pressed: Omit<Waiting, keyof Reason>[]; reasons: Reasons } {
  return {
    pressed: list.map(({ because: _words, confirmed: _text, ...pressed }) => pressed),
    reasons: Object.fromEntries(
      list
        .filter((one) => isBy(one, me) && one.because)
        .map(({ decisionId, because, confirmed }) => [decisionId, { because, ...(confirmed ? { confirmed } : {}) }]),
    ),
  };
}

/** Together again for whoever reads now. */
export function together(pressed: readonly Waiting[], reasons: Reasons, me: string): Waiting[] {
  return pressed.map(({ because: _words, confirmed: _text, ...one }) => ({
    ...one,
    because: "",
    ...(isBy(one, me) ? reasons[one.decisionId] : {}),
  }));
}

export const isBy = ({ by }: Pick<Waiting, "by">, me: string) => me !== "" && by === me;

/** Only what the reader pressed themselves, with its reason, is sent without another press, and not after a no. */
export const goesByItself = (one: Waiting, me: string) => isBy(one, me) && one.because !== "" && !one.refused;

/** What the browser kept; anything that is not ours is left out. */
export function waitingFrom(kept: string | null): Waiting[] {
  if (!kept) return [];
  try {
    const list: unknown = JSON.parse(kept);
    if (!Array.isArray(list)) return [];
    return list.flatMap((one) => {
      const parsed = Waiting.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    });
  } catch {
    return [];
  }
}

/** With one more; a question has one answer that waits, the one pressed last. */
export function withWaiting(list: readonly Waiting[], one: Waiting): Waiting[] {
  return [...list.filter(({ decisionId }) => decisionId !== one.decisionId), one];
}

/** With the portal's no to one of them. */
export function withRefused(list: readonly Waiting[], decisionId: string): Waiting[] {
  return list.map((one) => (one.decisionId === decisionId ? { ...one, refused: true } : one));
}

export function withoutWaiting(list: readonly Waiting[], decisionId: string): Waiting[] {
  return list.filter((one) => one.decisionId !== decisionId);
}

/** What the portal said of a decision that was sent. */
export type Sent =
  | ({ kind: "recorded" | "already"; says?: string; pressed?: string } & Decided)
  | { kind: "signed-out" }
  /** Somebody else is signed in now: who that is. */
  | { kind: "other"; me: string; says: string }
  | { kind: "refused"; says: string; errors: Record<string, string>; warnings?: Record<string, string> }
  | { kind: "fault"; says: string };

/** The form that the command reads. */
export function formOf(one: Waiting): FormData {
  const form = new FormData();
  form.set("pressedBy", one.by);
  for (const name of ["decisionId", "outcome", "because", "deferUntil", "expiresOn", "escalatedToId"] as const)
    form.set(name, one[name]);
  form.set("version", String(one.version));
  if (one.confirmed) form.set("confirmed-text", one.confirmed);
  return form;
}

/** What a form's answer and the record as it stands now say together. */
export function sentOf(state: FormState, decided: Decided | undefined): Sent {
  if (state.status === "done" && decided)
    return { kind: "recorded", ...decided, ...(state.message ? { says: state.message } : {}) };
  if (decided) return { kind: "already", ...decided };
  if (state.status === "fault") return { kind: "fault", says: state.message ?? "Something went wrong." };
  const { errors, warnings, message = "" } = state;
  return { kind: "refused", says: message, errors, ...(warnings ? { warnings } : {}) };
}

/** Whether what was pressed here is what stands recorded: then sending it again changed nothing and is no conflict. */
export function isOurs(pressed: Pick<Waiting, "outcome" | "because">, stands: { outcome: Outcome; because: string }) {
  return pressed.outcome === stands.outcome && pressed.because.trim() === stands.because.trim();
}

/** Whether to try again by itself: without network, sign-in or server. A refusal waits for a person. */
export function staysWaiting(sent: Sent): boolean {
  return sent.kind === "signed-out" || sent.kind === "fault";
}

/** When it was pressed, where that is not about when it was recorded. */
export function pressedBefore(pressedAt: string, recordedAt: string): string | undefined {
  const [pressed, recorded] = [new Date(pressedAt), new Date(recordedAt)];
  if (recorded.getTime() - pressed.getTime() <= 60_000) return undefined;
  return londonDay(pressed) === londonDay(recorded) ? formatTime(pressed) : formatDateTime(pressed);
}
