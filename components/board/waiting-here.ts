import {
  formOf,
  isOurs,
  type Sent,
  staysWaiting,
  type Waiting,
  waitingFrom,
  waitingKey,
  withoutWaiting,
  withWaiting,
} from "#lib/board/waiting.ts";

/** The decisions that wait in this browser, and what the portal said of those that were sent. */
type Here = { meetingId: string; list: readonly Waiting[]; said: Readonly<Record<string, Sent>>; sending: boolean };

let here: Here = { meetingId: "", list: [], said: {}, sending: false };
const none: Here = here;
const listeners = new Set<() => void>();

export const hereNow = () => here;
export const hereAtFirst = () => none;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(change: Partial<Here>): void {
  here = { ...here, ...change };
  for (const listener of listeners) listener();
}

function keep(list: readonly Waiting[]): void {
  localStorage.setItem(waitingKey(here.meetingId), JSON.stringify(list));
  set({ list });
}

export function open(meetingId: string): void {
  set({ meetingId, list: waitingFrom(localStorage.getItem(waitingKey(meetingId))) });
}

export function press(one: Waiting): void {
  keep(withWaiting(here.list, one));
  forget(one.decisionId);
}

/** Taken back, or read: it waits no longer. */
export function dismiss(decisionId: string): void {
  keep(withoutWaiting(here.list, decisionId));
  forget(decisionId);
}

function forget(decisionId: string): void {
  set({ said: Object.fromEntries(Object.entries(here.said).filter(([id]) => id !== decisionId)) });
}

type Send = (form: FormData) => Promise<Sent>;

/** Sends what waits, one after the other. What was refused waits for a person, not for the next try. */
export async function sendAll(send: Send): Promise<void> {
  if (here.sending) return;
  set({ sending: true });
  for (const one of here.list) {
    const before = here.said[one.decisionId];
    if (before && !staysWaiting(before)) continue;
    const sent = await answerTo(send, one);
    const pressed = here.list.find(({ decisionId }) => decisionId === one.decisionId);
    if (pressed !== one) continue;
    const recorded = sent.kind === "recorded" || (sent.kind === "already" && isOurs(one, sent));
    if (recorded) keep(withoutWaiting(here.list, one.decisionId));
    set({ said: { ...here.said, [one.decisionId]: recorded ? { ...sent, kind: "recorded" } : sent } });
  }
  set({ sending: false });
}

async function answerTo(send: Send, one: Waiting): Promise<Sent> {
  try {
    return await send(formOf(one));
  } catch {
    return { kind: "fault", says: "There is no network." };
  }
}
