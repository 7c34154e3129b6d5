import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderPdf } from "#lib/evidence/bag/pdf.ts";
import { sampleBundle } from "#tests/evidence/bag-sample.ts";
import { has, newFolder, shell } from "#tests/evidence/bag-support.ts";

const FINGERPRINT = "5b0e94d27c1fa63802b9e5d748aa613cf09e2d74b8c51e60937fd2a46c0b85e1";
const poppler = has("pdffonts") && has("pdfinfo") && has("pdftotext");
/** Without poppler-utils nothing here can read a PDF independently of what wrote it. */
const readTest = test.skipIf(!poppler);

let folder: Awaited<ReturnType<typeof newFolder>>;
let whole: Uint8Array;

beforeAll(async () => {
  folder = await newFolder();
  whole = await render("whole.pdf");
});
afterAll(() => folder.remove());

async function render(name: string, change = {}, recordsFingerprint: string | null = FINGERPRINT) {
  const bytes = await renderPdf(sampleBundle(change), { recordsFingerprint, files: [] });
  writeFileSync(join(folder.path, name), bytes);
  return bytes;
}

/** The text of a PDF's objects, with compressed streams opened. */
function opened(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body ?? "", "latin1")).toString("latin1");
    } catch {
      return "";
    }
  });
  return raw + streams.join("\n");
}

readTest("only the two families of the house are in it, embedded", () => {
  for (const name of ["whole.pdf"]) {
    const fonts = shell(`pdffonts ${name}`, folder.path).trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(2);
    for (const line of fonts) expect(line).toMatch(/^[A-Z]{6}\+(SourceSans3|SourceSerif4)-\S+ .*yes yes yes/);
  }
});

readTest("characters that no family of the house holds are printed by their code, in no other font", async () => {
  await render("strange.pdf", { title: "张 😀 \u202e العربية Łódź Ελλάδα" });
  const fonts = shell("pdffonts strange.pdf", folder.path).trim().split("\n").slice(2);
  for (const line of fonts) expect(line).toMatch(/^[A-Z]{6}\+(SourceSans3|SourceSerif4)-/);
  const text = shell("pdftotext -raw strange.pdf -", folder.path).replace(/\s+/g, " ");
  for (const shown of ["[U+5F20]", "[U+1F600]", "[U+202E]", "[U+0627]", "Łódź", "Ελλάδα"])
    expect(text).toContain(shown);
});

readTest("it is tagged, titled, dated by the snapshot and says PDF/UA-1", () => {
  const info = shell("TZ=UTC pdfinfo whole.pdf 2>/dev/null", folder.path);
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(info).toMatch(/JavaScript:\s+no/);
  expect(info).toMatch(/Title:\s+Digital resilience assurance, EB-2026-007, issue 1/);
  expect(info).toMatch(/CreationDate:\s+Tue Nov 24 09:31:00 2026 UTC/);
  expect(opened(whole).includes("<pdfuaid:part>1</pdfuaid:part>")).toBe(true);
});

readTest("headings, tables with column heads and bookmarks are there for a screen reader", () => {
  const structure = shell("pdfinfo -struct-text whole.pdf 2>/dev/null", folder.path);
  for (const part of ["H1 ", "H2 ", "H3 ", "THead", "/Scope /Column", "TOC"]) expect(structure).toContain(part);
  expect(structure).toContain("Internet outage affecting care records");
  expect(opened(whole).includes("/Outlines")).toBe(true);
});

test("nothing in it leads out or runs", async () => {
  const inside = opened(
    await render("links.pdf", {
      title: "See https://example.invalid/x and javascript:alert(1)",
      subtitle: '#link("https://example.invalid")[x]',
    }),
  );
  expect(inside.includes("/Subtype /Link")).toBe(true);
  for (const action of ["/URI", "/JavaScript", "/Launch", "/SubmitForm", "/EmbeddedFile", "/OpenAction"])
    expect([action, inside.includes(action)]).toEqual([action, false]);
});

readTest("every page says what it is: number, issue, as at, page x of y, marking and fingerprint", () => {
  const pages = shell("pdftotext -layout whole.pdf -", folder.path).split("\f").slice(0, -1);
  expect(pages.length).toBeGreaterThan(4);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain("EB-2026-007, issue 1. As at 24 November 2026, 09:31");
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page).toContain("Commercial in confidence");
    expect(page).toContain("Sample data");
    expect(page).toContain("Records fingerprint 5b0e 94d2 … 85e1");
  }
  expect(pages[0]).toContain("5b0e 94d2 7c1f a638 02b9 e5d7 48aa 613c f09e 2d74 b8c5 1e60 937f d2a4 6c0b 85e1");
});

readTest("a section of several records lists them before it tells them", async () => {
  const sections = sampleBundle().sections.map((section) => ({
    ...section,
    records: section.records.flatMap((record) => [
      record,
      { ...record, reference: "DIS-2026-015", title: "Line down" },
    ]),
  }));
  await render("several.pdf", { sections });
  const text = shell("pdftotext -raw several.pdf -", folder.path).replace(/\s+/g, " ");
  expect(text).toContain(
    "2.1 DIS-2026-014 Internet outage affecting care records Severity 2 2.2 DIS-2026-015 Line down",
  );
});

readTest("blank values print Not known, and texts are never read as markup", async () => {
  await render("blank.pdf", { services: [], subtitle: "*bold* #panic() $x$ @ref" });
  const text = shell("pdftotext -raw blank.pdf -", folder.path).replace(/\s+/g, " ");
  expect(text).toContain("Time the supplier was told Not known");
  expect(text).toContain("R-041 Call bell fails with the network Not known No test on record");
  expect(text).toContain("Services Not known");
  expect(text).toContain("*bold* #panic() $x$ @ref");
});

readTest("a draft says DRAFT on every page and carries no fingerprint; an issued bundle never does", async () => {
  await render("draft.pdf", {}, null);
  const pages = shell("pdftotext -raw draft.pdf -", folder.path).split("\f").slice(0, -1);
  for (const page of pages) expect(page).toContain("Draft, not sealed");
  expect(shell("pdftotext -raw draft.pdf -", folder.path)).toContain("DRAFT");
  expect(shell("pdftotext -raw draft.pdf -", folder.path)).not.toContain("5b0e");
  expect(shell("pdftotext -raw whole.pdf -", folder.path)).not.toContain("DRAFT");
});

test("what cannot be set is said, and a bundle that is stopped stops the compiler", async () => {
  const model = { recordsFingerprint: FINGERPRINT, files: [] };
  const stop = AbortSignal.abort();
  await expect(renderPdf(sampleBundle(), model, stop)).rejects.toThrow("abort");
  const odd = sampleBundle({
    sections: [
      {
        title: "x",
        standfirst: null,
        answer: { heading: "A", statement: "b", state: "odd" as never },
        blocks: [],
        gaps: [],
        records: [],
      },
    ],
  });
  await expect(renderPdf(odd, model)).rejects.toThrow(/could not be set: .*odd/s);
});

readTest("known gaps and what is left out may fill several pages", async () => {
  const gaps = Array.from({ length: 60 }, (_, n) => ({
    what: `Gap ${n + 1}`,
    closes: "A test",
    role: null,
    due: null,
  }));
  const notIncluded = Array.from({ length: 60 }, (_, n) => ({ what: `Left out ${n + 1}`, why: "Shared", count: n }));
  await render("gaps.pdf", { gaps, notIncluded });
  const text = shell("pdftotext -raw gaps.pdf -", folder.path);
  expect(text).toContain("Gap 60 A test");
  expect(text).toContain("Left out 60 Shared 59");
  const section = { title: "Risks", standfirst: null, answer: null, blocks: [], records: [], gaps };
  await render("section-gaps.pdf", { sections: [section] });
  const told = shell("pdftotext -raw section-gaps.pdf -", folder.path).replace(/\s+/g, " ");
  expect(told).toContain("The first 40 of 60. The list at the end holds all.");
  expect([told.split("Gap 40 A test").length, told.split("Gap 41 A test").length]).toEqual([3, 2]);
});

test("two compilations give the same bytes", async () => {
  expect(Buffer.from(await render("again.pdf")).equals(Buffer.from(whole))).toBe(true);
});

test("a table may run over many pages of a draft, whose mark stands outside it", async () => {
  const notIncluded = Array.from({ length: 90 }, (_, n) => ({
    what: `What ${n}`,
    why: "Why it is not here",
    count: n,
  }));
  expect((await render("long-draft.pdf", { notIncluded }, null)).length).toBeGreaterThan(10_000);
});
