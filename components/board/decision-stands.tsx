import { StateShape } from "#components/ui/state-mark.tsx";
import type { BoardDecision, Decided } from "#lib/board/screen.ts";
import type { Sent, Waiting } from "#lib/board/waiting.ts";
import { formatDateTime, formatTime } from "#lib/dates.ts";

/** What was decided, as it stands recorded. */
export function Recorded({ decided }: { decided: Decided & { says?: string } }) {
  return (
    <div className="stands">
      <StateShape state={decided.shape} size={28} />
      <div>
        <b>
          {decided.word}
          {decided.until ? ` ${decided.until}` : ""}. {sentence(decided.because)}
        </b>
        <span>
          Recorded {formatDateTime(new Date(decided.at))} by the {decided.role.toLowerCase()}. {decided.says}
        </span>
      </div>
    </div>
  );
}

type Props = {
  decision: BoardDecision;
  waiting: Waiting;
  said?: Sent;
  sending: boolean;
  onTakeBack: () => void;
  onSend: () => void;
};

/** What was pressed here and is not recorded: why it waits, or who decided otherwise meanwhile. */
export function Stands({ decision, waiting, said, sending, onTakeBack, onSend }: Props) {
  const verb = decision.options.find(({ outcome }) => outcome === waiting.outcome)?.verb ?? waiting.outcome;
  if (said?.kind === "already")
    return (
      <div className="stands">
        <StateShape state="warn" size={28} />
        <div>
          <b>Somebody else recorded an answer meanwhile. Yours is not recorded.</b>
          <span>
            The {said.role.toLowerCase()} recorded at {formatTime(new Date(said.at))}: {said.word}.{" "}
            {sentence(said.because)} Pressed here: {verb}. {sentence(waiting.because)}
          </span>
        </div>
        <p className="options">
          <button type="button" className="o" onClick={onTakeBack}>
            Leave it as recorded
          </button>
        </p>
      </div>
    );
  return (
    <div className="stands">
      <StateShape state="not-started" size={28} />
      <div>
        <b>
          Not recorded yet: {verb}. {sentence(waiting.because)}
        </b>
        <span>
          Pressed at {formatTime(new Date(waiting.pressedAt))}. {whyOf(said, sending)}{" "}
          {said?.kind === "signed-out" ? (
            <a href="/sign-in" target="_blank" rel="noopener">
              Sign in
            </a>
          ) : null}
        </span>
      </div>
      <p className="options">
        <button type="button" className="o" aria-disabled={sending} onClick={onSend}>
          Record it now
        </button>
        <button type="button" className="o" onClick={onTakeBack}>
          Take it back
        </button>
      </p>
    </div>
  );
}

function whyOf(said: Sent | undefined, sending: boolean): string {
  if (said?.kind === "signed-out") return "It is kept in this browser and is recorded as soon as somebody signs in.";
  if (said?.kind === "fault") return `${said.says} It is kept in this browser and is sent again by itself.`;
  return sending ? "It is being sent." : "It is kept in this browser.";
}

/** A reason is typed after the word "because"; here it stands alone, as a sentence. */
function sentence(words: string): string {
  const text = words.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? "" : "."}`;
}
