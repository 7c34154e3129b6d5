import type { Metadata } from "next";
import { GrantedRecord } from "#components/evidence/inspection/granted-record.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enterOutside, found, foundId, openRoom } from "#lib/access/gate.ts";
import {
  findGrantedRecord,
  grantedSections,
  isGranted,
  listGrantedFiles,
  outsideNames,
  readSection,
} from "#lib/evidence/inspection/queries.ts";
import { recordKindWords } from "#lib/records/record.ts";

export const metadata: Metadata = { title: "Inspection room" };

export default async function GrantedRecordPage({ params }: PageProps<"/inspection/records/[id]">) {
  const outsider = await enterOutside("inspector");
  const id = foundId((await params).id);
  const page = await openRoom(outsider, { what: "A record", recordId: id }, async (tx) => {
    const record = await findGrantedRecord(tx, outsider, id);
    if (!record || !(await isGranted(tx, outsider, id))) return undefined;
    const names = await outsideNames(tx, outsider);
    const registers = [];
    for (const section of grantedSections(outsider))
      registers.push(...(await readSection(tx, outsider, section, names, id)));
    const told = registers.filter((register) => register.rows.length > 0);
    return told.length > 0
      ? {
          record,
          registers: told,
          files: await listGrantedFiles(tx, outsider, id),
          now: tx.now,
        }
      : undefined;
  });
  const { record, ...rest } = found(page);
  return (
    <Page
      title={record.title}
      says={`${recordKindWords[record.kind]}, with everything that was added to it within this access.`}
      marks={<Tag>{record.reference}</Tag>}
      crumbs={[{ label: "Inspection room", href: "/inspection" }]}
    >
      <GrantedRecord recordId={id} {...rest} />
    </Page>
  );
}
