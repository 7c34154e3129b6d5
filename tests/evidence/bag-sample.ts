import { createHash } from "node:crypto";
import type { Attachment, BundleContent, Register, TrailEntry } from "#lib/evidence/bag/bundle.ts";

function sha(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function attachmentOf(name: string, bytes: Uint8Array, mediaType: string, recordReference: string): Attachment {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    name,
    bytes: bytes.length,
    sha256,
    mediaType,
    recordReference,
    addedAt: "2026-11-20T09:00:00.000Z",
    addedAfter: null,
    async *open() {
      yield bytes;
    },
  };
}

const risks: Register = {
  name: "risks",
  sentence: "Open risks above appetite, Saltmarsh House and Weir Lane, highest first (2)",
  columns: [
    { key: "reference", label: "Reference", dataClass: "organisational" },
    { key: "title", label: "Risk", dataClass: "organisational" },
    { key: "score", label: "Current score", dataClass: "organisational" },
    { key: "accepted", label: "Accepted", dataClass: "organisational" },
    { key: "change", label: "Change since last review", dataClass: "organisational" },
  ],
  rows: [
    { reference: "R-044", title: "Care records cannot be reached", score: 16, accepted: false, change: -4 },
    { reference: "R-038", title: '=HYPERLINK("http://example.invalid")', score: 16, accepted: true, change: null },
  ],
};

function entries(): TrailEntry[] {
  const all: TrailEntry[] = [];
  let previousHash = sha("start");
  for (let number = 1; number <= 12; number += 1) {
    const commitment = sha(`commitment ${number}`);
    const hash = sha(`${previousHash}${commitment}`);
    const at = new Date(Date.UTC(2026, 10, 3, 18, 40 + number)).toISOString();
    all.push({
      number,
      at,
      verb: "disruption.report",
      table: "disruptions",
      record: "DIS-2026-014",
      commitment,
      previousHash,
      hash,
      sample: true,
    });
    previousHash = hash;
  }
  return all;
}

const text = (value: string) => new TextEncoder().encode(value);

/** A small whole bundle: one section with one record told in full, one register, two attachments, eight of twelve entries. */
export function sampleBundle(change: Partial<BundleContent> = {}): BundleContent {
  const trail = entries();
  return {
    reference: "EB-2026-007",
    issue: 1,
    title: "Digital resilience assurance",
    subtitle: "Evidence bundle, autumn 2026",
    purpose: "Commissioner quality review",
    marking: "Commercial in confidence",
    organisation: "Fennmoor Care Trust",
    sample: true,
    recipient: { body: "Eastmere County Council", name: "Adult social care quality team" },
    services: ["Saltmarsh House", "Weir Lane", "Homecare North", "Homecare South"],
    period: { from: "2026-08-01", to: "2026-11-24" },
    snapshotAt: "2026-11-24T09:31:00.000Z",
    preparedBy: "Quality and compliance lead",
    issuedBy: { role: "Nominated individual", at: "2026-11-27T11:40:00.000Z", alone: false },
    supersedes: null,
    follows: null,
    framework: {
      label: "Single assessment framework, as held 22 November 2026; a new framework is in draft",
      draft: false,
    },
    sections: [
      {
        title: "Risks",
        standfirst: "Open risks above appetite, highest first.",
        answer: {
          heading: "Answer",
          statement: "Two risks are above appetite. Both have an owner and a date.",
          state: "attention",
        },
        blocks: [
          {
            kind: "table",
            heading: "Above appetite",
            note: "Score is likelihood times impact, NHS 5x5",
            caption: "Open risks above appetite",
            columns: [
              { label: "Reference" },
              { label: "Risk", width: 2 },
              { label: "Score", align: "end", width: 0.6 },
              { label: "State", width: 1.2 },
            ],
            rows: [
              ["R-044", "Care records cannot be reached", 16, { state: "attention", words: "Treating" }],
              ["R-038", "Rota cannot be printed with priorities", 16, { state: "not-ready", words: "Overdue" }],
              ["R-041", "Call bell fails with the network", null, { state: "not-known", words: "No test on record" }],
            ],
            total: null,
            footnote: null,
          },
        ],
        gaps: [
          {
            what: "No test of the call bell on the backup router",
            closes: "A test with a measured recovery",
            role: "Digital lead",
            due: "2027-01-31",
          },
        ],
        records: [],
      },
      {
        title: "Disruptions and reviews",
        standfirst: null,
        answer: null,
        blocks: [],
        gaps: [],
        records: [
          {
            reference: "DIS-2026-014",
            title: "Internet outage affecting care records",
            standfirst: "Saltmarsh House, residential home, 42 people. 3 November 2026, 18:42 to 23:17.",
            margin: ["Severity 2"],
            answer: {
              heading: "Finding",
              statement:
                "Care stayed safe. Every person received their medicines and personal care from printed instructions.",
              state: "ready",
            },
            blocks: [
              {
                kind: "text",
                heading: "What happened",
                note: null,
                paragraphs: [
                  "A regional fault took the home offline during the evening shift. The team leader started the downtime protocol 13 minutes after the fault was noticed. Staff collected folders from both medicine rooms and worked from printed care summaries and medicines sheets for 4 hours and 22 minutes.",
                  "Two people received medicines 34 and 48 minutes late. The GP practice advised that no further observation was needed. Families of five people were told of later visits by phone.",
                ],
              },
              {
                kind: "phases",
                heading: "",
                note: null,
                says: "On paper for 4 h 22 min; records caught up by the next morning.",
                phases: [
                  { label: "Noticed", from: "2026-11-03T18:42:00.000Z", tone: "noticed" },
                  { label: "On paper", from: "2026-11-03T18:55:00.000Z", tone: "paper" },
                  { label: "Catching up", from: "2026-11-03T23:17:00.000Z", tone: "back" },
                  { label: "Reviewed", from: "2026-11-04T11:40:00.000Z", tone: "reviewed" },
                ],
              },
              {
                kind: "table",
                heading: "Paper records",
                note: "Second check by someone who did not enter the record",
                caption: "Records written on paper and returned to the system",
                columns: [
                  { label: "Record", width: 3 },
                  { label: "Written", align: "end" },
                  { label: "Entered", align: "end" },
                  { label: "Checked", align: "end" },
                ],
                rows: [
                  ["Medicines administration", 31, 31, 31],
                  ["Personal care and daily notes", 26, 26, 25],
                  ["Food and fluid charts", 12, 12, 12],
                  ["Repositioning charts", 9, 9, 9],
                  ["Incident and body map forms", 2, 2, 2],
                  ["Handover sheet", 1, 1, 1],
                ],
                total: ["All records", 81, 81, 80],
                footnote: "One daily note was still being checked on 24 November 2026.",
              },
              {
                kind: "actions",
                heading: "What we are changing",
                note: null,
                actions: [
                  {
                    reference: "ACT-118",
                    what: "Large date stamp and “use until” time on every contingency sheet, all six services",
                    progress: { state: "in-progress", words: "Due 30 Nov 2026" },
                  },
                  {
                    reference: "ACT-119",
                    what: "Folder location added to the agency induction card",
                    progress: { state: "ready", words: "Closed 19 Nov 2026" },
                  },
                  {
                    reference: "ACT-120",
                    what: "Monthly test of the 4G backup router",
                    progress: { state: "ready", words: "Closed 17 Nov 2026" },
                  },
                ],
              },
              {
                kind: "timeline",
                heading: "Timeline",
                note: null,
                events: [
                  {
                    at: "2026-11-03T18:42:00.000Z",
                    what: "Care records would not open on any tablet",
                    source: "Team leader, on paper",
                  },
                  { at: null, what: "Supplier confirmed a regional fault", source: null },
                ],
              },
              {
                kind: "facts",
                heading: "Effect",
                note: null,
                facts: [
                  { label: "People affected", value: 42 },
                  { label: "Measured recovery", value: "4 h 35 min" },
                  { label: "Time the supplier was told", value: null },
                ],
              },
            ],
            gaps: [],
          },
        ],
      },
    ],
    registers: [risks],
    attachments: [
      attachmentOf("Router invoice (copy).PDF", text("%PDF-1.7 invoice"), "application/pdf", "DIS-2026-014"),
      attachmentOf("Prüfung der Batterie.txt", text("Battery lasted 41 minutes.\r\n"), "text/plain", "TEST-2026-031"),
    ],
    gaps: [
      { what: "No restore test for the rota system", closes: "A restore test with a witness", role: null, due: null },
    ],
    notIncluded: [{ what: "Records of Millrace House", why: "Outside the services of this bundle", count: 14 }],
    trail: {
      entries: trail.filter((entry) => entry.number % 3 !== 0),
      checkpoint: {
        organisationId: "0195d1b6-4c1e-7c0a-9d5e-3a5d0c5a1f01",
        number: 12,
        hash: trail[11]?.hash ?? "",
        at: "2026-11-24T09:31:00.000Z",
      },
    },
    ...change,
  };
}
