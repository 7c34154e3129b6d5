import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { inPrintTurn } from "#lib/evidence/print-turn.ts";
import { minutesPdf, packPdf } from "#lib/papers/pdf.ts";
import { packModel } from "#lib/papers/print-pack.ts";
import { has, newFolder, shell } from "#tests/evidence/bag-support.ts";
import { fingerprint, sampleMinutes, samplePaper, samplePapers } from "./paper-samples.ts";

/** Without poppler-utils nothing here can read a PDF independently of what wrote it. */
const readTest = test.skipIf(!has("pdfinfo") || !has("pdftotext"));
const who = (id: string): Actor => ({
  kind: "inside",
  organisationId: id,
  organisation: "First Care",
  sample: true,
  personId: id,
  accountId: id,
  membershipId: id,
  name: "Governance lead",
  title: undefined,
  role: "board-member",
  services: "all",
});
const actor = who("00000000-0000-4000-8000-000000000009");
const short = "5b0e 94d2 … 85e1";

let folder: Awaited<ReturnType<typeof newFolder>>;
beforeAll(async () => {
  folder = await newFolder();
  const keep = (name: string, bytes: Uint8Array) => writeFileSync(join(folder.path, name), bytes);
  keep("pack.pdf", await packPdf(actor, samplePapers()));
  const live = samplePapers({ papersSha256: null, publishedAt: null });
  keep("live.pdf", await packPdf(actor, { ...live, papers: [{ itemId: "item-2", paper: samplePaper(2) }] }));
  keep("minutes.pdf", await minutesPdf(actor, sampleMinutes()));
  keep("draft.pdf", await minutesPdf(actor, sampleMinutes({ signature: null })));
}, 60_000);
afterAll(() => folder.remove());

const pagesOf = (name: string) => shell(`pdftotext -layout ${name} -`, folder.path).split("\f").slice(0, -1);
const textOf = (name: string) => shell(`pdftotext -raw ${name} -`, folder.path).replace(/\s+/g, " ");

readTest("the pack and the minutes are tagged PDF/UA-1, with headings, column heads and bookmarks", () => {
  for (const name of ["pack.pdf", "minutes.pdf"]) {
    const info = shell(`pdfinfo ${name} 2>/dev/null`, folder.path);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+.*26 November 2026, MTG-2026-007/);
  }
  const structure = shell("pdfinfo -struct-text minutes.pdf 2>/dev/null", folder.path);
  for (const part of ["H1 ", "H2 ", "THead", "/Scope /Column"]) expect(structure).toContain(part);
});

readTest("every page of the pack says which meeting, as at when, page x of y, marking and fingerprint", () => {
  const pages = pagesOf("pack.pdf");
  expect(pages.length).toBeGreaterThan(3);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain("MTG-2026-007. As at 24 November 2026, 09:00");
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page).toContain("Board confidential");
    expect(page).toContain(`Papers fingerprint ${short}`);
    expect(page).not.toContain("DRAFT");
  }
});

readTest("the pack says the frozen words: sentence, figures, rows, what changed and what is not assured", () => {
  const text = textOf("pack.pdf");
  for (const words of [
    "Two risks are above the board's appetite of 12.",
    "R-001 Tablets lose power in a medicines round 1",
    "R-040 Tablets lose power in a medicines round 40",
    "And 7 more.",
    "1 difference from what was shown as at 29 October 2026, 10:00.",
    "Three open risks have no control proved in the last 90 days.",
    "No risk was closed.",
    "DIS-2026-014 No *connection* in the evening. Internet outage, Saltmarsh House.",
  ])
    expect(text).toContain(words);
  expect(text.replaceAll(" ", "")).toContain(fingerprint);
});

readTest(
  "the pack says under its item what the meeting is asked, and what came to it; without such an item beside",
  () => {
    const text = textOf("pack.pdf");
    for (const words of [
      "3. Decisions and escalations",
      "What is this meeting asked?",
      "This meeting is asked one question. One question comes back from an earlier meeting. One question was sent here by another committee.",
      "2.1 Replace 30 tablets? Approve it Not decided",
      "MTG-2026-005 Move the server? Deferred to 26 November 2026",
      "Buy a second line?",
      "Too dear for one home.",
      "As at 25 November 2026, 09:00. A question may be put until the meeting ends, so they are not frozen with the papers.",
    ])
      expect(text).toContain(words);
    const { agenda, ...papers } = samplePapers();
    const organisation = { name: "First Care", sample: true };
    const told = (items: typeof agenda) =>
      packModel({ ...papers, agenda: items }, organisation).entries.filter(({ questions }) => questions);
    expect(told(agenda).map(({ title }) => title)).toEqual(["3. Decisions and escalations"]);
    expect(told(agenda.slice(0, 2)).map(({ title }) => title)).toEqual(["Questions for this meeting"]);
  },
);

readTest("papers that are still live are a draft on every page", () => {
  for (const page of pagesOf("live.pdf")) {
    expect(page).toContain("Draft, not published");
    expect(page).not.toContain("5b0e");
  }
  expect(textOf("live.pdf")).toContain("DRAFT");
});

readTest("minutes print their words, decisions, votes, actions, signature and addenda, and no markup of theirs", () => {
  const text = textOf("minutes.pdf");
  for (const words of [
    "Quorate throughout: 4 of 4 present, 3 needed.",
    "It asked for *proof*, #not a date.",
    "Approve £11,430 to replace 30 tablets",
    "4 for, 0 against, 0 abstained",
    "Because 28 tablets reach end of life.",
    "Question 4.2",
    "Not decided",
    "The committee's next meeting finds it again.",
    "ACT-131",
    "Signed by the chair, 2 December 2026, 09:10.",
    "The sum is £11,340.",
    `Minutes fingerprint ${short}`,
  ])
    expect(text).toContain(words);
  expect(text).not.toContain("DRAFT");
  expect(text).toContain("Figures as the item was opened. Frozen 26 November 2026, 10:12.");
  const lines = pagesOf("minutes.pdf").flatMap((page) => page.split("\n").map((line) => line.trim()));
  expect(lines.filter((line) => /• (first|second) point$/.test(line))).toHaveLength(2);
});

readTest("until the chair has signed, every page of the minutes is a draft", () => {
  for (const page of pagesOf("draft.pdf")) expect(page).toContain("Draft, not signed");
  expect(textOf("draft.pdf")).toContain("DRAFT");
});

test("one person has one PDF made at a time, and is told to come back for the next", async () => {
  let release = () => {};
  const first = inPrintTurn(actor, () => new Promise<void>((done) => (release = done)));
  await expect(minutesPdf(actor, sampleMinutes())).rejects.toMatchObject({ name: "Unavailable" });
  release();
  await first;
  expect((await minutesPdf(actor, sampleMinutes())).length).toBeGreaterThan(1000);
}, 60_000);
