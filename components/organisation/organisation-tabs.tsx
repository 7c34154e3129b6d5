import { Tabs } from "#components/ui/tabs.tsx";

export type OrganisationPart = "services" | "providers" | "commissioners";

const parts: [OrganisationPart, string, string][] = [
  ["services", "Services", "/organisation"],
  ["providers", "Legal providers", "/organisation/providers"],
  ["commissioners", "Commissioners", "/organisation/commissioners"],
];

export function OrganisationTabs({ here }: { here: OrganisationPart }) {
  return (
    <Tabs label="Organisation" tabs={parts.map(([part, label, href]) => ({ label, href, current: part === here }))} />
  );
}
