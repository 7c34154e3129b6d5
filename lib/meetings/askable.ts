import type { RecordKind } from "#lib/records/record.ts";
import type { Section } from "./section.ts";

/** What a question can be about, as its groups are called in the list. */
const groups = {
  risk: "Risks",
  "resilience-test": "Tests",
  disruption: "Disruptions",
  "action-item": "Actions",
  system: "Systems",
} as const satisfies Partial<Record<RecordKind, string>>;
type Askable = keyof typeof groups;

const nearest: Partial<Record<Section, Askable>> = {
  risks: "risk",
  exercises: "resilience-test",
  disruptions: "disruption",
  notifications: "disruption",
  "minutes-actions": "action-item",
};

const all: readonly Askable[] = ["risk", "resilience-test", "disruption", "action-item", "system"];

/** The kinds of record that a question can be about, those that the item speaks of first. */
export function askableKinds(section: Section | null): Askable[] {
  const first = section ? nearest[section] : undefined;
  return first ? [first, ...all.filter((kind) => kind !== first)] : [...all];
}

/** The group of the list in which a record stands. */
export const askableGroup = (kind: RecordKind): string =>
  all.flatMap((one) => (one === kind ? groups[one] : []))[0] ?? "Others";
