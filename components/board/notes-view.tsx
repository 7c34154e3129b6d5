"use client";

import { ItemClock } from "#components/board/item-clock.tsx";
import { NotesFollower } from "#components/board/notes-follower.tsx";
import { useShown } from "#components/board/taken-here.ts";
import type { Looked, Shown } from "#lib/board/screen.ts";

type Props = {
  meetingId: string;
  heading: string;
  given: Shown;
  look: (meetingId: string) => Promise<Looked>;
};

/** What only the presenter reads, an item at a time: it follows the board screen of the same browser. */
export function NotesView({ meetingId, heading, given, look }: Props) {
  const { screens } = useShown(meetingId, given);
  return (
    <div className="notes">
      <header>
        <p className="b">{heading}</p>
        <NotesFollower meetingId={meetingId} ids={screens.map(({ id }) => id)} look={look} />
      </header>
      <main>
        <h1 className="sr">Presenter notes</h1>
        {screens.map((screen, index) => (
          <section key={screen.id} id={screen.id} className="note-item" aria-labelledby={`${screen.id}-title`}>
            <p className="count">
              Item {index + 1} of {screens.length}
              <ItemClock id={screen.id} {...(screen.agenda ? { planned: screen.agenda.minutes } : {})} />
            </p>
            <h2 id={`${screen.id}-title`}>{screen.title}</h2>
            <p className="serif">{screen.answer}</p>
            <Facts title="What changed" facts={screen.notes.changed} none="Nothing that is counted here." />
            <Facts title="What we are not assured about" facts={screen.notes.notAssured} none="Nothing is noted." />
            <Facts title="Open questions" facts={screen.notes.questions} none="None." />
            <p className="muted">
              {screens[index + 1] ? `Next: ${screens[index + 1]?.title}` : "This is the last item."}
            </p>
          </section>
        ))}
      </main>
    </div>
  );
}

function Facts({ title, facts, none }: { title: string; facts: readonly string[]; none: string }) {
  return (
    <>
      <h3>{title}</h3>
      {facts.length > 0 ? (
        <ul>
          {facts.slice(0, 8).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
          {facts.length > 8 ? <li>And {facts.length - 8} more, in the papers.</li> : null}
        </ul>
      ) : (
        <p className="muted">{none}</p>
      )}
    </>
  );
}
