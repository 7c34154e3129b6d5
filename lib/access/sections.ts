/** Parts of the record that an inspector's grant may open, in the order of the inspection room. */
export const sections = [
  "risks",
  "disruptions",
  "resilience-tests",
  "action-items",
  "systems",
  "materials",
  "minutes",
  "frameworks",
] as const;
export type Section = (typeof sections)[number];

export const sectionWords: Record<Section, string> = {
  risks: "Risks",
  disruptions: "Disruptions and their reviews",
  "resilience-tests": "Tests",
  "action-items": "Actions",
  systems: "Systems",
  materials: "Materials",
  minutes: "Extracts of signed minutes",
  frameworks: "Evidence by quality statement",
};

export function sectionWord(section: string): string {
  const known = sections.find((one) => one === section);
  return known ? sectionWords[known] : section;
}

/** The part of the record that a record of this kind is read in. */
export function sectionOfKind(kind: string): Section | undefined {
  const byKind: Record<string, Section> = {
    risk: "risks",
    disruption: "disruptions",
    "resilience-test": "resilience-tests",
    "action-item": "action-items",
    system: "systems",
    material: "materials",
    extract: "minutes",
  };
  return byKind[kind];
}
