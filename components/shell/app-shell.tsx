import type { ReactNode } from "react";
import { BottomBar } from "#components/shell/bottom-bar.tsx";
import { FreshFrame } from "#components/shell/fresh-frame.tsx";
import { LiveBands, type LiveDisruption } from "#components/shell/live-band.tsx";
import { MenuKeys } from "#components/shell/menu-keys.tsx";
import { Nav, type NavItem } from "#components/shell/nav.tsx";
import { PreferenceForms, type Preferences, type ShellActions } from "#components/shell/preferences.tsx";
import { SaidHere } from "#components/shell/said-here.tsx";
import { Printed, type Who, WhoBox } from "#components/shell/who.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Go } from "#components/ui/go.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { SkipLink } from "#components/ui/skip-link.tsx";

type AppShellProps = {
  items: NavItem[];
  who: Who;
  /** Where the mark leads. */
  homeHref: string;
  /** Left out for roles that may not report. */
  reportHref?: string;
  live?: LiveDisruption[];
  /** What an action has just done, and on which page it is said. */
  said?: { id: string; path: string; words: string; tone: "ok" | "warn" } | undefined;
  /** When the frame's counts were read. */
  at: string;
  preferences: Preferences;
  actions: ShellActions;
  /** Stands on the left of the top bar; usually the page's own crumbs stand in Page instead. */
  crumbs?: ReactNode;
  /** Overrides the address for aria-current. */
  current?: string;
  children: ReactNode;
};

export function AppShell(props: AppShellProps) {
  const {
    items,
    who,
    homeHref,
    reportHref,
    live = [],
    said,
    at,
    preferences,
    actions,
    crumbs,
    current,
    children,
  } = props;
  return (
    <div className="app">
      <SkipLink />
      <MenuKeys />
      <aside className="side" aria-label="Portal">
        <Go href={homeHref} className="brandrow">
          <Mark />
          <span>Holdfast</span>
        </Go>
        <div className="org">
          <div className="grow">
            <b>{who.organisation}</b>
            <span>{who.scope}</span>
          </div>
        </div>
        <Nav label="Main" items={items} current={current} />
      </aside>
      <div className="main-column">
        <header className="topbar">
          <Go href={homeHref} className="brandrow" aria-label="Holdfast">
            <Mark />
          </Go>
          <div className="grow">{crumbs ?? <p className="crumbs">{who.organisation}</p>}</div>
          {reportHref ? (
            <LinkButton small variant="alarm" href={reportHref} icon={<Icon name="report" />}>
              Report a disruption
            </LinkButton>
          ) : null}
          <details className="menu">
            <summary>
              <WhoBox role={who.role} scope={who.scope} />
              <Icon name="open" size={15} />
            </summary>
            <div className="panel">
              <PreferenceForms preferences={preferences} actions={actions} />
            </div>
          </details>
        </header>
        <LiveBands live={live} />
        <FreshFrame at={at} />
        <Printed {...who} at={new Date(at)} />
        <main id="main" tabIndex={-1}>
          {said ? <SaidHere key={said.id} path={said.path} words={said.words} tone={said.tone} /> : null}
          {children}
        </main>
      </div>
      <BottomBar
        items={items}
        who={who}
        current={current}
        reportHref={reportHref}
        preferences={preferences}
        actions={actions}
      />
    </div>
  );
}
