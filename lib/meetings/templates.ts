import type { CommitteeKind } from "./committee.ts";
import { type Section, sections, sectionWords } from "./section.ts";

export type TemplateItem = { title: string; section: Section | null; minutes: number; presenter: string | null };

const minutesOf = {
  "apologies-quoracy": 5,
  conflicts: 5,
  "minutes-actions": 10,
  disruptions: 15,
  notifications: 5,
  risks: 15,
  exercises: 10,
  materials: 10,
  external: 5,
  decisions: 5,
  next: 5,
} as const satisfies Record<Section, number>;

/** What each kind gives more time to than the others. */
const longer: Record<CommitteeKind, Partial<Record<Section, number>>> = {
  "local-governance": { materials: 15 },
  "quality-committee": { disruptions: 25, risks: 20, exercises: 15 },
  "digital-ig-group": { disruptions: 20, exercises: 20 },
  "health-safety": { notifications: 15 },
  "risk-committee": { risks: 30, decisions: 10 },
  board: { disruptions: 20, risks: 20, decisions: 15 },
};

/** The agenda with which a new committee of a kind begins, in the order of a pack that people recognise (domain 8.2); it is the committee's own from then on. */
export function templateOf(kind: CommitteeKind): TemplateItem[] {
  return sections.map((section) => ({
    title: sectionWords[section],
    section,
    minutes: longer[kind][section] ?? minutesOf[section],
    presenter: null,
  }));
}
