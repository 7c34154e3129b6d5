import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { bundleProgress, bundles } from "#db/schema/evidence.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { keepRecord, moveRecord, openRecord } from "#lib/records/commands.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import { blocksIssue, isFollowed, mayNotSupersede } from "./bundle.ts";
import type {
  ChangeBundle,
  ClearTexts,
  DiscardBundle,
  IssueBundle,
  OneBundle,
  PrepareBundle,
  WithdrawBundle,
} from "./inputs.ts";
import { toldNoMore } from "./next-issue.ts";
import { type BundleVerb, may } from "./policy.ts";
import { findUncommissioned } from "./queries/bodies.ts";
import { findOutdatedExtract } from "./queries/extracts.ts";
import { someoneElseMayIssue } from "./queries/issuers.ts";
import { type BundleRow, findBundle, findNextIssue, listTexts } from "./queries/register.ts";
import { textsSum } from "./texts.ts";

export function prepareBundle(actor: Actor, input: PrepareBundle) {
  return changeAs(actor, "bundle.prepare", (tx) => prepareBundleIn(tx, actor, input));
}

/** `number` is for the samples alone. */
export async function prepareBundleIn(tx: Tx, actor: Actor, input: PrepareBundle, number?: number) {
  const facts = {
    state: "draft",
    preparedBy: actor.personId,
    serviceIds: input.serviceIds,
    purpose: input.purpose,
  } as const;
  if (!may(actor, "prepare", facts)) throw new Refusal("forbidden", "You may not prepare evidence bundles.");
  await mustBeCommissioned(tx, actor, input);
  const before = input.supersedesId ? await findBundle(tx, actor, input.supersedesId) : undefined;
  if (input.supersedesId) await mustBeNext(tx, actor, before);
  if (before) await mustFollow(tx, actor, before, input);
  const record = await openRecord(tx, actor, {
    kind: "bundle",
    title: input.title,
    state: "draft",
    serviceIds: input.serviceIds,
    ownerId: actor.personId,
    ...(number === undefined ? {} : { number }),
  });
  const { sections, serviceIds, ...rest } = input;
  await tx.insert(bundles).values({
    ...rest,
    organisationId: actor.organisationId,
    id: record.id,
    reference: record.reference,
    bodyId: input.bodyId ?? null,
    supersedesId: input.supersedesId ?? null,
    issue: (before?.issue ?? 0) + 1,
    sections: [...new Set(sections)],
    serviceIds: record.serviceIds,
    preparedBy: actor.personId,
    preparedAt: tx.now,
    preparedRole: roleOf(actor),
    ownerId: actor.personId,
    changedAt: tx.now,
  });
  await tx
    .insert(bundleProgress)
    .values({ organisationId: actor.organisationId, id: record.id, serviceIds: record.serviceIds });
  return record;
}

export function changeBundle(actor: Actor, input: ChangeBundle) {
  return changeAs(actor, "bundle.change", (tx) => changeBundleIn(tx, actor, input));
}

/** Changes what was ordered; what had been assembled from the old order goes with it, ticks too. */
export async function changeBundleIn(tx: Tx, actor: Actor, input: ChangeBundle) {
  const { id, version, sections, serviceIds, bodyId, ...rest } = input;
  const draft = await mayOn(tx, actor, "change", id);
  await mustBeCommissioned(tx, actor, input);
  const before = draft.supersedesId ? await findBundle(tx, actor, draft.supersedesId) : undefined;
  if (before) await mustFollow(tx, actor, before, input);
  await moveRecord(tx, actor, id, serviceIds);
  await move(tx, actor, { id, version }, "draft", {
    ...rest,
    bodyId: bodyId ?? null,
    sections: [...new Set(sections)],
    snapshotAt: null,
    contentSha256: null,
    preparedBy: actor.personId,
    preparedAt: tx.now,
    preparedRole: roleOf(actor),
  });
  await keepRecord(tx, actor, id, { title: input.title });
  return { id };
}

export function discardBundle(actor: Actor, input: DiscardBundle) {
  return changeAs(actor, "bundle.discard", (tx) => discardBundleIn(tx, actor, input));
}

/** Ends what was never issued. Its reference stays used, with who, when and why. */
export async function discardBundleIn(tx: Tx, actor: Actor, input: DiscardBundle) {
  await mayOn(tx, actor, "discard", input.id);
  await move(tx, actor, input, "discarded", { endedAt: tx.now, endedBy: actor.personId, endedReason: input.reason });
  return { id: input.id };
}

export function assembleBundle(actor: Actor, input: OneBundle) {
  return changeAs(actor, "bundle.assemble", (tx) => assembleBundleIn(tx, actor, input));
}

export async function assembleBundleIn(tx: Tx, actor: Actor, input: OneBundle) {
  await mayOn(tx, actor, "assemble", input.id);
  await move(tx, actor, input, "assembling");
  await hand(tx, actor, input.id);
  return { id: input.id };
}

/** A person ticks flagged texts: each tick is kept with who and when. */
export function clearTexts(actor: Actor, input: ClearTexts) {
  return changeAs(actor, "bundle.clear-text", (tx) => clearTextsIn(tx, actor, input));
}

export async function clearTextsIn(tx: Tx, actor: Actor, input: ClearTexts) {
  await mayOn(tx, actor, "check", input.id);
  if (input.cleared.length === 0)
    throw new Refusal("conflict", "Tick the texts that you have read.", { field: "cleared" });
  await tx.execute(sql`
    insert into bundle_ticks (organisation_id, id, bundle_id, service_ids, text_id, source, field, words, ticked_by, ticked_at)
    select organisation_id, gen_random_uuid(), bundle_id, service_ids, id, source, field, words, ${actor.personId}::uuid,
      ${tx.now.toISOString()}::timestamptz
    from bundle_texts where organisation_id = ${actor.organisationId} and bundle_id = ${input.id} and id in ${input.cleared}
      and cleared_at is null
    on conflict (organisation_id, text_id) do nothing`);
  return { id: input.id };
}

export function issueBundle(actor: Actor, input: IssueBundle) {
  return changeAs(actor, "bundle.issue", (tx) => issueBundleIn(tx, actor, input));
}

export async function issueBundleIn(tx: Tx, actor: Actor, input: IssueBundle) {
  const bundle = await findBundle(tx, actor, input.id);
  if (!bundle) throw new Refusal("not-found", "That bundle does not exist.");
  const second = await someoneElseMayIssue(tx, actor, bundle.preparedBy);
  if (!may(actor, "issue", bundle, second)) {
    const own = bundle.preparedBy === actor.personId;
    throw new Refusal(
      "forbidden",
      own ? "You prepared this bundle, so another person issues it." : "You may not issue this bundle.",
    );
  }
  const texts = await listTexts(tx, actor, input.id);
  const [first] = blocksIssue(
    bundle,
    texts,
    await findUncommissioned(tx, actor, bundle),
    await findOutdatedExtract(tx, actor, bundle),
  );
  if (!first && bundle.textsSha256 && textsSum(texts) !== bundle.textsSha256)
    throw new Refusal(
      "conflict",
      "The texts on the list are not those of this bundle. Discard it and prepare another.",
    );
  if (first) throw new Refusal("conflict", first);
  const before = bundle.supersedesId ? await findBundle(tx, actor, bundle.supersedesId) : undefined;
  const less = before ? toldNoMore(before, bundle, await serviceNames(tx, actor)) : [];
  if (less.length > 0 && !input.less)
    throw new Refusal("conflict", `${before?.reference} told what this issue does not. Tick that you know it.`, {
      field: "less",
    });
  await move(tx, actor, input, "issuing", {
    issuedBy: actor.personId,
    issuedAt: tx.now,
    issuedRole: roleOf(actor),
    alone: bundle.preparedBy === actor.personId,
  });
  await hand(tx, actor, input.id);
  return { id: input.id };
}

export function withdrawBundle(actor: Actor, input: WithdrawBundle) {
  return changeAs(actor, "bundle.withdraw", (tx) => withdrawBundleIn(tx, actor, input));
}

export async function withdrawBundleIn(tx: Tx, actor: Actor, input: WithdrawBundle) {
  await mayOn(tx, actor, "withdraw", input.id);
  await move(tx, actor, input, "withdrawn", { endedAt: tx.now, endedBy: actor.personId, endedReason: input.reason });
  return { id: input.id };
}

/** A new issue follows one that was issued or withdrawn, and there is one next issue at a time. */
async function mustBeNext(tx: Tx, actor: Actor, before: Awaited<ReturnType<typeof findBundle>>) {
  if (!before || !isFollowed(before.state))
    throw new Refusal("conflict", "A new issue follows a bundle that was issued or withdrawn.");
  const next = await findNextIssue(tx, actor, before.id);
  if (next) throw new Refusal("conflict", `${next.reference} is its next issue already.`);
}

async function mustBeCommissioned(tx: Tx, actor: Actor, input: Pick<PrepareBundle, "bodyId" | "serviceIds">) {
  const sentence = await findUncommissioned(tx, actor, input);
  if (sentence) throw new Refusal("conflict", sentence, { field: "bodyId" });
}

type Superseded = Pick<BundleRow, "reference" | "purpose" | "bodyId" | "serviceIds">;

async function mustFollow(tx: Tx, actor: Actor, before: Superseded, input: Omit<PrepareBundle, "supersedesId">) {
  const names = await serviceNames(tx, actor);
  const refused = mayNotSupersede(before, input, (id) => names.get(id) ?? "a service");
  if (refused) throw new Refusal("conflict", refused.sentence, { field: refused.field });
}

/** The role in which somebody acts, in words: their own title for it where they have one. */
function roleOf(actor: Actor): string {
  return actor.title ?? roleLabels[actor.role];
}

async function mayOn(tx: Tx, actor: Actor, verb: BundleVerb, id: string) {
  const bundle = await findBundle(tx, actor, id);
  if (!bundle) throw new Refusal("not-found", "That bundle does not exist.");
  if (!may(actor, verb, bundle)) throw new Refusal("forbidden", "You may not do this to the bundle as it stands.");
  return bundle;
}

const stale = "Someone changed this bundle while you were reading it. Look at it again.";

type Move = Partial<typeof bundles.$inferInsert>;

async function move(tx: Tx, actor: Actor, input: OneBundle, state: string, more: Move = {}) {
  const [row] = await tx
    .update(bundles)
    .set({ ...more, state, changedAt: tx.now, version: sql`${bundles.version} + 1` })
    .where(and(own(bundles, actor, eq(bundles.id, input.id), eq(bundles.version, input.version))))
    .returning({ id: bundles.id });
  if (!row) throw new Refusal("stale", stale);
  await keepRecord(tx, actor, input.id, { state });
}

/** Hands the bundle to the worker inside the command's own transaction: no job without the change, no change without the job. */
async function hand(tx: Tx, actor: Actor, id: string) {
  const [row] = await tx
    .update(bundleProgress)
    .set({ step: 0, steps: 0, words: "Waiting for the worker", fault: null })
    .where(own(bundleProgress, actor, eq(bundleProgress.id, id)))
    .returning({ id: bundleProgress.id });
  if (!row) throw new Refusal("stale", stale);
  await tx.execute(sql`select guard.enqueue('assemble-bundle', ${id}::uuid)`);
}
