import {
  apart,
  formOf,
  goesByItself,
  isOurs,
  pressedBefore,
  reasonsFrom,
  reasonsKey,
  type Sent,
  staysWaiting,
  together,
  type Waiting,
  waitingFrom,
  waitingKey,
  withoutWaiting,
  withRefused,
  withWaiting,
} from "#lib/board/waiting.ts";

/** The decisions that wait in this browser, and what the portal said of those that were sent. */
type Here = {
  meetingId: string;
  /** The account that reads this page, or that the portal last said is signed in. */
  me: string;
  list: readonly Waiting[];
  said: Readonly<Record<string, Sent>>;
  sending: boolean;
};

let here: Here = { meetingId: "", me: "", list: [], said: {}, sending: false };
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
  const { pressed, reasons } = apart(list, here.me);
  localStorage.setItem(waitingKey(here.meetingId), JSON.stringify(pressed));
  sessionStorage.setItem(reasonsKey(here.meetingId), JSON.stringify(reasons));
  set({ list });
}

/** What waits here, as this reader may have it; of what somebody else pressed in this tab the reason goes. */
export function open(meetingId: string, me: string): void {
  const reasons = reasonsFrom(sessionStorage.getItem(reasonsKey(meetingId)));
  const list = together(waitingFrom(localStorage.getItem(waitingKey(meetingId))), reasons, me);
  sessionStorage.setItem(reasonsKey(meetingId), JSON.stringify(apart(list, me).reasons));
  set({ meetingId, me, list, said: here.me === me ? here.said : {} });
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

/** Whether anything is sent without a press. */
export const hasOwn = () => here.list.some((one) => goesByItself(one, here.me));

type Send = (form: FormData) => Promise<Sent>;

/** Sends what waits, one after the other. What was refused waits for a person, not for the next try. */
export async function sendAll(send: Send): Promise<void> {
  if (here.sending) return;
  set({ sending: true });
  for (const one of here.list) {
    if (!goesByItself(one, here.me)) continue;
    const sent = await answerTo(send, one);
    const pressed = here.list.find(({ decisionId }) => decisionId === one.decisionId);
    if (pressed !== one) continue;
    if (sent.kind === "other") {
      open(here.meetingId, sent.me);
      break;
    }
    const recorded = sent.kind === "recorded" || (sent.kind === "already" && isOurs(one, sent));
    set({ said: { ...here.said, [one.decisionId]: recorded ? asRecorded(sent, one) : sent } });
    if (recorded) keep(withoutWaiting(here.list, one.decisionId));
    else if (!staysWaiting(sent)) keep(withRefused(here.list, one.decisionId));
  }
  set({ sending: false });
}

function asRecorded(sent: Extract<Sent, { kind: "recorded" | "already" }>, { pressedAt }: Waiting): Sent {
  const pressed = pressedBefore(pressedAt, sent.at);
  return { ...sent, kind: "recorded", ...(pressed ? { pressed } : {}) };
}

async function answerTo(send: Send, one: Waiting): Promise<Sent> {
  try {
    return await send(formOf(one));
  } catch {
    return { kind: "fault", says: "There is no network." };
  }
}
