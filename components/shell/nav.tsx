"use client";

import { NavLink } from "#components/shell/nav-link.tsx";
import { Icon, type IconName } from "#components/ui/icon.tsx";
import { StateShape } from "#components/ui/state-mark.tsx";

export type NavItem = {
  href: string;
  label: string;
  icon: IconName;
  /** Items with the same word stand together, a rule between groups. */
  group: string;
  count?: number;
  /** How many are happening now; shown in place of the count. */
  live?: number;
};

export function Nav({ label, items, current }: { label: string; items: NavItem[]; current?: string }) {
  return (
    <nav className="nav" aria-label={label}>
      {items.map((item, index) => {
        const before = items[index - 1];
        return [
          before && before.group !== item.group ? <hr key={`before ${item.href}`} /> : null,
          <NavLink key={item.href} href={item.href} current={current}>
            <Icon name={item.icon} size={18} />
            <span className="label">{item.label}</span>
            <Count count={item.count} live={item.live} />
          </NavLink>,
        ];
      })}
    </nav>
  );
}

function Count({ count, live }: { count?: number; live?: number }) {
  if (live) {
    return (
      <span className="cnt live">
        <StateShape state="live" size={12} />
        {live} live
      </span>
    );
  }
  return count === undefined ? null : <span className="cnt plain">{count}</span>;
}
