import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { chooseProviders, mapColumns, openImport, readDraft, runImport } from "#lib/organisation/commands/imports.ts";
import { guessMapping, importFields } from "#lib/organisation/import-file.ts";
import { planMark } from "#lib/organisation/import-plan.ts";
import { keepUpload, openUpload } from "#lib/organisation/import-store.ts";
import { ChooseProviders, MapColumns } from "#lib/organisation/inputs.ts";
import {
  findImport,
  type ImportDraft,
  listFileProviders,
  planFor,
  surveyFile,
} from "#lib/organisation/queries/imports.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Here, openHere } from "./cast.ts";

export const here = useWorld();
const folder = mkdtempSync(join(tmpdir(), "holdfast-imports-"));
/** Of the test that runs: a new organisation for each. */
export let own: Here;
export let admin: Actor;

beforeAll(() => {
  process.env.HOLDFAST_FILES = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  own = await openHere(here(), "Larkfield Care");
  admin = own.as("org-admin");
});

export const filesKept = () => {
  const path = join(folder, "imports", admin.organisationId);
  return existsSync(path) ? readdirSync(path) : [];
};

export async function multipart(content: string | Blob, name = "services.csv") {
  const form = new FormData();
  form.append("file", new File([content], name, { type: "text/csv" }));
  const sent = new Response(form);
  if (!sent.body) throw new Error("A form has a body.");
  return { contentType: sent.headers.get("content-type") ?? "", body: sent.body };
}

export async function upload(content: string | Blob, actor = admin): Promise<ImportDraft> {
  const id = randomUUID();
  const kept = await keepUpload(actor.organisationId, id, await multipart(content));
  const file = await openUpload(actor.organisationId, id);
  if (!file) throw new Error("The file was kept.");
  await openImport(actor, { id, ...kept, ...(await surveyFile(file)) });
  return draftOf(id, actor);
}

export async function draftOf(id: string, actor = admin): Promise<ImportDraft> {
  const draft = await readAs(actor, (tx) => findImport(tx, actor, id));
  if (!draft) throw new Error("The draft is there.");
  return draft;
}

export async function guessed(draft: ImportDraft): Promise<ImportDraft> {
  const { columns, kinds } = guessMapping(draft.header);
  const chosen = Object.fromEntries(importFields.map((field) => [field, columns[field]?.toString() ?? ""]));
  const ticked = kinds.length > 0 ? { kinds: "yes" } : {};
  await mapColumns(admin, MapColumns.parse({ id: draft.id, version: String(draft.version), ...chosen, ...ticked }));
  return draftOf(draft.id);
}

export async function providersOf(draft: ImportDraft) {
  const file = await openUpload(admin.organisationId, draft.id);
  if (!file || !draft.mapping) throw new Error("The file was kept.");
  return listFileProviders(file, draft.mapping);
}

export async function choosing(draft: ImportDraft, providers: string[]): Promise<ImportDraft> {
  await chooseProviders(admin, ChooseProviders.parse({ id: draft.id, version: String(draft.version), providers }));
  return draftOf(draft.id);
}

export async function checked(draft: ImportDraft) {
  const rows = await readDraft(admin, draft);
  return readAs(admin, (tx) => planFor(tx, admin, rows));
}

export async function imported(draft: ImportDraft, which: "all" | "good" = "all") {
  const seen = planMark(await checked(draft));
  return runImport(admin, { id: draft.id, version: draft.version, seen, which });
}

/** Everything an import can change, without what is random: the same end state reads the same. */
export async function endState() {
  const rows = await here().owner`
    select s.name, s.types, s.cqc_location_id, s.ods_code, s.address, s.postcode, s.local_authority, s.beds, s.closed_on,
      p.name as provider, p.cqc_provider_id
    from services s left join legal_providers p on p.organisation_id = s.organisation_id and p.id = s.legal_provider_id
    where s.organisation_id = ${admin.organisationId} order by s.cqc_location_id nulls first, s.name`;
  return JSON.stringify(rows);
}
