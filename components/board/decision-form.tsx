"use client";

import { type FormEvent, useEffect, useId, useRef } from "react";
import type { BoardDecision, BoardOption } from "#lib/board/screen.ts";
import { isBy, type Sent, type Waiting } from "#lib/board/waiting.ts";
import { formatTime } from "#lib/dates.ts";

type Props = {
  decision: BoardDecision;
  option: BoardOption;
  /** Who presses. */
  me: string;
  /** What was pressed here before. */
  before?: Waiting;
  refused?: Extract<Sent, { kind: "refused" }>;
  onBack: () => void;
  onPress: (one: Waiting) => void;
};

/** Where the reason goes further than the minutes. */
const whoReads: Partial<Record<BoardOption["outcome"], string>> = {
  "accept-risk": "Everyone who reads this risk reads the reason too.",
  escalate: "The committee that it goes to reads the reason too.",
};

/** Asks why, and until when or to whom where the answer needs it. */
export function DecisionForm({ decision, option, me, before, refused, onBack, onPress }: Props) {
  const id = useId();
  const reason = useRef<HTMLTextAreaElement>(null);
  const day = option.outcome === "defer" ? "deferUntil" : option.outcome === "accept-risk" ? "expiresOn" : undefined;
  const reads = whoReads[option.outcome];
  const upwards = option.outcome === "escalate";
  const [confirm, warning] = Object.entries(refused?.warnings ?? {})[0] ?? [];
  const problems = refused ? [...new Set([...Object.values(refused.errors), refused.says].filter(Boolean))] : [];
  const pressed = before && formatTime(new Date(before.pressedAt));
  const mine = before && isBy(before, me);
  const unsaid = mine && !before.because;
  // What a load brings back leaves the keys with the screen.
  const takesKeys = useRef(refused || !mine);
  useEffect(() => {
    if (takesKeys.current) reason.current?.focus();
  }, []);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? "").trim();
    onPress({
      by: me,
      decisionId: decision.id,
      version: decision.version,
      outcome: option.outcome,
      because: typed("because"),
      deferUntil: typed("deferUntil"),
      expiresOn: typed("expiresOn"),
      escalatedToId: typed("escalatedToId"),
      pressedAt: new Date().toISOString(),
      ...(form.get("confirmed") ? { confirmed: typed("confirmed") } : {}),
    });
  }

  return (
    <form onSubmit={send} onKeyDown={(event) => (event.key === "Escape" ? onBack() : undefined)}>
      {problems.map((problem) => (
        <p key={problem} className="problem" role="alert">
          {problem}
        </p>
      ))}
      {mine && before.refused && !refused ? (
        <p>Pressed at {pressed} and refused, so it is not recorded. It goes only if you press it again.</p>
      ) : unsaid ? (
        <p>
          Pressed at {pressed}. Not recorded yet: the reason was not kept after the page was left, so give it again.
        </p>
      ) : null}
      <div className={day || upwards ? "fields" : "fields one"}>
        <div>
          <label htmlFor={`${id}-because`}>{option.verb}, because</label>
          <textarea
            ref={reason}
            id={`${id}-because`}
            name="because"
            rows={2}
            maxLength={1000}
            required
            defaultValue={before?.because}
            aria-describedby={reads ? `${id}-reads` : undefined}
          />
          {reads ? (
            <small id={`${id}-reads`} className="reads">
              {reads}
            </small>
          ) : null}
        </div>
        {day ? (
          <div>
            <label htmlFor={`${id}-day`}>{day === "deferUntil" ? "Comes back on" : "Acceptance ends on"}</label>
            <input id={`${id}-day`} name={day} type="text" autoComplete="off" required defaultValue={before?.[day]} />
          </div>
        ) : null}
        {upwards ? (
          <div>
            <label htmlFor={`${id}-to`}>To</label>
            <select id={`${id}-to`} name="escalatedToId" required defaultValue={before?.escalatedToId ?? ""}>
              <option value="" disabled>
                Choose a committee
              </option>
              {decision.committees.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
        ) : null}
      </div>
      {confirm ? (
        <label htmlFor={`${id}-confirmed`}>
          <input id={`${id}-confirmed`} type="checkbox" name="confirmed" value={confirm} /> {warning} I have checked it,
          and it identifies nobody who uses services.
        </label>
      ) : null}
      <div className="options">
        <button type="submit" className="o go">
          Record: {option.verb}
        </button>
        <button type="button" className="o" onClick={onBack}>
          Back to the answers
        </button>
      </div>
    </form>
  );
}
