import "server-only";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { assume, changeAs, jobAs, own, readAs, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { bundleProgress, bundles } from "#db/schema/evidence.ts";
import { records } from "#db/schema/records.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { storedPath } from "#lib/files/place.ts";
import { wordOf } from "#lib/words.ts";
import { buildBundle } from "./bag/build.ts";
import type { BundleContent } from "./bag/bundle.ts";
import { piecesOf } from "./bag/read-file.ts";
import { purposes } from "./bundle.ts";
import { type BundleOrder, collectBundle, recipientScope, type StoredContent } from "./collect/bundle.ts";
import { keepTexts } from "./keep-texts.ts";
import { keepContent, readContent } from "./kept-content.ts";
import { publishKeyIn, signerFor } from "./keyring.ts";
import { comparedWith, placeAfter } from "./next-issue.ts";
import { findBundle } from "./queries/register.ts";
import { textsSum } from "./texts.ts";

const labels = new Map<string, string>(Object.entries(roleLabels));

type Job = { organisationId: string; state: string; preparedBy: string; issuedBy: string | null };

/**
 * The worker's task: brings a bundle from its state to the next. It may run again after a kill: files appear whole
 * under their name or not at all, and the row moves last.
 */
export async function assembleBundleTask(id: string, signal?: AbortSignal): Promise<void> {
  const job = await findJob(id);
  if (job?.state === "assembling") return assemble(id, job);
  if (job?.state === "issuing") return issue(id, job, signal);
}

async function findJob(id: string): Promise<Job | undefined> {
  const [row] = await jobAs((tx) =>
    tx.execute<{ organisation_id: string; state: string; prepared_by: string; issued_by: string | null }>(
      sql`select organisation_id, state, prepared_by, issued_by from guard.bundle_job(${id}::uuid)`,
    ),
  );
  return (
    row && {
      organisationId: row.organisation_id,
      state: row.state,
      preparedBy: row.prepared_by,
      issuedBy: row.issued_by,
    }
  );
}

/** The worker acts for the person who asked. */
function workerFor(job: Job, personId: string): Context {
  return { kind: "worker", organisationId: job.organisationId, personId, role: "worker", services: "all" };
}

async function assemble(id: string, job: Job): Promise<void> {
  const worker = workerFor(job, job.preparedBy);
  await progress(worker, id, 1, 2, "Reading the records as the recipient");
  const { order, serviceIds } = await readAs(worker, (tx) => findOrder(tx, worker, id));
  const { content, texts } = await collectBundle(recipientScope(job.organisationId, order, serviceIds), order);
  await progress(worker, id, 2, 2, "Listing every text that would leave");
  const folder = await bundleFolder(job.organisationId, id);
  const contentSha256 = await keepContent(join(folder, "content.json"), content);
  await changeAs(worker, "bundle.assembled", async (tx) => {
    await keepTexts(tx, worker, id, texts);
    await settle(tx, worker, id, "assembling", {
      state: "ready",
      snapshotAt: new Date(content.snapshotAt),
      contentSha256,
      textsSha256: textsSum(texts),
    });
  });
}

async function issue(id: string, job: Job, signal?: AbortSignal): Promise<void> {
  const worker = workerFor(job, job.issuedBy ?? job.preparedBy);
  const [bundle] = await readAs(worker, (tx) =>
    tx
      .select()
      .from(bundles)
      .where(own(bundles, worker, eq(bundles.id, id))),
  );
  if (!bundle?.issuedAt) throw new Error("The bundle has not been approved.");
  const role = bundle.issuedRole ?? (await readAs(worker, (tx) => titleOf(tx, job.issuedBy ?? "")));
  const folder = await bundleFolder(job.organisationId, id);
  // The bundle before it may have been withdrawn since the records were read.
  const standing = async (tx: Tx) => {
    const before = await findBefore(tx, worker, bundle.supersedesId);
    return { ...placeAfter(before), compared: before ? comparedWith(before, bundle) : null };
  };
  const place = await readAs(worker, standing);
  const kept = { ...(await readContent(join(folder, "content.json"), bundle.contentSha256)), ...place };
  const signer = await signerFor(job.organisationId);
  const content = withFiles(kept, {
    role,
    at: bundle.issuedAt.toISOString(),
    alone: bundle.alone,
  });
  const built = await buildBundle(content, {
    signer,
    path: join(folder, `${content.reference}.zip`),
    onStep: (step, of, words) => progress(worker, id, step, of, words),
    ...(signal ? { signal } : {}),
  });
  await changeAs(worker, "bundle.issued", async (tx) => {
    // What is sealed says which bundle it supersedes or follows: where that ended meanwhile, it is made once more.
    if ((await standing(tx)).follows !== place.follows) throw new Error("The bundle before it ended meanwhile.");
    await publishKeyIn(tx, worker, signer);
    await settle(tx, worker, id, "issuing", {
      state: "issued",
      sha256: built.sha256,
      bytes: built.bytes,
      recordsFingerprint: built.recordsFingerprint,
      keyFingerprint: built.keyFingerprint,
    });
    if (!bundle.supersedesId || !place.supersedes) return;
    // One transaction, two acts: each bundle's history says its own.
    await assume(tx, worker, "bundle.supersede");
    await supersede(tx, worker, bundle.supersedesId, bundle.issuedBy, content.reference);
  });
}

async function supersede(tx: Tx, worker: Context, id: string, by: string | null, reference: string) {
  const [row] = await tx
    .update(bundles)
    .set({
      state: "superseded",
      endedAt: tx.now,
      endedBy: by,
      endedReason: `Superseded by ${reference}`,
      changedAt: tx.now,
      version: sql`${bundles.version} + 1`,
    })
    .where(own(bundles, worker, eq(bundles.id, id), eq(bundles.state, "issued")))
    .returning({ id: bundles.id });
  if (!row) throw new Error("The bundle that it supersedes ended meanwhile.");
  await keepState(tx, worker, id, "superseded");
}

async function keepState(tx: Tx, worker: Context, id: string, state: string): Promise<void> {
  const [row] = await tx
    .update(records)
    .set({ state, changedAt: tx.now, version: sql`${records.version} + 1` })
    .where(own(records, worker, eq(records.id, id)))
    .returning({ id: records.id });
  if (!row) throw new Error("The bundle has no record that the worker may change.");
}

async function settle(tx: Tx, worker: Context, id: string, from: string, change: Partial<typeof bundles.$inferInsert>) {
  const [row] = await tx
    .update(bundles)
    .set({ ...change, changedAt: tx.now, version: sql`${bundles.version} + 1` })
    .where(own(bundles, worker, eq(bundles.id, id), eq(bundles.state, from)))
    .returning({ id: bundles.id });
  if (!row) throw new Error("The bundle moved on while it was being made.");
  await keepState(tx, worker, id, change.state ?? from);
  await tx
    .update(bundleProgress)
    .set({ words: "", fault: null, step: 0, steps: 0 })
    .where(own(bundleProgress, worker, eq(bundleProgress.id, id)));
}

async function progress(worker: Context, id: string, step: number, steps: number, words: string): Promise<void> {
  await changeAs(worker, "bundle.progress", (tx) =>
    tx
      .update(bundleProgress)
      .set({ step, steps, words })
      .where(own(bundleProgress, worker, eq(bundleProgress.id, id))),
  );
}

/** After the last attempt: back to where a person can act, with a sentence and no half bundle. */
export async function bundleFailed(id: string): Promise<void> {
  const job = await findJob(id);
  if (!job || !["assembling", "issuing"].includes(job.state)) return;
  const worker = workerFor(job, job.issuedBy ?? job.preparedBy);
  const back = job.state === "assembling" ? "draft" : "ready";
  await changeAs(worker, "bundle.failed", async (tx) => {
    await settle(tx, worker, id, job.state, {
      state: back,
      issuedBy: null,
      issuedAt: null,
      issuedRole: null,
      alone: false,
    });
    await tx
      .update(bundleProgress)
      .set({
        fault: "The worker could not finish it. Nothing was issued. Try again, or ask for help if it happens twice.",
      })
      .where(own(bundleProgress, worker, eq(bundleProgress.id, id)));
  });
}

async function findOrder(tx: Tx, worker: Context, id: string): Promise<{ order: BundleOrder; serviceIds: string[] }> {
  const [row] = await tx
    .select()
    .from(bundles)
    .where(own(bundles, worker, eq(bundles.id, id)));
  if (!row) throw new Error("The bundle is gone.");
  const [record] = await tx
    .select({ reference: records.reference })
    .from(records)
    .where(own(records, worker, eq(records.id, id)));
  const [body] = row.bodyId
    ? await tx.execute<{ name: string }>(sql`select guard.body_name(${row.bodyId}::uuid) as name`)
    : [];
  const order: BundleOrder = {
    id,
    reference: record?.reference ?? "",
    title: row.title,
    purpose: wordOf(purposes, row.purpose),
    marking: row.marking,
    recipient: row.recipient,
    body: body?.name ?? null,
    periodFrom: row.periodFrom,
    periodTo: row.periodTo,
    framework: row.framework,
    sections: row.sections,
    issue: row.issue,
    ...placeAfter(await findBefore(tx, worker, row.supersedesId)),
    preparedBy: row.preparedRole ?? (await titleOf(tx, row.preparedBy)),
  };
  return { order, serviceIds: row.serviceIds };
}

/** The bundle before it, as it stands now. */
async function findBefore(tx: Tx, worker: Context, id: string | null) {
  return id ? findBundle(tx, worker, id) : undefined;
}

/** The role a person holds, in words; a name never leaves. */
async function titleOf(tx: Tx, personId: string): Promise<string> {
  const [row] = await tx.execute<{ title: string | null }>(sql`select guard.title_of(${personId}::uuid) as title`);
  const title = row?.title ?? "Role not known";
  return labels.get(title) ?? title;
}

function withFiles(content: StoredContent, issuedBy: BundleContent["issuedBy"]): BundleContent {
  return {
    ...content,
    issuedBy,
    attachments: content.attachments.map((file) => ({
      ...file,
      open: () => piecesOf(storedPath(file.sha256)),
    })),
  };
}

async function bundleFolder(organisationId: string, id: string): Promise<string> {
  const root = process.env.HOLDFAST_BUNDLES;
  if (!root) throw new Error("HOLDFAST_BUNDLES is not set.");
  const folder = join(root, organisationId, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
