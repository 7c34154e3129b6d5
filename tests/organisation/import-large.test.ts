import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guessMapping } from "#lib/organisation/import-file.ts";
import { keepUpload, openUpload } from "#lib/organisation/import-store.ts";
import { listFileProviders, readChosen, surveyFile } from "#lib/organisation/queries/imports.ts";

const folder = mkdtempSync(join(tmpdir(), "holdfast-imports-"));
const organisationId = randomUUID();
const id = randomUUID();
const rows = 56_000;
const boundary = "holdfast-boundary";

beforeAll(() => {
  process.env.HOLDFAST_FILES = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const types = [
  "Care home service with nursing",
  "Care home service without nursing",
  "Domiciliary care service",
  "Supported living service",
  "Extra Care housing services",
  "Shared Lives",
  ...Array.from({ length: 25 }, (_, index) => `Other service ${index + 1}`),
];
const header = [
  "Location ID,Location HSCA start date,Dormant (Y/N),Care home?,Location Name,Location ODS Code,Location Telephone Number",
  "Care homes beds,Location Type/Sector,Location Latest Overall Rating,Publication Date,Location Region",
  "Location Local Authority,Location Postal Code,Provider ID,Provider Name",
  ...types.map((type) => `Service type - ${type}`),
].join(",");

function line(index: number): string {
  const kind = index % types.length;
  const care = kind < 2;
  return [
    `1-${1_000_000 + index},01/10/2010,N,${care ? "Y" : "N"},"Location ${index}, ""North""",V${10_000 + index},01134960000`,
    `${care ? 40 : ""},Social Care Org,Good,05/02/2024,North West,Anywhere,M41 5BV`,
    `1-${9_000_000 + Math.floor(index / 2)},Provider ${Math.floor(index / 2)} Limited`,
    types.map((_, column) => (column === kind ? "Y" : "")).join(","),
  ].join(",");
}

async function* request() {
  yield Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="directory.csv"\r\nContent-Type: text/csv\r\n\r\n`,
  );
  yield Buffer.from(`\ufeff${header}\r\n`);
  for (let index = 0; index < rows; index += 500) {
    yield Buffer.from(Array.from({ length: 500 }, (_, more) => `${line(index + more)}\r\n`).join(""));
  }
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

async function file() {
  const there = await openUpload(organisationId, id);
  if (!there) throw new Error("The file was kept.");
  return there;
}

test("the directory of all England, 56,000 rows, is kept, surveyed, searched and read in bounded memory", async () => {
  const peakBefore = process.resourceUsage().maxRSS;
  const upload = await keepUpload(organisationId, id, {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: request(),
  });
  expect(upload.bytes).toBeGreaterThan(9_000_000);
  const surveyed = await surveyFile(await file());
  expect(surveyed.rowCount).toBe(rows);
  const mapping = guessMapping(surveyed.header);
  expect(mapping.kinds).toHaveLength(types.length);
  const providers = await listFileProviders(await file(), mapping);
  expect(providers).toHaveLength(rows / 2);
  const chosen = ["id:1-9000003", "id:1-9027999"];
  const read = await readChosen(await file(), { header: surveyed.header, mapping, providers: chosen });
  expect(read.map((row) => row.row)).toEqual([8, 9, 56_000, 56_001]);
  expect(read.flatMap((row) => row.problems)).toEqual([]);
  expect(read[0]?.facts).toMatchObject({ name: 'Location 6, "North"', cqcProviderId: "1-9000003", types: ["other"] });
  const grownMegabytes = (process.resourceUsage().maxRSS - peakBefore) / 1024;
  expect(grownMegabytes).toBeLessThan(200);
}, 60_000);

test("a provider with more rows than an import takes is refused, not cut", async () => {
  const mapping = { columns: { name: 4, cqcLocationId: 0, providerName: 11 }, kinds: [] };
  const surveyed = await surveyFile(await file());
  const reading = readChosen(await file(), { header: surveyed.header, mapping, providers: ["name:north west"] });
  await expect(reading).rejects.toMatchObject({ kind: "conflict", message: expect.stringContaining("2000") });
});
