export const serviceTypes = [
  "care-home-nursing",
  "care-home",
  "homecare",
  "supported-living",
  "extra-care",
  "shared-lives",
  "live-in-care",
  "day-service",
  "other",
] as const;
export type ServiceType = (typeof serviceTypes)[number];

/** Words of the vocabularies' list of service types. */
export const serviceTypeWords: Record<ServiceType, string> = {
  "care-home-nursing": "Care home with nursing",
  "care-home": "Care home without nursing",
  homecare: "Homecare",
  "supported-living": "Supported living",
  "extra-care": "Extra care housing",
  "shared-lives": "Shared Lives",
  "live-in-care": "Live-in care",
  "day-service": "Day service",
  other: "Other",
};

export function typesInWords(types: readonly ServiceType[]): string {
  return types.map((type) => serviceTypeWords[type]).join(", ");
}

/** Where the CQC location is an office: the people it supports live elsewhere, at its sites. */
export function isOfficeBased(types: readonly ServiceType[]): boolean {
  const homes: readonly ServiceType[] = ["care-home", "care-home-nursing", "day-service", "other"];
  return types.length > 0 && types.every((type) => !homes.includes(type));
}

export const siteKinds = ["house", "floor", "unit", "medicines-room", "office", "branch-room", "other"] as const;
export type SiteKind = (typeof siteKinds)[number];
export const siteKindWords: Record<SiteKind, string> = {
  house: "House or flats",
  floor: "Floor",
  unit: "Unit",
  "medicines-room": "Medicines room",
  office: "Office",
  "branch-room": "Branch room",
  other: "Other place",
};

export const bodyKinds = ["council", "icb", "other"] as const;
export type BodyKind = (typeof bodyKinds)[number];
export const bodyKindWords: Record<BodyKind, string> = {
  council: "Council",
  icb: "Integrated care board",
  other: "Other commissioner",
};

/** CQC gives providers and locations ids of the same shape. */
export const cqcId = /^1-[0-9]{3,15}$/;
export const odsCode = /^[A-Z0-9]{3,10}$/;

export type Standing = "open" | "closing" | "closed";

/** Derived from the closing date and today, as 2026-11-24; a date still to come has not closed anything. */
export function standing(closedOn: string | null, today: string): Standing {
  if (closedOn === null) return "open";
  return closedOn > today ? "closing" : "closed";
}

export type Term = "to-come" | "current" | "ended";

/** Whether a body commissions a service today. Without dates it does. */
export function term(link: { startsOn: string | null; endsOn: string | null }, today: string): Term {
  if (link.startsOn !== null && link.startsOn > today) return "to-come";
  return link.endsOn !== null && link.endsOn < today ? "ended" : "current";
}

const ukPostcode = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$/;

/** "m415bv" as "M41 5BV", or undefined when it is no postcode. */
export function readPostcode(typed: string): string | undefined {
  const found = ukPostcode.exec(typed.toUpperCase().replace(/\s+/g, ""));
  return found ? `${found[1]} ${found[2]}` : undefined;
}
