import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { discardImport, mapColumns, openImport, runImport } from "#lib/organisation/commands/imports.ts";
import { addService } from "#lib/organisation/commands/services.ts";
import { planMark } from "#lib/organisation/import-plan.ts";
import { keepUpload, sweepUploads } from "#lib/organisation/import-store.ts";
import { AddService, MapColumns } from "#lib/organisation/inputs.ts";
import { endOf, openHere } from "./cast.ts";
import {
  admin,
  checked,
  choosing,
  draftOf,
  endState,
  filesKept,
  guessed,
  here,
  imported,
  multipart,
  own,
  upload,
} from "./importing.ts";

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
