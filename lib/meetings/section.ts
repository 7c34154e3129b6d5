/**
 * The sections that a pack may have: the vocabularies' agenda items and domain 8.2. Those whose rooms do not exist yet
 * (devices, staff readiness, suppliers, the toolkit, what people said) are left off until they do.
 */
export const sections = [
  "apologies-quoracy",
  "conflicts",
  "minutes-actions",
  "disruptions",
  "notifications",
  "risks",
  "exercises",
  "materials",
  "external",
  "decisions",
  "next",
] as const;
export type Section = (typeof sections)[number];

export const sectionWords: Record<Section, string> = {
  "apologies-quoracy": "Apologies and quorum",
  conflicts: "Declarations of interest",
  "minutes-actions": "Minutes and actions from last time",
  disruptions: "Disruptions and reviews",
  notifications: "Notifications and candour",
  risks: "Risks: what moved, and what is above appetite",
  exercises: "Tests: done, overdue and next",
  materials: "Contingency materials",
  external: "Commissioner and CQC matters",
  decisions: "Decisions and escalations",
  next: "Next meeting",
};

/** Sections that show figures and rows of the registers; the others are the meeting's own business. */
export const figuredSections = [
  "minutes-actions",
  "disruptions",
  "notifications",
  "risks",
  "exercises",
  "materials",
  "external",
] as const satisfies readonly Section[];
export type FiguredSection = (typeof figuredSections)[number];
export const isFigured = (section: Section | null): section is FiguredSection =>
  figuredSections.some((one) => one === section);
