"use client";

import { Nav, type NavItem } from "#components/shell/nav.tsx";
import { NavLink } from "#components/shell/nav-link.tsx";
import { PreferenceForms, type Preferences, type ShellActions } from "#components/shell/preferences.tsx";
import type { Who } from "#components/shell/who.tsx";
import { Icon } from "#components/ui/icon.tsx";

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
          <Icon name="overview" size={20} />
          {overview.label}
        </NavLink>
      ) : null}
      {reportHref ? (
        <NavLink href={reportHref} current={current} className="alarm">
          <Icon name="report" size={20} />
          Report
        </NavLink>
      ) : null}
      {todo ? (
        <NavLink href={todo.href} current={current}>
          <Icon name="actions" size={20} />
          {todo.label}
        </NavLink>
      ) : null}
      <details>
        <summary>
          <Icon name="menu" size={20} />
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
