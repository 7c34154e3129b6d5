import type { Metadata } from "next";
import { Rules } from "#components/overview/rules.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter } from "#lib/access/gate.ts";

export const metadata: Metadata = { title: "How this is worked out" };

export default async function RulesPage() {
  await enter("overview");
  return (
    <Page
      title="How this is worked out"
      says="Every rule behind the overview, so that anyone can check it."
      crumbs={[{ label: "Overview", href: "/" }]}
    >
      <Rules />
    </Page>
  );
}
