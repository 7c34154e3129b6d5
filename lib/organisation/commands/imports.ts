import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { changeAs, own, readAs, type Tx } from "#db/client.ts";
import { legalProviders, serviceImports, services } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { kindColumns, type Mapping, type ReadRow, type ServiceFacts } from "../import-file.ts";
import { type KnownProvider, type PlannedRow, planMark, providerOf } from "../import-plan.ts";
import { openUpload, removeUpload, sweepUploads, type Upload } from "../import-store.ts";
import type { ChooseProviders, EndImport, MapColumns, RunImport } from "../inputs.ts";
import { may, wholeOrganisation } from "../policy.ts";
import {
  findImport,
  findOpenImport,
  type ImportDraft,
  listKnownProviders,
  listOpenElsewhere,
  planFor,
  readChosen,
} from "../queries/imports.ts";

export type OpenImport = Upload & { id: string; header: string[]; rowCount: number };

const longestDraft = 7 * 86_400_000;

/** Opens a draft for a file that is kept already. The person's earlier draft ends, and so do forgotten ones. */
export async function openImport(actor: Actor, input: OpenImport): Promise<void> {
  const { kept, now } = await changeAs(actor, "service-import.open", async (tx) => ({
    kept: await openImportIn(tx, actor, input),
    now: tx.now,
  }));
  for (const id of kept.ended) await removeUpload(actor.organisationId, id);
  await sweepUploads(actor.organisationId, kept.open, now);
}

export async function openImportIn(tx: Tx, actor: Actor, input: OpenImport) {
  mayImport(actor);
  const mine = await findOpenImport(tx, actor);
  const others = await listOpenElsewhere(tx, actor);
  const old = others.filter((one) => tx.now.getTime() - one.uploadedAt.getTime() > longestDraft);
  const ended = [...(mine ? [mine.id] : []), ...old.map((one) => one.id)];
  if (ended.length > 0) {
    await tx
      .update(serviceImports)
      .set({ state: "discarded", endedAt: tx.now, version: sql`${serviceImports.version} + 1` })
      .where(own(serviceImports, actor, inArray(serviceImports.id, ended)));
  }
  await tx.insert(serviceImports).values({
    organisationId: actor.organisationId,
    personId: actor.personId,
    uploadedAt: tx.now,
    ...input,
  });
  return { ended, open: [input.id, ...others.map((one) => one.id).filter((id) => !ended.includes(id))] };
}

export function mapColumns(actor: Actor, input: MapColumns) {
  return changeAs(actor, "service-import.map", (tx) => mapColumnsIn(tx, actor, input));
}

/** Another mapping may name other providers, so the choice of providers begins again. */
export async function mapColumnsIn(tx: Tx, actor: Actor, input: MapColumns) {
  const draft = await openDraft(tx, actor, input);
  const { id, version: _version, kinds, ...columns } = input;
  for (const column of Object.values(columns)) {
    if (column !== undefined && column >= draft.header.length)
      throw new Refusal("conflict", "That column is not in the file. Open the import again.");
  }
  const mapping: Mapping = { columns, kinds: kinds ? kindColumns(draft.header) : [] };
  await keepDraft(tx, actor, draft, { mapping, providers: [] });
  return { id };
}

export function chooseProviders(actor: Actor, input: ChooseProviders) {
  return changeAs(actor, "service-import.choose", (tx) => chooseProvidersIn(tx, actor, input));
}

export async function chooseProvidersIn(tx: Tx, actor: Actor, input: ChooseProviders) {
  const draft = await openDraft(tx, actor, input);
  if (!draft.mapping) throw new Refusal("conflict", "Choose the columns first.");
  await keepDraft(tx, actor, draft, { providers: [...new Set(input.providers)].sort() });
  return { id: input.id };
}

export async function discardImport(actor: Actor, input: EndImport) {
  await changeAs(actor, "service-import.discard", (tx) => discardImportIn(tx, actor, input));
  await removeUpload(actor.organisationId, input.id);
}

export async function discardImportIn(tx: Tx, actor: Actor, input: EndImport) {
  const draft = await openDraft(tx, actor, input);
  await keepDraft(tx, actor, draft, { state: "discarded", endedAt: tx.now });
}

/** Reads the file a second time, then writes in one transaction what the person was shown, or nothing. */
export async function runImport(actor: Actor, input: RunImport) {
  mayImport(actor);
  const draft = await readAs(actor, (tx) => openDraft(tx, actor, input));
  const rows = await readDraft(actor, draft);
  const done = await changeAs(actor, "service-import.run", (tx) => runImportIn(tx, actor, input, rows));
  await removeUpload(actor.organisationId, input.id);
  return done;
}

export async function readDraft(actor: Actor, draft: ImportDraft): Promise<ReadRow[]> {
  const { mapping } = draft;
  if (!mapping) throw new Refusal("conflict", "Choose the columns first.");
  const file = await openUpload(actor.organisationId, draft.id);
  if (!file) throw new Refusal("not-found", "The uploaded file is no longer here. Upload it again.");
  return readChosen(file, { ...draft, mapping });
}

export async function runImportIn(tx: Tx, actor: Actor, input: RunImport, rows: readonly ReadRow[]) {
  const draft = await openDraft(tx, actor, input);
  const plan = await planFor(tx, actor, rows);
  if (planMark(plan) !== input.seen)
    throw new Refusal("stale", "The services changed since this check was shown. Look at it again before importing.");
  if (input.which === "all" && plan.badRows > 0)
    throw new Refusal(
      "conflict",
      "Some rows cannot be imported, so nothing was. Mend the file, or import the good rows.",
      {
        field: "which",
      },
    );
  const changed = [...plan.create, ...plan.update];
  const providerIds = await keepProviders(tx, actor, changed);
  const fresh = plan.create.map((row) => ({
    organisationId: actor.organisationId,
    id: randomUUID(),
    ...columnsOf(row.facts, providerIds),
  }));
  for (let at = 0; at < fresh.length; at += 200) await tx.insert(services).values(fresh.slice(at, at + 200));
  for (const row of plan.update) {
    mustHave(
      await tx
        .update(services)
        .set({ ...columnsOf(row.facts, providerIds), version: sql`${services.version} + 1` })
        .where(own(services, actor, eq(services.id, row.id)))
        .returning({ id: services.id }),
    );
  }
  const counts = {
    created: plan.create.length,
    updated: plan.update.length,
    unchanged: plan.unchanged.length,
    leftOut: plan.badRows,
  };
  await keepDraft(tx, actor, draft, { state: "imported", endedAt: tx.now, ...counts });
  return { id: draft.id, ...counts, opened: plan.providers.length };
}

function mayImport(actor: Actor): void {
  if (!may(actor, "import", wholeOrganisation))
    throw new Refusal("forbidden", "Services are imported by an administrator of the whole organisation.");
}

async function openDraft(tx: Tx, actor: Actor, input: { id: string; version: number }): Promise<ImportDraft> {
  mayImport(actor);
  const draft = await findImport(tx, actor, input.id);
  if (!draft || draft.personId !== actor.personId) throw new Refusal("not-found", "That import does not exist.");
  if (draft.state !== "open") throw new Refusal("conflict", "This import has ended already.");
  if (draft.version !== input.version)
    throw new Refusal("stale", "This import was changed in another window. Open it again to go on.");
  return draft;
}

async function keepDraft(
  tx: Tx,
  actor: Actor,
  draft: ImportDraft,
  change: Partial<typeof serviceImports.$inferInsert>,
): Promise<void> {
  mustHave(
    await tx
      .update(serviceImports)
      .set({ ...change, version: sql`${serviceImports.version} + 1` })
      .where(own(serviceImports, actor, eq(serviceImports.id, draft.id)))
      .returning({ id: serviceImports.id }),
  );
}

const mark = (facts: ServiceFacts) => `${facts.cqcProviderId ?? ""}\n${facts.providerName ?? ""}`;

/** Adds the providers that are new and gives known ones the CQC id they lacked; answers the id for each row's provider. */
async function keepProviders(tx: Tx, actor: Actor, rows: readonly PlannedRow[]): Promise<Map<string, string>> {
  const known: KnownProvider[] = await listKnownProviders(tx, actor);
  const named = new Map(rows.map(({ facts }) => [mark(facts), facts]));
  const ids = new Map<string, string>();
  // In a fixed order, so that the same rows in another order give the same providers.
  for (const [key, facts] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const provider = providerOf(facts, known);
    if (provider === "new") {
      const added = newProvider(facts);
      await tx.insert(legalProviders).values({ organisationId: actor.organisationId, ...added });
      known.push(added);
      ids.set(key, added.id);
    } else if (provider) {
      ids.set(key, provider.id);
      if (provider.cqcProviderId !== null || !facts.cqcProviderId) continue;
      provider.cqcProviderId = facts.cqcProviderId;
      await tx
        .update(legalProviders)
        .set({ cqcProviderId: facts.cqcProviderId, version: sql`${legalProviders.version} + 1` })
        .where(
          own(legalProviders, actor, and(eq(legalProviders.id, provider.id), isNull(legalProviders.cqcProviderId))),
        );
    }
  }
  return ids;
}

function newProvider(facts: ServiceFacts): KnownProvider {
  return {
    id: randomUUID(),
    name: facts.providerName ?? `CQC provider ${facts.cqcProviderId}`,
    cqcProviderId: facts.cqcProviderId ?? null,
  };
}

/** Only what the file says: a cell without anything leaves what is here as it is. */
function columnsOf(facts: ServiceFacts, providerIds: ReadonlyMap<string, string>) {
  const { providerName: _name, cqcProviderId: _id, ...columns } = facts;
  const legalProviderId = providerIds.get(mark(facts));
  return { ...columns, ...(legalProviderId ? { legalProviderId } : {}) };
}
