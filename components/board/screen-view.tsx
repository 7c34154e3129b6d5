import { Camera, Radio } from "lucide-react";
import type { ReactNode } from "react";
import { AnswerPart } from "#components/board/answer-part.tsx";
import { BarsPart } from "#components/board/bars-part.tsx";
import { ItemClock } from "#components/board/item-clock.tsx";
import { TablePart } from "#components/board/table-part.tsx";
import { When } from "#components/ui/as-at.tsx";
import { answerId, type Screen } from "#lib/board/screen.ts";

type Props = {
  screens: readonly Screen[];
  index: number;
  /** The decision bar, where this screen has a question. */
  children?: ReactNode;
};

/** One screen: the answer, its figures, one picture, one decision, and where one is. */
export function ScreenView({ screens, index, children }: Props) {
  const screen = screens[index];
  if (!screen) return null;
  const { id, bars, table } = screen;
  const shape = bars ? "" : table ? "wide" : "alone";
  return (
    <section className={`screen ${shape}`} id={id} aria-labelledby={answerId(id)} tabIndex={-1}>
      <AnswerPart screen={screen} place={`Item ${index + 1} of ${screens.length}.`} />
      {bars || table ? (
        <div className="show">{bars ? <BarsPart bars={bars} /> : table ? <TablePart table={table} /> : null}</div>
      ) : null}
      {children}
      <footer className="foot">
        <span>
          {screen.frozenAt ? (
            <>
              <Camera className="icon" aria-hidden="true" />
              <span>
                Figures frozen {screen.asOpened ? "as the item was opened" : "for this meeting"}:{" "}
                <When when={new Date(screen.frozenAt)} />
              </span>
            </>
          ) : screen.liveAt ? (
            <>
              <Radio className="icon" aria-hidden="true" />
              <span>
                Live figures, as at <When when={new Date(screen.liveAt)} />
              </span>
            </>
          ) : null}
        </span>
        <Dots screens={screens} index={index} />
        <span className="right">
          <span>{nextWords(screens, index)}</span>
          <ItemClock id={id} {...(screen.agenda ? { planned: screen.agenda.minutes } : {})} />
        </span>
      </footer>
    </section>
  );
}

function nextWords(screens: readonly Screen[], index: number): string {
  const next = screens[index + 1];
  return next ? `Next: ${index + 2}. ${next.title}` : "Last item";
}

function Dots({ screens, index }: { screens: readonly Screen[]; index: number }) {
  return (
    <nav className={screens.length > 12 ? "dots many" : "dots"} aria-label={`Items, from item ${index + 1}`}>
      {screens.map((one, at) => (
        <a
          key={one.id}
          href={`#${one.id}`}
          aria-current={at === index ? "true" : undefined}
          className={at < index ? "past" : undefined}
        >
          <span className="sr">{`${at + 1}. ${one.title}`}</span>
          <i aria-hidden="true" />
        </a>
      ))}
    </nav>
  );
}
