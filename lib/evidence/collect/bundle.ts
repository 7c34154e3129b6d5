import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { own, readAs, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { organisations, services } from "#db/schema/organisation.ts";
import { attachments, recordLinks, records } from "#db/schema/records.ts";
import { endOfDay, startOfDay } from "#lib/access/request.ts";
import { londonDay } from "#lib/dates.ts";
import { attachmentName } from "#lib/evidence/bag/attachments.ts";
import type { Attachment, BundleContent, NotIncluded } from "#lib/evidence/bag/bundle.ts";
import { periodWords } from "#lib/evidence/bag/moment.ts";
import { addedAfterWords } from "#lib/files/file.ts";
import { findPersonalData } from "#lib/forms/personal-data.ts";
import { type RecordKind, recordKindWords } from "#lib/records/record.ts";
import { type Purpose, purposeWords } from "../bundle.ts";
import { sectionOf } from "../sections.ts";
import { controlNames } from "./control-names.ts";
import { entryNames } from "./entry-names.ts";
import { findKnownGaps } from "./gaps.ts";
import { asRegister, type Collected, collectRegister, type FreeText, freeTexts, type Names } from "./register.ts";
import { listSigning } from "./signing.ts";
import { statementNames } from "./statement-names.ts";
import { tellSections } from "./tell.ts";
import { extractTrail } from "./trail.ts";

/** What the worker knows of a bundle before it reads anything of the organisation's. */
export type BundleOrder = {
  id: string;
  reference: string;
  title: string;
  purpose: Purpose;
  marking: string;
  recipient: string;
  body: string | null;
  periodFrom: string;
  periodTo: string;
  framework: string;
  sections: readonly string[];
  issue: number;
  supersedes: string | null;
  follows?: string | null;
  preparedBy: string;
};

export type StoredAttachment = Omit<Attachment, "open">;
/** A bundle's content as it is kept between the snapshot and the issue: files by their hash, nobody's approval yet. */
export type StoredContent = Omit<BundleContent, "attachments" | "issuedBy"> & {
  attachments: readonly StoredAttachment[];
};
export type Flagged = FreeText & { kinds: string[] };

/** Reads one snapshot as the recipient would: the outside role, the bundle's services, period and sections, no person. */
export function collectBundle(
  scope: Context,
  order: BundleOrder,
): Promise<{ content: StoredContent; texts: Flagged[] }> {
  return readAs(scope, async (tx) => {
    const known = await namesFor(tx, scope);
    const collected: { section: string; registers: Collected[] }[] = [];
    for (const section of order.sections) {
      const registers: Collected[] = [];
      for (const spec of sectionOf(section)?.registers ?? []) registers.push(await collectRegister(tx, scope, spec));
      collected.push({ section, registers });
    }
    const included = [
      ...new Set(
        collected.flatMap(({ registers }) =>
          registers.flatMap(({ rows }) => rows.map((row) => String(row.record_id ?? row.id))),
        ),
      ),
    ];
    const files = await listFiles(tx, scope, included, known);
    const names = {
      ...known,
      files: new Map(files.map((file, index) => [file.id, placeOf(file, index)])),
      filed: new Map(files.map(({ recordId, addedAt }) => [recordId, addedAt] as const).reverse()),
    };
    const [organisation] = await tx
      .select({ name: organisations.name })
      .from(organisations)
      .where(own(organisations, scope));
    const trail = await extractTrail(tx, scope, included);
    const snapshot = tx.now;
    const today = londonDay(snapshot);
    const over = order.periodTo < today;
    const context = `in ${[...names.services.values()].join(", ")}`;
    const sections = tellSections(
      collected,
      names,
      today,
      await findKnownGaps(tx, scope, order.sections, names),
      over ? order.periodTo : today,
    );
    const content: StoredContent = {
      reference: order.reference,
      issue: order.issue,
      title: order.title,
      subtitle: `${purposeWords[order.purpose]}, ${order.body ?? order.recipient}`,
      purpose: purposeWords[order.purpose],
      marking: order.marking,
      organisation: organisation?.name ?? "",
      sample: trail.entries.some((entry) => entry.sample),
      recipient: { body: order.body ?? order.recipient, name: order.body ? order.recipient : null },
      services: [...names.services.values()],
      period: { from: order.periodFrom, to: order.periodTo },
      snapshotAt: snapshot.toISOString(),
      preparedBy: order.preparedBy,
      supersedes: order.supersedes,
      follows: order.follows ?? null,
      framework: { label: order.framework, draft: false },
      sections,
      registers: collected.flatMap(({ registers }) =>
        registers.map((register) => asRegister(register, names, context)),
      ),
      attachments: files.map(({ flags: _flags, id: _id, recordId: _recordId, ...file }) => file),
      gaps: [],
      notIncluded: await notIncluded(tx, order),
      trail,
    };
    const texts = collected.flatMap(({ registers }) => registers.flatMap((register) => freeTexts(register, names)));
    const named = files.map((file) => ({
      recordId: null,
      source: file.recordReference,
      field: "Attached file",
      words: file.name,
      kinds: file.flags,
    }));
    return {
      content,
      texts: [...texts.map((text) => ({ ...text, kinds: findPersonalData(text.words) })), ...named],
    };
  });
}

async function namesFor(tx: Tx, scope: Context): Promise<Names> {
  const own_ = scope.services === "all" ? undefined : inArray(services.id, [...scope.services]);
  const named = await tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(own(services, scope, own_))
    .orderBy(services.name, services.id);
  const refs = await tx
    .select({ id: records.id, reference: records.reference })
    .from(records)
    .where(own(records, scope));
  return {
    services: new Map(named.map((row) => [row.id, row.name])),
    references: new Map(refs.map((row) => [row.id, row.reference])),
    statements: await statementNames(tx),
    controls: await controlNames(tx, scope),
    entries: await entryNames(tx, scope),
    retests: await listRetests(tx, scope),
    rounds: new Map([...(await listSigning(tx, scope))].map(([id, { round }]) => [id, round])),
  };
}

/** A file as a register names it: as it was called, and where it lies in the bundle. */
function placeOf(file: { name: string; mediaType: string }, index: number): string {
  return `${file.name} (${attachmentName(file, index)})`;
}

async function listRetests(tx: Tx, scope: Context) {
  const links = await tx
    .select({ again: recordLinks.fromId, failed: recordLinks.toId })
    .from(recordLinks)
    .where(own(recordLinks, scope, eq(recordLinks.kind, "retests")))
    .orderBy(recordLinks.createdAt, recordLinks.id);
  const retests = new Map<string, string[]>();
  for (const { again, failed } of links) retests.set(failed, [...(retests.get(failed) ?? []), again]);
  return retests;
}

async function listFiles(tx: Tx, scope: Context, included: string[], names: Names) {
  if (included.length === 0) return [];
  const rows = await tx
    .select({
      id: attachments.id,
      recordId: attachments.recordId,
      name: attachments.name,
      bytes: attachments.bytes,
      sha256: attachments.sha256,
      mediaType: attachments.mediaType,
      place: attachments.locationTags,
      author: attachments.authorTags,
      addedAt: attachments.addedAt,
      addedAfter: attachments.addedAfter,
    })
    .from(attachments)
    .where(own(attachments, scope, inArray(attachments.recordId, included)))
    .orderBy(attachments.addedAt, attachments.sha256);
  return rows.map((row) => ({
    id: row.id,
    recordId: row.recordId,
    name: row.name,
    bytes: row.bytes,
    sha256: row.sha256,
    mediaType: row.mediaType,
    recordReference: names.references.get(row.recordId) ?? "",
    addedAt: row.addedAt.toISOString(),
    addedAfter: row.addedAfter && addedAfterWords(row.addedAfter),
    flags: [
      ...(row.place ? ["location-tags"] : []),
      ...(row.author ? ["author-tags"] : []),
      ...findPersonalData(row.name),
    ],
  }));
}

async function notIncluded(tx: Tx, order: BundleOrder): Promise<NotIncluded[]> {
  const rows = await tx.execute<{ kind: RecordKind; wide: string; shared: string }>(
    sql`select kind, wide, shared from guard.left_out()`,
  );
  const left = [...rows].flatMap((row) => [
    {
      what: `${recordKindWords[row.kind]} records of the whole organisation`,
      why: "They name no service of this bundle alone",
      count: Number(row.wide),
    },
    {
      what: `${recordKindWords[row.kind]} records shared with services outside this bundle`,
      why: "Every service of a record must be in the bundle",
      count: Number(row.shared),
    },
  ]);
  return [
    {
      what: "People's care records, staff files and names of staff",
      why: "Holdfast holds none of the first, and the rest never leaves the organisation",
      count: null,
    },
    {
      what: `Records, scores, proofs, reviews, links and files dated outside ${periodWords({ from: order.periodFrom, to: order.periodTo })}`,
      why: "Outside the period of this bundle",
      count: null,
    },
    ...(order.sections.includes("minutes")
      ? [
          {
            what: "All other minutes and papers of meetings, and the names of those who were there",
            why: "Only extracts of signed minutes that a person chose leave the organisation",
            count: null,
          },
        ]
      : []),
    ...left.filter((line) => line.count > 0),
  ];
}

/** The recipient's own scope: who reads is nobody, and what is read is what they were promised. */
export function recipientScope(organisationId: string, order: BundleOrder, serviceIds: readonly string[]): Context {
  return {
    kind: "outside",
    organisationId,
    personId: order.id,
    role: "recipient",
    services: serviceIds,
    from: startOfDay(order.periodFrom),
    to: endOfDay(order.periodTo),
    sections: order.sections,
  };
}
