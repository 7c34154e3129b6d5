import type { ReactNode } from "react";
import type { Plain } from "#components/shell/preferences.tsx";
import { SaidHere } from "#components/shell/said-here.tsx";
import { Printed, WhoBox } from "#components/shell/who.tsx";
import { Button } from "#components/ui/button.tsx";
import { Go } from "#components/ui/go.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { type Scope, ScopeBanner } from "#components/ui/scope-banner.tsx";
import { SkipLink } from "#components/ui/skip-link.tsx";

type OutsideShellProps = {
  organisation: string;
  /** "Inspection room" */
  room: string;
  scope: Scope;
  /** Named as the access names them; `letters` are of the kind of access, never of a name. */
  who: { role: string; body: string; letters: string };
  /** Where to open another access of the same person, if they hold one. */
  othersHref?: string;
  signOut: Plain;
  /** When the frame was read, for paper. */
  at: Date;
  /** What an action has just done, and on which page it is said. */
  said?: { id: string; path: string; words: string; tone: "ok" | "warn" } | undefined;
  children: ReactNode;
};

export function OutsideShell({
  organisation,
  room,
  scope,
  who,
  othersHref,
  signOut,
  said,
  at,
  children,
}: OutsideShellProps) {
  return (
    <>
      <SkipLink />
      <ScopeBanner scope={scope}>
        <form action={signOut}>
          <Button type="submit" small>
            Sign out
          </Button>
        </form>
      </ScopeBanner>
      <header className="outside-head">
        <div className="outside-in">
          <Mark size={30} label="Holdfast" />
          <b>{organisation}</b>
          <span className="muted grow">{room}</span>
          {othersHref ? <Go href={othersHref}>Your other access</Go> : null}
          <div className="who">
            <WhoBox role={who.role} scope={who.body} letters={who.letters} />
          </div>
        </div>
      </header>
      <Printed organisation={organisation} role={who.role} scope={who.body} at={at} />
      <main id="main" tabIndex={-1} className="outside-in outside-main">
        {said ? <SaidHere key={said.id} path={said.path} words={said.words} tone={said.tone} /> : null}
        {children}
      </main>
    </>
  );
}
