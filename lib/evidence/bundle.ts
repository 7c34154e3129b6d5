import { listed } from "#lib/words.ts";

export const purposes = ["commissioner", "cqc-inspection", "board"] as const;
export type Purpose = (typeof purposes)[number];
export const purposeWords: Record<Purpose, string> = {
  commissioner: "Commissioner monitoring",
  "cqc-inspection": "CQC inspection",
  board: "Board assurance",
};

export const markings = ["Public", "Commercial in confidence", "Board confidential"] as const;
export type Marking = (typeof markings)[number];

export const bundleStates = [
  "draft",
  "assembling",
  "ready",
  "issuing",
  "issued",
  "superseded",
  "withdrawn",
  "discarded",
] as const;
export type BundleState = (typeof bundleStates)[number];
export const bundleStateWords: Record<BundleState, string> = {
  draft: "Draft",
  assembling: "Being assembled",
  ready: "Ready to check",
  issuing: "Being issued",
  issued: "Issued",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
  discarded: "Discarded",
};

export type TextToCheck = { kinds: readonly string[]; clearedAt: Date | null };

/** What still stands between a bundle and its issue; each line says what clears it. */
export function blocksIssue(
  bundle: { state: BundleState },
  texts: readonly TextToCheck[],
  ...sentences: readonly (string | undefined)[]
): string[] {
  const blocks = sentences.filter((one) => one !== undefined);
  if (bundle.state !== "ready") blocks.push("Assemble the bundle first.");
  const open = leftToTick(texts);
  if (open > 0)
    blocks.push(`${open === 1 ? "One flagged text has" : `${open} flagged texts have`} not been ticked by a person.`);
  return blocks;
}

type Addressed = { purpose: Purpose; bodyId?: string | null | undefined; serviceIds: readonly string[] };

/**
 * Why a bundle cannot supersede an issued one, and the field that says so. To supersede is to hand the same recipient a
 * newer issue of the same thing; whatever else ends an issued bundle is a withdrawal, with its reason.
 */
export function mayNotSupersede(
  before: Addressed & { reference: string },
  after: Addressed,
  named: (serviceId: string) => string,
): { field: "purpose" | "bodyId" | "serviceIds"; sentence: string } | undefined {
  const otherwise = "Anything else is a bundle of its own.";
  if (after.purpose !== before.purpose)
    return {
      field: "purpose",
      sentence: `${before.reference} was issued for “${purposeWords[before.purpose]}”, so what supersedes it is too. ${otherwise}`,
    };
  if ((after.bodyId ?? null) !== (before.bodyId ?? null))
    return {
      field: "bodyId",
      sentence: `What supersedes ${before.reference} goes to the same commissioner. ${otherwise}`,
    };
  const missing = before.serviceIds.filter((id) => !after.serviceIds.includes(id));
  if (missing.length === 0) return undefined;
  return {
    field: "serviceIds",
    sentence: `${before.reference} also tells ${listed(missing.map(named).sort())}, so what supersedes it does too. ${otherwise}`,
  };
}

/** A flagged text still waits for a person. */
export const isLeftToTick = (text: TextToCheck) => text.kinds.length > 0 && !text.clearedAt;

/** How many flagged texts still wait for a person: the count that stands wherever the issue is spoken of. */
export const leftToTick = (texts: readonly TextToCheck[]): number => texts.filter(isLeftToTick).length;

/** 64 hexadecimal digits in groups of four, as covers and pages print them. */
export function groupedFingerprint(hex: string): string {
  return hex.match(/.{1,4}/g)?.join(" ") ?? "";
}

/** Whether a new issue may follow: a withdrawn one leaves its reader with nothing. */
export function isFollowed(state: BundleState): boolean {
  return state === "issued" || state === "withdrawn";
}

/** Services by name, in the order of the alphabet. */
export function servicesNamed(
  ids: readonly string[],
  names: ReadonlyMap<string, string>,
  unknown = "A service outside your access",
): string {
  const named = ids.map((id) => names.get(id) ?? unknown);
  return named.sort((a, b) => a.localeCompare(b, "en-GB")).join(", ");
}

/** Decision 14's words: the framework in force, and that another is in draft. */
export const frameworkChoices = [
  "Single assessment framework, as held 22 November 2026; a new framework is in draft",
] as const;

/** Why a bundle cannot go to a commissioner; undefined where it commissions every service. */
export function notCommissioned(body: string, services: readonly string[]): string | undefined {
  return services.length > 0
    ? `${body} does not commission ${listed([...services].sort(), "or")} today, so this bundle cannot go to it.`
    : undefined;
}
