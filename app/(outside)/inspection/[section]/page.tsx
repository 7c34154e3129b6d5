import type { Metadata } from "next";
import { GrantedRegister } from "#components/evidence/inspection/granted-register.tsx";
import { Page } from "#components/ui/page.tsx";
import { enterOutside, found, openRoom } from "#lib/access/gate.ts";
import { grantedSection, listGranted, outsideNames, readSection } from "#lib/evidence/inspection/queries.ts";
import { sections } from "#lib/evidence/sections.ts";

export const metadata: Metadata = { title: "Inspection room" };

export default async function GrantedSectionPage({ params }: PageProps<"/inspection/[section]">) {
  const outsider = await enterOutside("inspector");
  const section = found(grantedSection(outsider, (await params).section));
  const page = await openRoom(outsider, { what: `Register: ${sections[section].title}` }, async (tx) => {
    const names = await outsideNames(tx, outsider);
    const registers = await readSection(tx, outsider, section, names);
    const named = registers.flatMap(({ rows }) => rows.map(({ recordId }) => recordId));
    return { names, registers, opened: await listGranted(tx, outsider, [...new Set(named)]), now: tx.now };
  });
  return (
    <Page
      title={sections[section].title}
      says={sections[section].question}
      crumbs={[{ label: "Inspection room", href: "/inspection" }]}
    >
      <GrantedRegister {...page} />
    </Page>
  );
}
