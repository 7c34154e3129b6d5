import { Tabs } from "#components/ui/tabs.tsx";

const tabs = [
  { href: "/access", label: "People" },
  { href: "/access/reach", label: "Who can see what" },
  { href: "/access/grants", label: "Access from outside" },
  { href: "/access/requests", label: "Asked of us" },
] as const;

type Props = {
  here: (typeof tabs)[number]["href"];
  /** Requests that wait for an answer. */
  waiting: number;
};

export function AccessTabs({ here, waiting }: Props) {
  return (
    <Tabs
      label="Access"
      tabs={tabs.map((tab) => ({
        ...tab,
        ...(tab.href === "/access/requests" ? { count: waiting } : {}),
        current: tab.href === here,
      }))}
    />
  );
}
