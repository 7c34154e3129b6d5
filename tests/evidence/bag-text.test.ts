import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvHead, csvLine, visible } from "#lib/csv.ts";
import { attachmentName } from "#lib/evidence/bag/attachments.ts";
import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { printable } from "#lib/evidence/bag/glyphs.ts";
import { attachmentOf, sampleBundle } from "#tests/evidence/bag-sample.ts";
import { buildSample, newFolder, unpack, verifyCommand } from "#tests/evidence/bag-support.ts";

let folder: Awaited<ReturnType<typeof newFolder>>;
beforeAll(async () => {
  folder = await newFolder();
});
afterAll(() => folder.remove());

const NASTY = 'One\r\nTwo\0 \u202eevil\u202c \u2066x\u2069 \ud800 \u001b[31m, "quoted" 张 😀';

test("a text that a spreadsheet would run is written as text, a number stays a number", () => {
  for (const sign of ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]) {
    const [[written]] = parse(csvLine([`${sign}1+1`])) as [[string]];
    expect(written?.startsWith("'"), JSON.stringify(sign)).toBe(true);
  }
  expect(csvLine([-4, 1.5, true, false, null, undefined, Number.NaN])).toBe("-4,1.5,Yes,No,,,\r\n");
});

test("lines are RFC 4180: CRLF, quotes doubled, no byte order mark", () => {
  expect(csvLine(["a,b", 'say "no"', "two\nlines", " space "])).toBe('"a,b","say ""no""","two\nlines"," space "\r\n');
  expect(csvHead("Open risks, highest first (3)", "As at 24 November 2026, 09:31")).toBe(
    '"Open risks, highest first (3)"\r\n"As at 24 November 2026, 09:31"\r\n',
  );
});

test("characters that hide or reorder are shown by their code", () => {
  expect(visible("a\u202eb\0c\ud800d\u2066e")).toBe("a[U+202E]b[U+0000]c[U+D800]d[U+2066]e");
  expect(printable("张a", [new Set([97])])).toBe("[U+5F20]a");
});

test("attached files get short numbered names, whatever they were called", () => {
  const named = (name: string, type: string) => attachmentName(attachmentOf(name, new Uint8Array(), type, "R-001"), 6);
  expect(named("../../etc/passwd", "text/plain")).toBe("data/attachments/007-etc-passwd.txt");
  expect(named("Prüfung  \u202egpj.exe", "image/jpeg")).toBe("data/attachments/007-prufung-gpj.jpg");
  expect(named("张.pdf", "application/pdf")).toBe("data/attachments/007-file.pdf");
  expect(named(`${"a".repeat(300)}.png`, "image/png").length).toBeLessThan(70);
  expect(named("CON.aux", "application/x-unknown")).toBe("data/attachments/007-con.bin");
});

test("a bundle of hostile texts is whole, valid and keeps them exactly in its JSON", async () => {
  const sample = sampleBundle();
  const [register] = sample.registers;
  if (!register) throw new Error("no register");
  const change: Partial<BundleContent> = {
    title: NASTY,
    organisation: `Evil\r\nPayload-Oxum: 1.1\r\n${NASTY}`,
    recipient: { body: NASTY, name: NASTY },
    services: [NASTY],
    sections: sample.sections.map((section) => ({ ...section, title: NASTY })),
    registers: [
      {
        ...register,
        sentence: NASTY,
        rows: [{ reference: NASTY, title: "=1+1", score: 1, accepted: true, change: null }],
      },
    ],
    attachments: [attachmentOf(NASTY, new Uint8Array([0]), "text/plain", NASTY)],
    gaps: [{ what: NASTY, closes: NASTY, role: NASTY, due: null }],
  };
  const built = await buildSample(folder.path, change, "nasty.zip");
  expect(verifyCommand(built.path)).toEqual({ code: 0, words: expect.stringContaining("Valid.") });
  const members = new Map(
    (await unpack(new Uint8Array(await readFile(built.path)))).map(({ name, bytes }) => [
      name,
      new TextDecoder().decode(bytes),
    ]),
  );
  const json = members.get("data/registers/risks.json") ?? "";
  expect(json).not.toMatch(/\u202e|\u2066/);
  expect(JSON.parse(json).rows[0].reference).toBe(NASTY);
  const rows = parse(members.get("data/registers/risks.csv") ?? "", { relax_column_count: true }) as string[][];
  expect(rows[0]).toEqual([visible(NASTY)]);
  expect(rows[3]?.slice(0, 2)).toEqual([visible(NASTY), "'=1+1"]);
  for (const name of ["bag-info.txt", "data/README.txt", "data/registers/risks.csv"]) {
    expect(members.get(name), name).not.toMatch(/(?![\r\n])\p{Cc}|[\u202e\u2066]/u);
  }
  expect(members.get("bag-info.txt")?.match(/Payload-Oxum/g)?.length).toBe(2);
  expect(
    members
      .get("bag-info.txt")
      ?.split("\n")
      .filter((line) => line.startsWith("Payload-Oxum: ")),
  ).toHaveLength(1);
});

test("a row with a field that its register does not list stops the bundle", async () => {
  const [register] = sampleBundle().registers;
  if (!register) throw new Error("no register");
  const rows = [{ reference: "R-001", title: "x", score: 1, accepted: null, change: null, ownerName: "canary" }];
  await expect(buildSample(folder.path, { registers: [{ ...register, rows }] }, "wide.zip")).rejects.toThrow(
    "has no column for ownerName",
  );
});

test("a reference or a register name that could leave its folder stops the bundle", async () => {
  const [register] = sampleBundle().registers;
  if (!register) throw new Error("no register");
  await expect(buildSample(folder.path, { reference: "../x" }, "up.zip")).rejects.toThrow("reference");
  await expect(buildSample(folder.path, { registers: [{ ...register, name: "../x" }] }, "up2.zip")).rejects.toThrow(
    "not a name",
  );
  await expect(buildSample(folder.path, { registers: [register, register] }, "two.zip")).rejects.toThrow("one name");
});
