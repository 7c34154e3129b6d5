import { beforeEach, describe, expect, test, vi } from "vitest";
import { dismiss, hasOwn, hereNow, open, press, sendAll } from "#components/board/waiting-here.ts";
import {
  formOf,
  isOurs,
  pressedBefore,
  reasonsKey,
  type Sent,
  type Waiting,
  waitingFrom,
  waitingKey,
  withWaiting,
} from "#lib/board/waiting.ts";

const meetingId = "5f3f2b52-3b7c-4f4e-9a11-1c1f6d1a0001";
const decisionId = "5f3f2b52-3b7c-4f4e-9a11-1c1f6d1a0002";
const me = "5f3f2b52-3b7c-4f4e-9a11-1c1f6d1a0003";
const another = "5f3f2b52-3b7c-4f4e-9a11-1c1f6d1a0004";
const waiting: Waiting = {
  by: me,
  decisionId,
  version: 3,
  outcome: "defer",
  because: "the quote is a year old",
  deferUntil: "28 January 2027",
  expiresOn: "",
  escalatedToId: "",
  pressedAt: "2026-11-26T10:31:00.000Z",
};
const stands = {
  outcome: "defer",
  word: "Deferred",
  shape: "progress",
  by: "chair",
  at: "2026-11-26T10:31:05.000Z",
} as const;
const kept = () => waitingFrom(localStorage.getItem(waitingKey(meetingId)));
/** What the browser holds without the tab. */
const bare = { ...waiting, because: "" };

function store(): Storage {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  } as Storage;
}

/** The page as it is loaded again in the same tab: nothing is known but what the browser kept. */
async function loaded() {
  vi.resetModules();
  const page = await import("#components/board/waiting-here.ts");
  page.open(meetingId, me);
  return page;
}

beforeEach(() => {
  globalThis.localStorage = store();
  globalThis.sessionStorage = store();
  open(meetingId, me);
  for (const one of hereNow().list) dismiss(one.decisionId);
  dismiss(decisionId);
});

describe("what the browser keeps of a decision that is not recorded", () => {
  test("it comes back whole, and what is not ours is left out", () => {
    expect(waitingFrom(JSON.stringify([waiting]))).toEqual([waiting]);
    expect(waitingFrom(JSON.stringify([waiting, { decisionId: "x" }, null, 7]))).toEqual([waiting]);
    for (const other of [null, "", "{", "7", '{"a":1}']) expect(waitingFrom(other)).toEqual([]);
  });

  test("a question has one answer that waits: the one pressed last", () => {
    const later: Waiting = { ...waiting, outcome: "reject", because: "no money" };
    expect(withWaiting([waiting], later)).toEqual([later]);
  });

  test("the form names the question and the version that was seen", () => {
    const form = Object.fromEntries(formOf({ ...waiting, confirmed: "because:abc" }));
    expect(form).toEqual({
      pressedBy: me,
      decisionId,
      version: "3",
      outcome: "defer",
      because: "the quote is a year old",
      deferUntil: "28 January 2027",
      expiresOn: "",
      escalatedToId: "",
      "confirmed-text": "because:abc",
    });
  });

  test("the same answer and reason that stands already is ours", () => {
    expect(isOurs(waiting, { outcome: "defer", because: " the quote is a year old " })).toBe(true);
    expect(isOurs(waiting, { outcome: "reject", because: "the quote is a year old" })).toBe(false);
    expect(isOurs(waiting, { outcome: "defer", because: "another reason" })).toBe(false);
  });
});

describe("sending what waits", () => {
  const answers = (...given: (Sent | Error)[]) => {
    const asked: string[] = [];
    const send = async (form: FormData): Promise<Sent> => {
      asked.push(String(form.get("decisionId")));
      const next = given.shift();
      if (!next || next instanceof Error) throw next ?? new Error("asked once too often");
      return next;
    };
    return { send, asked };
  };

  test("without network or sign-in it stays, and is asked again", async () => {
    const { send, asked } = answers(
      new Error("Failed to fetch"),
      { kind: "signed-out" },
      { kind: "recorded", ...stands, because: waiting.because },
    );
    press(waiting);
    await sendAll(send);
    expect(hereNow().said[decisionId]).toEqual({ kind: "fault", says: "There is no network." });
    await sendAll(send);
    expect(hereNow().said[decisionId]).toEqual({ kind: "signed-out" });
    expect(kept()).toEqual([bare]);
    await sendAll(send);
    expect(hereNow().said[decisionId]?.kind).toBe("recorded");
    expect(kept()).toEqual([]);
    await sendAll(send);
    expect(asked).toHaveLength(3);
  });

  test("when only the answer was lost, what stands is ours and counts as recorded", async () => {
    const { send } = answers({ kind: "already", ...stands, because: waiting.because });
    press(waiting);
    await sendAll(send);
    expect(hereNow().said[decisionId]?.kind).toBe("recorded");
    expect(kept()).toEqual([]);
  });

  test("when somebody decided otherwise, it waits for a person to read it", async () => {
    const { send, asked } = answers({
      kind: "already",
      ...stands,
      outcome: "reject",
      word: "Not approved",
      because: "no",
    });
    press(waiting);
    await sendAll(send);
    await sendAll(send);
    expect(asked).toHaveLength(1);
    expect(kept()).toEqual([{ ...bare, refused: true }]);
    expect(hereNow().said[decisionId]).toMatchObject({ kind: "already", word: "Not approved", by: "chair" });
    dismiss(decisionId);
    expect(kept()).toEqual([]);
    expect(hereNow().said).toEqual({});
  });

  test("what was refused is kept and not sent again by itself; pressed again, it is", async () => {
    const { send, asked } = answers(
      { kind: "refused", says: "", errors: { deferUntil: "Choose a day after today." } },
      { kind: "recorded", ...stands, because: waiting.because },
    );
    press(waiting);
    await sendAll(send);
    await sendAll(send);
    expect(asked).toHaveLength(1);
    expect(kept()).toEqual([{ ...bare, refused: true }]);
    press({ ...waiting, deferUntil: "1 February 2027" });
    await sendAll(send);
    expect(kept()).toEqual([]);
  });

  test("what was refused is not sent by itself after the page was loaded again, and its reason is kept", async () => {
    const { send, asked } = answers(
      { kind: "refused", says: "Record attendance first.", errors: {} },
      { kind: "recorded", ...stands, because: waiting.because },
    );
    press(waiting);
    await sendAll(send);
    const page = await loaded();
    expect(page.hereNow()).toMatchObject({ said: {}, list: [{ ...waiting, refused: true }] });
    expect(page.hasOwn()).toBe(false);
    await page.sendAll(send);
    expect(asked).toHaveLength(1);
    page.press(waiting);
    expect(page.hasOwn()).toBe(true);
    await page.sendAll(send);
    expect(page.hereNow().said[decisionId]?.kind).toBe("recorded");
    expect(kept()).toEqual([]);
  });

  test("what somebody decided otherwise is not sent after a load either", async () => {
    const { send, asked } = answers({ kind: "already", ...stands, outcome: "reject", because: "no" });
    press(waiting);
    await sendAll(send);
    await (await loaded()).sendAll(send);
    expect(asked).toHaveLength(1);
  });
});

describe("whose decision it is", () => {
  const never = async (): Promise<Sent> => {
    throw new Error("It was sent.");
  };
  const recorded = async (): Promise<Sent> => ({ kind: "recorded", ...stands, because: waiting.because });

  test("whoever signs in next is shown it without its reason, and nothing is sent", async () => {
    press(waiting);
    open(meetingId, another);
    expect(hereNow().list).toEqual([bare]);
    expect(hasOwn()).toBe(false);
    await sendAll(never);
    expect(hereNow().said).toEqual({});
    expect(kept()).toEqual([bare]);
    expect(sessionStorage.getItem(reasonsKey(meetingId))).toBe("{}");
  });

  test("the same person in the same tab sends it by itself", async () => {
    press(waiting);
    open(meetingId, me);
    expect(hereNow().list).toEqual([waiting]);
    await sendAll(recorded);
    expect(kept()).toEqual([]);
  });

  test("the reason is in no lasting storage; without its tab it is asked again before anything is sent", async () => {
    press(waiting);
    expect(localStorage.getItem(waitingKey(meetingId))).not.toContain("quote");
    globalThis.sessionStorage = store();
    open(meetingId, me);
    expect(hereNow().list).toEqual([bare]);
    expect(hasOwn()).toBe(false);
    await sendAll(never);
    press(waiting);
    await sendAll(recorded);
    expect(kept()).toEqual([]);
  });

  test("when the portal says that somebody else is signed in, it waits for a press of theirs", async () => {
    press(waiting);
    await sendAll(async () => ({ kind: "other", me: another, says: "" }));
    expect(hereNow()).toMatchObject({ me: another, list: [bare], sending: false });
    await sendAll(never);
    press({ ...waiting, by: another, because: "I looked at it myself" });
    await sendAll(recorded);
    expect(kept()).toEqual([]);
  });

  test("what names nobody is nobody's", async () => {
    const { by: _by, ...nobodys } = waiting;
    localStorage.setItem(waitingKey(meetingId), JSON.stringify([nobodys]));
    for (const reader of [me, another, ""]) {
      open(meetingId, reader);
      expect(hereNow().list).toHaveLength(1);
      await sendAll(never);
    }
  });

  test("the time of the press is told where it is more than a minute before the record", async () => {
    expect(pressedBefore("2026-11-26T10:31:00.000Z", "2026-11-26T10:32:00.000Z")).toBeUndefined();
    expect(pressedBefore("2026-11-26T10:31:00.000Z", "2026-11-26T10:40:00.000Z")).toBe("10:31");
    expect(pressedBefore("2026-11-25T10:31:00.000Z", "2026-11-26T10:40:00.000Z")).toBe("25 November 2026, 10:31");
    press({ ...waiting, pressedAt: "2026-11-26T10:05:00.000Z" });
    await sendAll(recorded);
    expect(hereNow().said[decisionId]).toMatchObject({ kind: "recorded", pressed: "10:05" });
  });
});
