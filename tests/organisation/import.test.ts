import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import {
  chooseProviders,
  discardImport,
  mapColumns,
  openImport,
  readDraft,
  runImport,
} from "#lib/organisation/commands/imports.ts";
import { addService } from "#lib/organisation/commands/services.ts";
import { guessMapping, importFields } from "#lib/organisation/import-file.ts";
import { planMark } from "#lib/organisation/import-plan.ts";
import { keepUpload, openUpload, sweepUploads } from "#lib/organisation/import-store.ts";
import { AddService, ChooseProviders, MapColumns } from "#lib/organisation/inputs.ts";
import {
  findImport,
  type ImportDraft,
  listFileProviders,
  planFor,
  surveyFile,
} from "#lib/organisation/queries/imports.ts";
import { useWorld } from "#tests/support/world.ts";
import { endOf, type Here, openHere } from "./cast.ts";

const here = useWorld();
const folder = mkdtempSync(join(tmpdir(), "holdfast-imports-"));
let own: Here;
let admin: Actor;

beforeAll(() => {
  process.env.HOLDFAST_FILES = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  own = await openHere(here(), "Larkfield Care");
  admin = own.as("org-admin");
});

const filesKept = () => {
  const path = join(folder, "imports", admin.organisationId);
  return existsSync(path) ? readdirSync(path) : [];
};

async function multipart(content: string | Blob, name = "services.csv") {
  const form = new FormData();
  form.append("file", new File([content], name, { type: "text/csv" }));
  const sent = new Response(form);
  if (!sent.body) throw new Error("A form has a body.");
  return { contentType: sent.headers.get("content-type") ?? "", body: sent.body };
}

async function upload(content: string | Blob, actor = admin): Promise<ImportDraft> {
  const id = randomUUID();
  const kept = await keepUpload(actor.organisationId, id, await multipart(content));
  const file = await openUpload(actor.organisationId, id);
  if (!file) throw new Error("The file was kept.");
  await openImport(actor, { id, ...kept, ...(await surveyFile(file)) });
  return draftOf(id, actor);
}

async function draftOf(id: string, actor = admin): Promise<ImportDraft> {
  const draft = await readAs(actor, (tx) => findImport(tx, actor, id));
  if (!draft) throw new Error("The draft is there.");
  return draft;
}

async function guessed(draft: ImportDraft): Promise<ImportDraft> {
  const { columns, kinds } = guessMapping(draft.header);
  const chosen = Object.fromEntries(importFields.map((field) => [field, columns[field]?.toString() ?? ""]));
  const ticked = kinds.length > 0 ? { kinds: "yes" } : {};
  await mapColumns(admin, MapColumns.parse({ id: draft.id, version: String(draft.version), ...chosen, ...ticked }));
  return draftOf(draft.id);
}

async function providersOf(draft: ImportDraft) {
  const file = await openUpload(admin.organisationId, draft.id);
  if (!file || !draft.mapping) throw new Error("The file was kept.");
  return listFileProviders(file, draft.mapping);
}

async function choosing(draft: ImportDraft, providers: string[]): Promise<ImportDraft> {
  await chooseProviders(admin, ChooseProviders.parse({ id: draft.id, version: String(draft.version), providers }));
  return draftOf(draft.id);
}

async function checked(draft: ImportDraft) {
  const rows = await readDraft(admin, draft);
  return readAs(admin, (tx) => planFor(tx, admin, rows));
}

async function imported(draft: ImportDraft, which: "all" | "good" = "all") {
  const seen = planMark(await checked(draft));
  return runImport(admin, { id: draft.id, version: draft.version, seen, which });
}

/** Everything an import can change, without what is random: the same end state reads the same. */
async function endState() {
  const rows = await here().owner`
    select s.name, s.types, s.cqc_location_id, s.ods_code, s.address, s.postcode, s.local_authority, s.beds, s.closed_on,
      p.name as provider, p.cqc_provider_id
    from services s left join legal_providers p on p.organisation_id = s.organisation_id and p.id = s.legal_provider_id
    where s.organisation_id = ${admin.organisationId} order by s.cqc_location_id nulls first, s.name`;
  return JSON.stringify(rows);
}

const small = [
  "Location ID,Location Name,Provider ID,Provider Name,Care homes beds,Location Postal Code",
  "1-1001,Heron Court,1-9001,Larkfield Limited,40,M41 5BV",
  '1-1002,"Teal House\nAnnexe",1-9001,Larkfield Limited,12,M41 5BW',
  "1-1003,Far Lodge,1-9002,Another Provider,30,M41 5BX",
  "1-1004,Wren House,1-9001,Larkfield Limited,lots,M41 5BY",
].join("\r\n");

test("a file becomes a draft, and nothing but its file and the draft is kept before the import", async () => {
  const before = await endState();
  const draft = await upload(small);
  expect(draft).toMatchObject({ fileName: "services.csv", rowCount: 4, state: "open", providers: [] });
  expect(filesKept()).toEqual([`${draft.id}.csv`]);
  const check = await checked(await choosing(await guessed(draft), ["id:1-9001"]));
  expect(check.create.map((one) => one.facts.name)).toEqual(["Heron Court", "Teal House Annexe"]);
  expect(check.problems).toEqual([
    { row: 5, line: 6, column: "Care homes beds", reason: expect.stringContaining("“lots”") },
  ]);
  expect(await endState()).toBe(before);
});

test("all or only the good rows: with a bad row, all is refused and nothing is written", async () => {
  const draft = await choosing(await guessed(await upload(small)), ["id:1-9001"]);
  const before = await endState();
  expect(await endOf(imported(draft, "all"))).toBe("conflict");
  expect(await endState()).toBe(before);
  expect(await imported(draft, "good")).toMatchObject({ created: 2, updated: 0, leftOut: 1 });
  expect(filesKept()).toEqual([]);
  const again = { id: draft.id, version: draft.version + 1, seen: "", which: "good" } as const;
  expect(await endOf(runImport(admin, again))).toBe("conflict");
  const verbs = await here().owner`select distinct verb from trail_entries
    where organisation_id = ${admin.organisationId} and table_name in ('services', 'legal_providers') and verb <> 'organisation.set-up'`;
  expect(verbs.map((row) => row.verb)).toEqual(["service-import.run"]);
});

test("a fault in the middle leaves nothing half-written", async () => {
  const draft = await choosing(await guessed(await upload(small)), ["id:1-9001"]);
  const before = await endState();
  await here().owner.unsafe(
    "create function break_it() returns trigger language plpgsql as $$ begin if new.name like 'Teal%' then raise 'broken'; end if; return new; end $$",
  );
  await here().owner.unsafe(
    "create trigger break_it before insert on services for each row execute function break_it()",
  );
  try {
    await expect(imported(draft, "good")).rejects.toThrow();
    expect(await endState()).toBe(before);
    expect((await draftOf(draft.id)).state).toBe("open");
    expect(filesKept()).toEqual([`${draft.id}.csv`]);
  } finally {
    await here().owner.unsafe("drop trigger break_it on services");
    await here().owner.unsafe("drop function break_it");
  }
  expect(await imported(draft, "good")).toMatchObject({ created: 2 });
});

test("what is imported is what was shown: a service that changed since then stops it", async () => {
  const draft = await choosing(await guessed(await upload(small)), ["id:1-9001"]);
  const seen = planMark(await checked(draft));
  await addService(admin, AddService.parse({ name: "Heron", types: ["care-home"], cqcLocationId: "1-1001" }));
  const late = runImport(admin, { id: draft.id, version: draft.version, seen, which: "good" });
  await expect(late).rejects.toMatchObject({ kind: "stale" });
});

test("only an administrator imports, and each sees the draft of nobody else", async () => {
  const draft = await upload(small);
  const { id, version } = draft;
  for (const role of ["registered-manager", "quality-compliance-lead", "digital-lead"] as const) {
    expect(await endOf(openImport(own.as(role), { ...draft, id: randomUUID(), sha256: "0".repeat(64) }))).toBe(
      "forbidden",
    );
    expect(await endOf(discardImport(own.as(role), { id, version })), role).toBe("forbidden");
  }
  const other = await openHere(here(), "Brackenhill Homes");
  expect(await endOf(discardImport(other.as("org-admin"), { id, version }))).toBe("not-found");
  expect(filesKept()).toEqual([`${id}.csv`]);
});

test("a step taken in another window makes the earlier one stale", async () => {
  const draft = await upload(small);
  await guessed(draft);
  const again = MapColumns.parse({ id: draft.id, version: "1", name: "1", cqcLocationId: "0", providerName: "3" });
  expect(await endOf(mapColumns(admin, again))).toBe("stale");
});

test("ending a draft removes its file; a new upload ends the draft before", async () => {
  const first = await upload(small);
  const second = await upload(small);
  expect(filesKept()).toEqual([`${second.id}.csv`]);
  expect((await draftOf(first.id)).state).toBe("discarded");
  await discardImport(admin, { id: second.id, version: second.version });
  expect(filesKept()).toEqual([]);
  expect(await endOf(runImport(admin, { id: second.id, version: 2, seen: "", which: "all" }))).toBe("conflict");
});

test("files that no draft needs are swept after an hour", async () => {
  const kept = await upload(small);
  const lost = randomUUID();
  await keepUpload(admin.organisationId, lost, await multipart(small));
  await sweepUploads(admin.organisationId, [kept.id], new Date());
  expect(filesKept()).toHaveLength(2);
  await sweepUploads(admin.organisationId, [kept.id], new Date(Date.now() + 3_700_000));
  expect(filesKept()).toEqual([`${kept.id}.csv`]);
});

test("known services are changed where the file says more, and their providers get the CQC id they lacked", async () => {
  const heron = await addService(
    admin,
    AddService.parse({ name: "Heron", types: ["care-home"], cqcLocationId: "1-1001", address: "Kept Lane" }),
  );
  const draft = await choosing(await guessed(await upload(small)), ["id:1-9001"]);
  expect(await imported(draft, "good")).toMatchObject({ created: 1, updated: 1, unchanged: 0, leftOut: 1 });
  const [row] = await here().owner`select name, address, beds, version from services where id = ${heron.id}`;
  expect(row).toEqual({ name: "Heron Court", address: "Kept Lane", beds: 40, version: 2 });
});

test("the same file again, shuffled or not, ends in the same state", async () => {
  const [head = "", ...lines] = small.split("\r\n");
  const states: string[] = [];
  for (const order of [lines, [...lines].reverse(), [lines[2], lines[0], lines[3], lines[1]]]) {
    const draft = await choosing(await guessed(await upload([head, ...order].join("\n"))), ["id:1-9001", "id:1-9002"]);
    await imported(draft, "good");
    states.push(await endState());
  }
  expect(new Set(states).size).toBe(1);
  const [counted] = await here()
    .owner`select count(*)::int as rows from services where organisation_id = ${admin.organisationId}`;
  expect(counted?.rows).toBe(5);
});

test("the same draft run twice at once is imported once", async () => {
  const draft = await choosing(await guessed(await upload(small)), ["id:1-9001"]);
  const ends = await Promise.all([endOf(imported(draft, "good")), endOf(imported(draft, "good"))]);
  expect(ends.filter((end) => end === "done")).toHaveLength(1);
  const [counted] = await here()
    .owner`select count(*)::int as rows from services where organisation_id = ${admin.organisationId}`;
  expect(counted?.rows).toBe(4);
});

test("a form without a file, an empty file, one over 64 MB and one that breaks off leave nothing behind", async () => {
  const keep = async (sent: Promise<{ contentType: string; body: AsyncIterable<Uint8Array> }>) => {
    const error = await keepUpload(admin.organisationId, randomUUID(), await sent).catch((one: unknown) => one);
    expect(filesKept()).toEqual([]);
    return error instanceof Error && "kind" in error ? error.kind : error;
  };
  expect(await keep(multipart("", ""))).toBe("no-file");
  expect(await keep(multipart(""))).toBe("empty");
  expect(await keep(Promise.resolve({ contentType: "text/plain", body: (async function* () {})() }))).toBe("no-file");
  const large = new Blob(Array.from({ length: 65 }, () => "x".repeat(1024 * 1024)));
  expect(await keep(multipart(large))).toBe("too-large");
  const sent = await multipart(small);
  const whole = Buffer.from(await new Response(sent.body).arrayBuffer());
  async function* cut() {
    yield whole.subarray(0, whole.length - 60);
  }
  expect(await keep(Promise.resolve({ ...sent, body: cut() }))).toBe("cut-short");
});

test("a file that cannot be read to its end is refused with the line, before there is a draft", async () => {
  const refusal = async (content: string | Blob) => {
    const error = await upload(content).catch((one: unknown) => one);
    if (!(error instanceof Error) || !("kind" in error)) return error;
    return "line" in error ? [error.kind, error.line] : [error.kind];
  };
  expect(await refusal(new Blob(["a,b\n1,2\nCaf", new Uint8Array([0xe9]), ",3\n"]))).toEqual(["not-utf8", 3]);
  expect(await refusal('a,b\n1,2\n"never closed,3\n')).toEqual(["open-quote", 3]);
  expect(await refusal("only one column\nx\n")).toEqual(["one-column"]);
  expect(await refusal("a,b\n")).toEqual(["no-rows"]);
  expect(await refusal("a,b\n".repeat(250_002))).toEqual(["too-many-rows"]);
  const [drafts] = await here()
    .owner`select count(*)::int as rows from service_imports where organisation_id = ${admin.organisationId}`;
  expect(drafts?.rows).toBe(0);
});

const trafford = resolve(import.meta.dirname, "../../../shared/data/services-trafford.csv");
const missing = existsSync(trafford) ? undefined : `${trafford} is not here`;
if (missing) console.log(`Skipped: the import of the Trafford list, because ${missing}.`);

test.skipIf(missing)(
  "the real list of services in Trafford is imported for two providers, twice with the same end",
  async () => {
    const content = readFileSync(trafford, "utf8");
    const draft = await guessed(await upload(content));
    expect(draft.rowCount).toBe(56);
    const providers = await providersOf(draft);
    expect(providers).toHaveLength(46);
    const most = [...providers].sort((a, b) => b.rows - a.rows).slice(0, 2);
    const ready = await choosing(
      draft,
      most.map((one) => one.key),
    );
    const plan = await checked(ready);
    expect(plan.problems).toEqual([]);
    const rows = most.reduce((sum, one) => sum + one.rows, 0);
    expect(await imported(ready)).toMatchObject({ created: rows, updated: 0, leftOut: 0 });
    const state = await endState();
    const again = await choosing(
      await guessed(await upload(content)),
      most.map((one) => one.key),
    );
    expect(await imported(again)).toMatchObject({ created: 0, updated: 0, unchanged: rows });
    expect(await endState()).toBe(state);
  },
);

test.skipIf(missing)("every row of the real Trafford list can be read without a problem", async () => {
  const draft = await guessed(await upload(readFileSync(trafford, "utf8")));
  const all = (await providersOf(draft)).map((one) => one.key);
  const done = await imported(await choosing(draft, all));
  expect(done).toMatchObject({ created: 56, updated: 0, unchanged: 0, leftOut: 0 });
  const kinds = await here().owner`select types, count(*)::int as rows from services
    where organisation_id = ${admin.organisationId} and cqc_location_id is not null group by types order by rows`;
  expect(kinds.map((row) => [row.types, row.rows])).toEqual(
    expect.arrayContaining([
      [["care-home"], 37],
      [["care-home-nursing"], 17],
      [["care-home-nursing", "care-home"], 1],
      [["care-home", "homecare", "supported-living"], 1],
    ]),
  );
});
