import { Tabs } from "#components/ui/tabs.tsx";

export type OrganisationPart = "services" | "providers" | "commissioners" | "import";

const parts: [OrganisationPart, string, string][] = [
  ["services", "Services", "/organisation"],
  ["providers", "Legal providers", "/organisation/providers"],
  ["commissioners", "Commissioners", "/organisation/commissioners"],
  ["import", "Import", "/organisation/import"],
];

export function OrganisationTabs({ here, mayImport }: { here: OrganisationPart; mayImport: boolean }) {
  const tabs = parts
    .filter(([part]) => part !== "import" || mayImport)
    .map(([part, label, href]) => ({ label, href, current: part === here }));
  return <Tabs label="Organisation" tabs={tabs} />;
}
