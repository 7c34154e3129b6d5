import type { MinutesDocument } from "#lib/meetings/document.ts";
import type { Paper } from "#lib/meetings/paper.ts";
import type { PrintedPapers } from "#lib/papers/print-pack.ts";

export const fingerprint = "5b0e94d27c1fa63802b9e5d748aa613cf09e2d74b8c51e60937fd2a46c0b85e1";

export const samplePaper = (rows = 40): Paper => ({
  section: "risks",
  asAt: "2026-11-24T09:00:00.000Z",
  sentence: "Two risks are above the board's appetite of 12. Since 29 October 2026: one risk up.",
  figures: [
    { key: "above", value: "2", label: "above appetite", worse: true, href: "/risks?view=above&at=2026-11-24T09:00" },
    { key: "open", value: "41", label: "open risks" },
  ],
  tables: [
    {
      key: "above",
      title: "Above appetite",
      columns: ["Risk", "Score", "Limit", "Owner", "Where"],
      none: "No risk is above appetite.",
      more: 7,
      rows: Array.from({ length: rows }, (_, index) => ({
        id: `risk-${index}`,
        href: `/risks/risk-${index}`,
        reference: `R-${String(index + 1).padStart(3, "0")}`,
        cells: [
          `Tablets lose power in a medicines round ${index + 1}`,
          "16, extreme",
          "12",
          "Digital lead",
          "Weir Lane",
        ],
        mark: { cell: 1, shape: "bad" as const },
      })),
    },
    { key: "closed", title: "Closed", columns: ["Risk", "Score"], none: "No risk was closed.", more: 0, rows: [] },
  ],
  stories: [
    {
      ...{
        id: "story",
        href: "/disruptions/story",
        reference: "DIS-2026-014",
        title: "No *connection* in the evening",
      },
      words: "Internet outage, Saltmarsh House. 81 paper records were written, and a second person checked 80.",
    },
  ],
  notAssured: ["Three open risks have no control proved in the last 90 days."],
  since: {
    at: "2026-10-29T10:00:00.000Z",
    shown: true,
    changes: [{ what: "above appetite", was: "1", is: "2" }],
  },
});

const placedAt = { recordId: "meeting", itemId: "item-2" };
const sampleQuestions: PrintedPapers["questions"] = {
  put: [
    {
      ...placedAt,
      id: "put",
      itemPosition: 2,
      position: 1,
      question: "Replace 30 tablets?",
      recommendation: "Approve it",
      outcome: null,
    },
  ],
  back: [{ ...placedAt, id: "back", meeting: "MTG-2026-005", question: "Move the server?", deferUntil: "2026-11-26" }],
  sent: [
    {
      id: "sent",
      meeting: "MTG-2026-003",
      question: "Buy a second line?",
      from: "Saltmarsh House governance meeting",
      words: "Too dear for one home.",
    },
  ],
  over: false,
  at: new Date("2026-11-25T09:00:00Z"),
};

export function samplePapers(change: Partial<PrintedPapers["meeting"]> = {}): PrintedPapers {
  return {
    meeting: {
      reference: "MTG-2026-007",
      title: "Board of trustees, 26 November 2026",
      committee: "Board of trustees",
      startsAt: new Date("2026-11-26T10:00:00Z"),
      beganAt: null,
      lengthMinutes: 125,
      place: "The meeting room",
      marking: "Board confidential",
      quorum: 3,
      publishedAt: new Date("2026-11-24T09:05:00Z"),
      papersSha256: fingerprint,
      ...change,
    },
    agenda: [
      { id: "item-1", position: 1, title: "Welcome", section: null, minutes: 5, presenter: null },
      {
        id: "item-2",
        position: 2,
        title: "Digital resilience",
        section: "risks",
        minutes: 20,
        presenter: "Digital lead",
      },
      {
        id: "item-3",
        position: 3,
        title: "Decisions and escalations",
        section: "decisions",
        minutes: 5,
        presenter: null,
      },
    ],
    papers: [{ itemId: "item-2", paper: samplePaper(), sha256: fingerprint }],
    questions: sampleQuestions,
    asAt: new Date("2026-11-24T09:00:00Z"),
  };
}

export const sampleMinutes = (change: Partial<MinutesDocument> = {}): MinutesDocument => ({
  organisation: "First Care",
  sample: true,
  reference: "MTG-2026-007",
  committee: "Board of trustees",
  title: "Board of trustees, 26 November 2026",
  marking: "Board confidential",
  place: "The meeting room",
  held: "26 November 2026, 10:00 to 12:05",
  papers: "As at 24 November 2026, 09:00",
  quorum: "Quorate throughout: 4 of 4 present, 3 needed.",
  attendance: [{ who: "Chair of trustees", post: "Chair", presence: "Present" }],
  interests: [{ who: "Finance trustee", words: "Owns shares", takingPart: "Stays and does not vote", item: "Finance" }],
  items: [
    {
      position: 4,
      title: "Digital resilience",
      says: "Presented by the digital lead. 20 minutes.",
      figures: {
        says: "Frozen 26 November 2026, 10:12.",
        sentence: samplePaper().sentence,
        figures: [{ key: "above", value: "2", label: "above appetite", worse: true }],
        sha256: fingerprint,
      },
      blocks: [
        {
          kind: "note",
          number: "4.1",
          paragraphs: [
            "The board noted three disruptions.",
            "It asked for *proof*, #not a date.",
            "• first point\n• second point",
          ],
        },
        { kind: "challenge", number: "4.2", paragraphs: ["A trustee asked why."], says: "In their own words" },
        {
          kind: "decision",
          number: "4.1",
          question: "Approve £11,430 to replace 30 tablets",
          shape: "ok",
          outcome: "Approved",
          facts: ["4 for, 0 against, 0 abstained"],
          because: "28 tablets reach end of life.",
        },
        {
          kind: "decision",
          number: "4.2",
          question: "Approve the second line?",
          shape: "none",
          outcome: "Not decided",
          facts: [],
          because: null,
        },
        {
          kind: "action",
          reference: "ACT-131",
          title: "Show proof",
          owner: "Director of operations",
          due: "4 December 2026",
        },
      ],
    },
  ],
  assurance: { level: "Reasonable", reason: "Reviews are timely." },
  signature: { says: "Signed by the chair, 2 December 2026, 09:10.", marks: [], sha256: fingerprint },
  addenda: [{ says: "Written 3 December 2026", item: "Digital resilience", paragraphs: ["The sum is £11,340."] }],
  asAt: "2026-12-02T09:10:00.000Z",
  ...change,
});
