export const purposes = ["commissioner", "cqc-inspection", "board"] as const;
export type Purpose = (typeof purposes)[number];
export const purposeWords: Record<Purpose, string> = {
  commissioner: "Commissioner monitoring",
  "cqc-inspection": "CQC inspection",
  board: "Board assurance",
};

export const markings = ["Public", "Commercial in confidence", "Board confidential"] as const;
export type Marking = (typeof markings)[number];

export const bundleStates = ["draft", "assembling", "ready", "issuing", "issued", "superseded", "withdrawn"] as const;
export type BundleState = (typeof bundleStates)[number];
export const bundleStateWords: Record<BundleState, string> = {
  draft: "Draft",
  assembling: "Being assembled",
  ready: "Ready to check",
  issuing: "Being issued",
  issued: "Issued",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
};

export type TextToCheck = { kinds: readonly string[]; clearedAt: Date | null };

/** What still stands between a bundle and its issue; each line says what clears it. */
export function blocksIssue(bundle: { state: BundleState }, texts: readonly TextToCheck[]): string[] {
  const blocks: string[] = [];
  if (bundle.state !== "ready") blocks.push("Assemble the bundle first.");
  const open = texts.filter((text) => text.kinds.length > 0 && !text.clearedAt).length;
  if (open > 0)
    blocks.push(`${open === 1 ? "One flagged text has" : `${open} flagged texts have`} not been ticked by a person.`);
  return blocks;
}

/** 64 hexadecimal digits in groups of four, as covers and pages print them. */
export function groupedFingerprint(hex: string): string {
  return hex.match(/.{1,4}/g)?.join(" ") ?? "";
}

/** Decision 14's words: the framework in force, and that another is in draft. */
export const frameworkChoices = [
  "Single assessment framework, as held 22 November 2026; a new framework is in draft",
] as const;
