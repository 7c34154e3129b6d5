import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { When } from "#components/ui/as-at.tsx";
import { Mark } from "#components/ui/mark.tsx";

type Props = {
  organisation: string;
  committee: string;
  heldAt: Date;
  marking: string;
  title: string;
  tools: ReactNode;
  children: ReactNode;
};

/** Whose meeting it is, on which day and with which marking; the items stand below it. */
export function BoardFrame({ organisation, committee, heldAt, marking, title, tools, children }: Props) {
  return (
    <div className="boardroom">
      <div className="stage">
        <header className="board-head">
          <Mark size={40} label="Holdfast" />
          <p className="parts">
            <b>{organisation}</b>
            <span>{committee}</span>
            <When when={heldAt} show="date" />
          </p>
          {tools}
          <p className="marking">
            <Lock className="icon" aria-hidden="true" />
            {marking}
          </p>
        </header>
        <main>
          <h1 className="sr">{title}</h1>
          {children}
        </main>
      </div>
    </div>
  );
}
