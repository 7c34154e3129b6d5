import { Tabs } from "#components/ui/tabs.tsx";

const tabs = [
  { href: "/access", label: "People" },
  { href: "/access/reach", label: "Who can see what" },
  { href: "/access/grants", label: "Access from outside" },
  { href: "/access/requests", label: "Asked of us" },
] as const;

export function AccessTabs({ here }: { here: (typeof tabs)[number]["href"] }) {
  return <Tabs label="Access" tabs={tabs.map((tab) => ({ ...tab, current: tab.href === here }))} />;
}
