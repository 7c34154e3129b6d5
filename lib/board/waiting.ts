import { z } from "zod";
import type { FormState } from "#lib/forms/state.ts";
import { type Outcome, outcomes } from "#lib/meetings/minute.ts";
import type { Decided } from "./screen.ts";

const text = (most: number) => z.string().max(most);

/**
 * A decision that was pressed in the room and is not recorded yet. It names the question as it was seen, so that
 * sending it twice records it once: the second finds the question answered.
 */
const Waiting = z.object({
  decisionId: z.uuid(),
  version: z.number().int().positive(),
  outcome: z.enum(outcomes),
  because: text(1000),
  deferUntil: text(40),
  expiresOn: text(40),
  escalatedToId: text(40),
  pressedAt: z.iso.datetime(),
  /** A warned-about text that its author confirmed, as the form names it. */
  confirmed: text(80).optional(),
});
export type Waiting = z.infer<typeof Waiting>;

export const waitingKey = (meetingId: string) => `holdfast-waiting:${meetingId}`;

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

export function withoutWaiting(list: readonly Waiting[], decisionId: string): Waiting[] {
  return list.filter((one) => one.decisionId !== decisionId);
}

/** What the portal said of a decision that was sent. */
export type Sent =
  | ({ kind: "recorded" | "already"; says?: string } & Decided)
  | { kind: "signed-out" }
  | { kind: "refused"; says: string; errors: Record<string, string>; warnings?: Record<string, string> }
  | { kind: "fault"; says: string };

/** The form that the command reads. */
export function formOf(one: Waiting): FormData {
  const form = new FormData();
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
