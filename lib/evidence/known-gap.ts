import type { Gap } from "#lib/evidence/bag/bundle.ts";
import type { SectionId } from "./sections.ts";

/** Something the provider knows is missing, with what closes it; `recordId` where it lies in one record. */
export type KnownGap = Gap & { section: SectionId; recordId: string | null };
export type Place = { services: ReadonlyMap<string, string>; references: ReadonlyMap<string, string> };

export const manager = "Registered manager";
export const quality = "Quality and compliance lead";
export const gap = (
  section: SectionId,
  what: string,
  closes: string,
  role: string,
  more: Partial<KnownGap> = {},
): KnownGap => ({
  section,
  what,
  closes,
  role,
  due: null,
  recordId: null,
  ...more,
});

export function named(record: { id: string; title: string }, place: Place): string {
  return [place.references.get(record.id), record.title].filter(Boolean).join(", ");
}
