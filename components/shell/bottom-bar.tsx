import { LayoutDashboard, ListChecks, Menu, Siren } from "lucide-react";
import { Nav, type NavItem } from "#components/shell/nav.tsx";
import { NavLink } from "#components/shell/nav-link.tsx";
import { PreferenceForms, type Preferences, type ShellActions } from "#components/shell/preferences.tsx";
import type { Who } from "#components/shell/who.tsx";

type BottomBarProps = {
  items: NavItem[];
  who: Who;
  current?: string;
  reportHref?: string;
  preferences: Preferences;
  actions: ShellActions;
};

/** Phones: Overview, Report, Actions, More. Only what this role may use is there. */
export function BottomBar({ items, who, current, reportHref, preferences, actions }: BottomBarProps) {
  const overview = items.find((item) => item.icon === "overview");
  const todo = items.find((item) => item.icon === "actions");
  return (
    <nav className="bottombar" aria-label="Quick">
      {overview ? (
        <NavLink href={overview.href} current={current}>
          <LayoutDashboard size={20} aria-hidden="true" />
          {overview.label}
        </NavLink>
      ) : null}
      {reportHref ? (
        <NavLink href={reportHref} current={current} className="alarm">
          <Siren size={20} aria-hidden="true" />
          Report
        </NavLink>
      ) : null}
      {todo ? (
        <NavLink href={todo.href} current={current}>
          <ListChecks size={20} aria-hidden="true" />
          {todo.label}
        </NavLink>
      ) : null}
      <details>
        <summary>
          <Menu size={20} aria-hidden="true" />
          More
        </summary>
        <div className="more">
          <p className="sm muted">
            {who.organisation}. {who.role}, {who.scope}
          </p>
          <Nav label="All rooms" items={items} current={current} />
          <PreferenceForms preferences={preferences} actions={actions} />
        </div>
      </details>
    </nav>
  );
}
