import type { SectionId } from "../sections.ts";

/** A table of a section as the PDF prints it: few columns; all of them are in the register's CSV. */
export type Printed = {
  table: string;
  heading: string;
  columns: readonly (readonly [column: string, label: string, width?: number])[];
};

export const printed: Partial<Record<SectionId, readonly Printed[]>> = {
  risks: [
    {
      table: "risks",
      heading: "Risks, with the score that stood at the end of the period",
      columns: [
        ["title", "Risk", 2.8],
        ["state", "State", 1.2],
        ["category", "Kind", 1.8],
        ["initial_score", "Before", 0.9],
        ["score", "Now, of 25", 0.9],
        ["scored_at", "Since", 1.6],
        ["target_score", "Target", 0.9],
        ["proved_on", "Control last proved", 1.7],
      ],
    },
    {
      table: "risk_acceptances",
      heading: "Acceptances",
      columns: [
        ["score", "Score, of 25"],
        ["reason", "Why", 3],
        ["accepted_role", "Accepted by", 2],
        ["expires_on", "Until", 1.6],
      ],
    },
  ],
  "resilience-tests": [
    {
      table: "resilience_tests",
      heading: "Tests held",
      columns: [
        ["title", "Test", 2.4],
        ["held_from", "Held", 1.8],
        ["objectives", "Objectives", 1.5],
        ["met", "Met", 0.7],
        ["measured_minutes", "Measured, minutes", 1.5],
        ["target_minutes", "Target, minutes", 1.3],
      ],
    },
  ],
  "action-items": [
    {
      table: "action_items",
      heading: "Actions",
      columns: [
        ["title", "Action", 3],
        ["strength", "Strength", 1.5],
        ["state", "Where it stands", 2.4],
        ["due_on", "Due", 1.4],
        ["measure", "How we will know", 3],
      ],
    },
    {
      table: "action_effect_checks",
      heading: "Shown to have worked, or not",
      columns: [
        ["result", "Result", 1.6],
        ["found", "What was found", 4],
        ["at", "When", 2],
      ],
    },
  ],
  systems: [
    {
      table: "systems",
      heading: "Systems",
      columns: [
        ["name", "System", 2.4],
        ["category", "Kind", 2],
        ["tier", "Tier", 2],
        ["objective_minutes", "Back within, minutes", 1.6],
        ["tolerable_minutes", "Care can bear, minutes", 1.6],
      ],
    },
  ],
  materials: [
    {
      table: "materials",
      heading: "Contingency materials",
      columns: [
        ["kind", "Material", 2],
        ["service_ids", "Service", 1.5],
        ["content_as_of", "Content as of", 1.5],
        ["printed_at", "Printed", 1.5],
        ["use_until", "Use until", 1.5],
        ["last_result", "Last check", 1.7],
      ],
    },
    {
      table: "material_knowledge",
      heading: "Who knows the material",
      columns: [
        ["knowing", "Know it"],
        ["asked", "Asked"],
        ["method", "How", 2],
        ["shown_on", "When", 1.6],
      ],
    },
  ],
  frameworks: [
    {
      table: "evidence_links",
      heading: "Evidence by quality statement",
      columns: [
        ["statement_id", "Statement", 2.4],
        ["category", "Evidence category", 2],
        ["dated_on", "Dated", 1.6],
        ["note", "Note", 3],
      ],
    },
  ],
};
