import { StateShape } from "#components/ui/state-mark.tsx";
import type { BoardDecision, BoardOption, Decided } from "#lib/board/screen.ts";
import type { Sent, Waiting } from "#lib/board/waiting.ts";
import { formatDateTime, formatTime } from "#lib/dates.ts";

/** What was decided, as it stands recorded. */
export function Recorded({ decided }: { decided: Decided & { says?: string; pressed?: string } }) {
  return (
    <div className="stands">
      <StateShape state={decided.shape} size={28} />
      <div>
        <b>
          {decided.word}
          {decided.until ? ` ${decided.until}` : ""}. {sentence(decided.because)}
        </b>
        <span>
          Recorded {formatDateTime(new Date(decided.at))} by the {decided.by}.{" "}
          {decided.pressed ? `Pressed at ${decided.pressed}. ` : ""}
          {decided.says}
        </span>
      </div>
    </div>
  );
}

/** The meeting is over and did not answer. */
export function LeftOpen() {
  return (
    <div className="stands">
      <StateShape state="not-started" size={28} />
      <div>
        <b>Not decided at this meeting.</b>
        <span>The committee&rsquo;s next meeting finds it again.</span>
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
  /** Absent where it cannot be sent as it is. */
  onSend?: () => void;
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
            The {said.by} recorded at {formatTime(new Date(said.at))}: {said.word}. {sentence(said.because)} Pressed
            here: {verb}. {sentence(waiting.because)}
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
          Pressed at {formatTime(new Date(waiting.pressedAt))}. {whyOf(waiting, said, sending)}{" "}
          {said?.kind === "signed-out" ? (
            <a href="/sign-in" target="_blank" rel="noopener">
              Sign in
            </a>
          ) : null}
        </span>
      </div>
      <p className="options">
        {onSend ? (
          <button type="button" className="o" aria-disabled={sending} onClick={onSend}>
            Record it now
          </button>
        ) : null}
        <button type="button" className="o" onClick={onTakeBack}>
          Take it back
        </button>
      </p>
    </div>
  );
}

type AnothersProps = {
  decision: BoardDecision;
  waiting: Waiting;
  /** Absent where the reader records no decisions. */
  onMine?: (option: BoardOption) => void;
  onForget?: () => void;
};

/** Somebody else pressed it in this browser: nothing is sent in the reader's name unless they press it themselves. */
export function PressedByAnother({ decision, waiting, onMine, onForget }: AnothersProps) {
  const option = decision.options.find(({ outcome }) => outcome === waiting.outcome);
  return (
    <div className="stands">
      <StateShape state="not-started" size={28} />
      <div>
        <b>Pressed by somebody else, {formatTime(new Date(waiting.pressedAt))}. Not recorded yet.</b>
        <span>Their answer: {option?.verb ?? waiting.outcome}.</span>
      </div>
      <p className="options">
        {option && onMine ? (
          <button type="button" className="o" onClick={() => onMine(option)}>
            Record it as mine
          </button>
        ) : null}
        {onForget ? (
          <button type="button" className="o" onClick={onForget}>
            Forget it
          </button>
        ) : null}
      </p>
    </div>
  );
}

function whyOf({ refused }: Waiting, said: Sent | undefined, sending: boolean): string {
  if (refused) return said?.kind === "refused" ? said.says : "It was refused.";
  if (said?.kind === "signed-out") return "It is kept in this browser and is recorded as soon as you sign in again.";
  if (said?.kind === "fault") return `${said.says} It is kept in this browser and is sent again by itself.`;
  return sending ? "It is being sent." : "It is kept in this browser.";
}

/** A reason is typed after the word "because"; here it stands alone, as a sentence. */
function sentence(words: string): string {
  const text = words.trim();
  if (!text) return "";
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? "" : "."}`;
}
