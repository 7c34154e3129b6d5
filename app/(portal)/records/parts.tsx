import { cookies } from "next/headers";
import { AttachmentList } from "#components/files/attachment-list.tsx";
import { LinkEvidence } from "#components/frameworks/link-evidence.tsx";
import { LinkedRecords } from "#components/records/linked-records.tsx";
import { RecordHistory } from "#components/trail/record-history.tsx";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { mayAttach } from "#lib/files/policy.ts";
import { listAttachments } from "#lib/files/queries.ts";
import { readRefused, refusedCookie } from "#lib/files/refused.ts";
import { linkableKinds } from "#lib/frameworks/framework.ts";
import { findEvidenceFor } from "#lib/frameworks/queries.ts";
import { maySee } from "#lib/records/policy.ts";
import { findRecord, listLinked, personNames } from "#lib/records/queries.ts";
import { recordHref } from "#lib/records/record.ts";
import { listTrailOf } from "#lib/trail/queries.ts";
import { mayLinkSome } from "./links.ts";

const newest = 10;

type Parts = Awaited<ReturnType<typeof readParts>>;

/** What every record has, whatever its room: links, files, statements it is evidence for, and its history. */
export async function readParts(tx: Tx, actor: Actor, id: string) {
  const record = await findRecord(tx, actor, id);
  if (!record) return undefined;
  const all = await listLinked(tx, actor, id);
  const linked = all.filter((one) => maySee(actor, one));
  const isEvidence = linkableKinds.some((kind) => kind === record.kind);
  return {
    record,
    linked,
    unseen: all.length - linked.length,
    mayLink: mayLinkSome(actor, record),
    files: await listAttachments(tx, actor, record),
    mayAttach: mayAttach(actor, record),
    people: await personNames(tx, actor),
    evidence: isEvidence ? await findEvidenceFor(tx, actor, record) : undefined,
    history: await readHistory(tx, actor, id),
  };
}

/** The newest of a record's history, for the roles that may read the trail. */
export async function readHistory(tx: Tx, actor: Actor, id: string) {
  return can(actor, "trail", "read") ? listTrailOf(tx, actor, id, newest) : [];
}

type Shown = {
  parts: Parts;
  attached: string | string[] | undefined;
  /** The record's page as it stands, where its address says more than the record. */
  here?: string;
};

/** The foot of every record's page, in one order and one set of words. */
export async function RecordParts({ parts, attached, here }: Shown) {
  if (!parts) return null;
  const refused = readRefused((await cookies()).get(refusedCookie)?.value, parts.record.id, attached);
  const { record, linked, unseen, mayLink, files, people, evidence, history } = parts;
  return (
    <>
      <div className="grid-2 ragged">
        <LinkedRecords recordId={record.id} state={record.state} linked={linked} unseen={unseen} mayLink={mayLink} />
        <div className="stack">
          {evidence ? <LinkEvidence {...evidence} /> : null}
          <AttachmentList
            attachments={files}
            people={people}
            recordId={record.id}
            back={here ?? recordHref(record.kind, record.id)}
            mayAttach={parts.mayAttach}
            attached={attached}
            refused={refused}
          />
        </div>
      </div>
      {history.length > 0 ? <RecordHistory entries={history} reference={record.reference} /> : null}
    </>
  );
}
