import type { ReactNode } from "react";
import { PaperView } from "#components/meetings/paper-view.tsx";
import { shortFingerprint } from "#components/ui/manifest.tsx";
import type { Paper } from "#lib/meetings/paper.ts";

type Props = {
  id: string;
  title: string;
  /** Who presents it and for how long; empty beside the agenda. */
  says: string;
  paper?: Paper | undefined;
  sha256?: string | undefined;
  /** What the meeting is asked, where the item is about that. */
  children?: ReactNode;
};

/** One item of the agenda with its section, or a section that every meeting is told beside its agenda. */
export function AgendaPaper({ id, title, says, paper, sha256, children }: Props) {
  return (
    <section className="card agenda-paper" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h3 className="h grow" id={`${id}-title`}>
          {title}
        </h3>
        {says ? <p className="aside">{says}</p> : null}
      </header>
      {paper ? (
        <div className="pad">
          <PaperView paper={paper} />
        </div>
      ) : null}
      {children ? <div className="pad">{children}</div> : null}
      {sha256 ? (
        <footer>
          <span>
            Fingerprint of this section (SHA-256): <span className="num">{shortFingerprint(sha256)}</span>
          </span>
        </footer>
      ) : null}
    </section>
  );
}
