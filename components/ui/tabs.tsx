import { Go } from "#components/ui/go.tsx";

export type Tab = { label: string; href: string; count?: number | string; current?: boolean };

/** Links that look like tabs: each is an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Go key={`${tab.href} ${tab.label}`} href={tab.href} aria-current={tab.current ? "page" : undefined}>
          {tab.label}
          {tab.count === undefined ? null : <span className="n">{tab.count}</span>}
        </Go>
      ))}
    </nav>
  );
}
