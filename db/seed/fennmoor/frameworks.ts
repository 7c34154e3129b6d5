import { own, type Tx } from "#db/client.ts";
import { records } from "#db/schema/records.ts";
import type { Story } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { linkEvidenceIn } from "#lib/frameworks/commands.ts";
import type { Category } from "#lib/frameworks/framework.ts";

type Line = [statement: string, category: Category, references: string, note?: string];
/** One sitting of the quality lead: when, and the day its evidence speaks for where the record's own day does not. */
type Sitting = { when: string; datedOn?: string; lines: Line[] };

const shared = "R-007 R-011 R-029 R-036 R-043 R-052";

const sittings: Sitting[] = [
  {
    when: "2025-12-15 14:00",
    lines: [
      ["safe-systems-pathways-transitions", "processes", "SYS-003 SYS-006 SYS-007"],
      ["safe-medicines-optimisation", "processes", "SYS-002 SYS-012"],
      ["safe-environments", "processes", "SYS-004 SYS-005"],
      ["caring-responding-immediate-needs", "processes", "SYS-004 SYS-011"],
      ["well-led-partnerships-communities", "processes", "SYS-006 SYS-010"],
    ],
  },
  {
    when: "2026-10-12 14:00",
    lines: [
      ["safe-systems-pathways-transitions", "processes", "R-031 R-038"],
      ["safe-involving-people-to-manage-risks", "processes", "R-003 R-014 R-022 R-024 R-027 R-044"],
      ["safe-environments", "processes", "R-008 R-016 R-019"],
      ["safe-effective-staffing", "processes", "R-036 R-047"],
      ["safe-medicines-optimisation", "outcomes", "R-012", "Closed once every sheet carried a date"],
      ["caring-responding-immediate-needs", "processes", "R-003"],
      ["responsive-care-provision-integration-continuity", "processes", "R-033"],
      ["well-led-governance-management-sustainability", "processes", `${shared} R-035`],
      ["well-led-partnerships-communities", "processes", "R-035"],
      ["d26-well-led-governance-management", "processes", shared],
    ],
  },
  {
    when: "2026-11-20 15:30",
    datedOn: "2026-11-16 10:00",
    lines: [
      [
        "safe-systems-pathways-transitions",
        "observation",
        "MAT-001 MAT-002 MAT-003 MAT-004 MAT-006 MAT-007 MAT-008 MAT-009 MAT-010 MAT-015 MAT-017 MAT-018 MAT-022 MAT-024 MAT-027 MAT-028 MAT-031 MAT-034 MAT-035 MAT-036 MAT-038 MAT-039 MAT-042",
        "Looked at where it is kept",
      ],
      [
        "safe-medicines-optimisation",
        "observation",
        "MAT-005 MAT-021 MAT-026 MAT-033 MAT-041",
        "Looked at where it is kept",
      ],
      ["safe-involving-people-to-manage-risks", "observation", "MAT-034", "Who cannot wait is on every sheet"],
      ["responsive-care-provision-integration-continuity", "observation", "MAT-034"],
      ["responsive-providing-information", "observation", "MAT-037 MAT-045"],
      ["well-led-partnerships-communities", "observation", "MAT-038"],
    ],
  },
  {
    when: "2026-11-20 16:10",
    lines: [
      [
        "safe-learning-culture",
        "outcomes",
        "DIS-2025-016 DIS-2025-017 DIS-2025-018 DIS-2026-001 DIS-2026-002 DIS-2026-003 DIS-2026-004 DIS-2026-005 DIS-2026-006 DIS-2026-007 DIS-2026-008 DIS-2026-009 DIS-2026-010 DIS-2026-011 DIS-2026-012 DIS-2026-013 DIS-2026-014",
        "Reviewed, with what was learned",
      ],
      [
        "safe-learning-culture",
        "staff-leaders-feedback",
        "DIS-2026-009 DIS-2026-011 DIS-2026-014",
        "What staff said in the review",
      ],
      ["safe-learning-culture", "outcomes", "TEST-2026-031", "What the evening showed, with its actions"],
      [
        "safe-effective-staffing",
        "observation",
        "TEST-2026-013 TEST-2026-020 TEST-2026-024 TEST-2026-029 TEST-2026-031",
        "Staff on shift were watched doing it",
      ],
      ["well-led-governance-management-sustainability", "observation", "TEST-2026-028"],
      ["safe-learning-culture", "outcomes", "ACT-104 ACT-105 ACT-119 ACT-120"],
      [
        "safe-systems-pathways-transitions",
        "outcomes",
        "DIS-2026-003 DIS-2026-007 DIS-2026-009 DIS-2026-011 DIS-2026-014",
      ],
      ["safe-environments", "outcomes", "DIS-2026-009 DIS-2026-014"],
      ["safe-environments", "processes", "ACT-098", "Tablets are replaced before they fail"],
      ["safe-effective-staffing", "outcomes", "ACT-119", "Agency staff are shown the folder"],
      [
        "safe-medicines-optimisation",
        "outcomes",
        "DIS-2026-003 DIS-2026-009 DIS-2026-014",
        "Medicines given from paper and checked",
      ],
      ["safe-involving-people-to-manage-risks", "outcomes", "ACT-104", "Who cannot wait stands first on paper"],
      ["caring-responding-immediate-needs", "outcomes", "DIS-2026-004"],
      [
        "responsive-care-provision-integration-continuity",
        "outcomes",
        "DIS-2026-011",
        "No visit that could not wait was missed",
      ],
      ["responsive-providing-information", "outcomes", "DIS-2026-011", "Families were rung"],
      ["well-led-governance-management-sustainability", "outcomes", "DIS-2026-009 DIS-2026-011 DIS-2026-014"],
      [
        "well-led-partnerships-communities",
        "outcomes",
        "DIS-2026-009 DIS-2026-011 DIS-2026-014",
        "Who was told, and when",
      ],
      ["well-led-learning-improvement-innovation", "outcomes", "ACT-097 ACT-104 ACT-105 ACT-118 DIS-2026-009"],
      ["d26-safe-safety-culture", "outcomes", "DIS-2026-009 DIS-2026-011 DIS-2026-014"],
      ["d26-well-led-improvement-innovation-learning", "outcomes", "ACT-097 ACT-104"],
    ],
  },
];

/** What the stories show of which quality statement, linked in four sittings over the year. */
export async function seedFrameworks(story: Story): Promise<void> {
  for (const { when, datedOn, lines } of sittings) {
    const day = datedOn && londonDay(story.at(datedOn));
    await story.as("qualityLead", "framework.link", when, (tx, actor) => linkLines(tx, actor, lines, day));
  }
}

async function linkLines(tx: Tx, actor: Actor, lines: Line[], datedOn: string | undefined): Promise<void> {
  const rows = await tx
    .select({ id: records.id, reference: records.reference })
    .from(records)
    .where(own(records, actor));
  const ids = new Map(rows.map((row) => [withoutYear(row.reference), row.id]));
  for (const [statementId, category, text, note] of lines)
    for (const reference of text.split(" ")) {
      const recordId = ids.get(withoutYear(reference));
      if (!recordId) throw new Error(`${reference} is not told before its evidence.`);
      await linkEvidenceIn(tx, actor, { recordId, statementId, category, datedOn, note });
    }
}

/** A story that is moved to another year keeps its numbers, and no two years share one. */
const withoutYear = (reference: string) => reference.replace(/-\d{4}-/, "-");
