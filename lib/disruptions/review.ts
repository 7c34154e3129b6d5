import type { Role } from "#lib/access/roles.ts";
import type { PaperState, Severity } from "./disruption.ts";
import { type DutyDecision, type DutyStanding, dutyStanding } from "./duty.ts";
import type { Answer } from "./words.ts";

export const slots = [
  "registered-manager",
  "quality-compliance-lead",
  "digital-lead",
  "nominated-individual",
  "second-person",
] as const;
export type Slot = (typeof slots)[number];
export type SignerRole = Exclude<Slot, "second-person">;

export const slotWords: Record<Slot, string> = {
  "registered-manager": "Registered manager",
  "quality-compliance-lead": "Quality and compliance lead",
  "digital-lead": "Digital lead",
  "nominated-individual": "Nominated individual",
  "second-person": "A second person",
};

export const signerRoles: readonly SignerRole[] = [
  "registered-manager",
  "quality-compliance-lead",
  "digital-lead",
  "nominated-individual",
];

/** Who signs a review, by its severity and whether a system is named (decision 10). Severity 1 closes at triage. */
export function requiredSignOffs(severity: Severity, namesSystem: boolean): SignerRole[] {
  if (severity === 1) return [];
  if (severity === 2) return ["registered-manager"];
  const three: SignerRole[] = ["registered-manager", "quality-compliance-lead"];
  if (namesSystem) three.push("digital-lead");
  return severity === 3 ? three : [...three, "nominated-individual"];
}

export type Signature = { slot: Slot; personId: string; role: Role; at: Date; alone: boolean };

/** Who there is to sign: roles that somebody holds now, and whether the organisation has a second person at all. */
export type Signers = { held: readonly Role[]; alone: boolean };

type SigningFacts = {
  severity: Severity;
  namesSystem: boolean;
  authors: readonly string[];
  signed: readonly Signature[];
  signers: Signers;
};

export type SlotStanding = { slot: Slot; signature: Signature | undefined; unheld: boolean };

/**
 * Every place for a signature. A role that nobody holds stays in the list and asks for nothing; nobody signs alone what
 * they wrote, so a lone author's signature opens a place for a second person, unless there is none.
 */
export function signaturePlaces(facts: SigningFacts): SlotStanding[] {
  const required = requiredSignOffs(facts.severity, facts.namesSystem);
  if (required.length === 0) return [];
  const of = (slot: Slot) => facts.signed.find((one) => one.slot === slot);
  if (facts.signers.alone) {
    const [mine] = facts.signed;
    const [first = "registered-manager"] = required;
    const slot = mine?.slot ?? required.find((role) => facts.signers.held.includes(role)) ?? first;
    return [{ slot, signature: mine, unheld: false }];
  }
  const places: SlotStanding[] = required.map((slot) => ({
    slot,
    signature: of(slot),
    unheld: !facts.signers.held.includes(slot) && !of(slot),
  }));
  const asked = places.filter((place) => !place.unheld);
  const people = new Set(facts.signed.map((one) => one.personId));
  const [only] = people;
  const byLoneAuthor = people.size === 1 && only !== undefined && facts.authors.includes(only);
  const noneLeft = asked.every((place) => place.signature);
  if (of("second-person") || (noneLeft && (byLoneAuthor || asked.length === 0))) {
    places.push({ slot: "second-person", signature: of("second-person"), unheld: false });
  }
  return places;
}

/** The place this person may sign now, if there is one. */
export function placeFor(
  person: { personId: string; role: Role },
  places: readonly SlotStanding[],
  facts: Pick<SigningFacts, "authors" | "signed" | "signers">,
): Slot | undefined {
  if (facts.signed.some((one) => one.personId === person.personId)) return undefined;
  const free = places.filter((place) => !place.signature && !place.unheld);
  const signs = signerRoles.find((role) => role === person.role);
  if (!signs) return undefined;
  if (facts.signers.alone) return free[0]?.slot;
  if (free.some((place) => place.slot === signs)) return signs;
  const second = free.some((place) => place.slot === "second-person");
  return second && !facts.authors.includes(person.personId) ? "second-person" : undefined;
}

export type ReviewFacts = SigningFacts & {
  triaged: boolean;
  restored: boolean;
  onPaper: boolean;
  paper: PaperState;
  papers: readonly { label: string; written: number; entered: number; checked: number }[];
  duties: readonly { label: string; decision: DutyDecision; twoRoles: boolean; agreed: boolean }[];
  findings: readonly { number: number; decided: boolean }[];
  review: { answer: Answer | null; submitted: boolean } | undefined;
};

export type OpenPoint = {
  kind: "triage" | "restored" | "on-paper" | "paper" | "duty" | "finding" | "review" | "answer" | "submit" | "sign-off";
  says: string;
  closes: string;
  roles: readonly Role[];
};

const managing: readonly Role[] = [
  "registered-manager",
  "deputy-manager",
  "regional-manager",
  "quality-compliance-lead",
];
const writing: readonly Role[] = [...managing, "digital-lead"];
const deciding: readonly Role[] = ["registered-manager", "quality-compliance-lead"];

const timing: readonly Role[] = ["shift-lead", "care-coordinator", ...managing, "digital-lead"];

/**
 * Everything that keeps a disruption from closing, from the first day on, each with what closes it and the roles that
 * can. Severity 1 is logged and closed at triage: of it only its duties stay open (decision 10).
 */
export function openPoints(facts: ReviewFacts): OpenPoint[] {
  if (facts.triaged && facts.severity === 1) return dutyPoints(facts);
  return [...firstSteps(facts), ...paperPoints(facts), ...dutyPoints(facts), ...reviewPoints(facts)];
}

function firstSteps({ triaged, restored, paper, onPaper }: ReviewFacts): OpenPoint[] {
  const points: OpenPoint[] = [];
  if (!triaged) {
    points.push({ kind: "triage", says: "Not triaged yet.", closes: "Give it a severity.", roles: managing });
  }
  if (paper === "used" && !onPaper) {
    const says = "When work went on to paper is not known.";
    points.push({ kind: "on-paper", says, closes: "Record the time.", roles: timing });
  }
  if (!restored) {
    const says = "When systems were back is not known.";
    points.push({ kind: "restored", says, closes: "Record the time.", roles: timing });
  }
  return points;
}

function paperPoints({ paper, papers }: ReviewFacts): OpenPoint[] {
  const point = (says: string, closes: string): OpenPoint => ({ kind: "paper", says, closes, roles: managing });
  if (paper === "not-known") {
    return [point("Whether paper was used is not known.", "Count the paper records, or say that none were used.")];
  }
  if (paper === "not-used") return [];
  if (papers.length === 0) return [point("Paper was used and nothing is counted.", "Count what was written, by kind.")];
  return papers.flatMap(({ label, written, entered, checked }) => {
    if (entered < written) {
      return [
        point(`${label}: ${written - entered} of ${written} not entered.`, "Enter them, then have them checked."),
      ];
    }
    if (checked >= written) return [];
    return [point(`${label}: ${written - checked} of ${written} to check.`, "Another role checks them.")];
  });
}

const dutyWords: Record<Exclude<DutyStanding, "settled">, { says: string; closes: string; roles: readonly Role[] }> = {
  undecided: { says: "not decided.", closes: "Decide, with a reason.", roles: deciding },
  "to-send": { says: "not sent yet.", closes: "Record that it was sent.", roles: deciding },
  "to-agree": {
    says: "not required, not agreed yet.",
    closes: "A second role agrees.",
    roles: ["nominated-individual", ...deciding],
  },
};

function dutyPoints({ duties }: ReviewFacts): OpenPoint[] {
  return duties.flatMap(({ label, ...row }): OpenPoint[] => {
    const standing = dutyStanding(row);
    if (standing === "settled") return [];
    const { says, ...rest } = dutyWords[standing];
    return [{ kind: "duty", says: `${label}: ${says}`, ...rest }];
  });
}

function reviewPoints(facts: ReviewFacts): OpenPoint[] {
  const points: OpenPoint[] = facts.findings
    .filter((finding) => !finding.decided)
    .map((finding) => ({
      kind: "finding",
      says: `Finding ${finding.number} has no action decision.`,
      closes: "Raise an action, or say why none is needed.",
      roles: managing,
    }));
  if (!facts.review) {
    points.push({ kind: "review", says: "No review yet.", closes: "Write the review.", roles: writing });
  }
  if (!facts.review?.answer) {
    const closes = "A signer answers in their own words.";
    points.push({ kind: "answer", says: "Did care stay safe is not answered.", closes, roles: signerRoles });
  }
  if (!facts.review?.submitted) {
    const closes = "Send the review for sign-off.";
    points.push({ kind: "submit", says: "The review is not sent for sign-off.", closes, roles: writing });
  }
  return [...points, ...(facts.triaged ? signOffPoints(facts) : unknownSigners)];
}

const unknownSigners: readonly OpenPoint[] = [
  { kind: "sign-off", says: "Nobody has signed.", closes: "Triage says by whom it is signed.", roles: signerRoles },
];

function signOffPoints(facts: ReviewFacts): OpenPoint[] {
  return signaturePlaces(facts)
    .filter((place) => !place.signature && !place.unheld)
    .map(({ slot }) => ({
      kind: "sign-off",
      says: `${slotWords[slot]} has not signed.`,
      closes:
        slot === "second-person" ? "Someone who did not write the review signs." : "They read the review and sign.",
      roles: slot === "second-person" ? signerRoles : [slot],
    }));
}

/** What keeps the last signature back; undefined while others have yet to sign, or when nothing else is open. */
export function lockOnSigning(
  facts: ReviewFacts,
  signer: { slot: Slot; personId: string; role: Role },
): OpenPoint | undefined {
  const signature = { ...signer, at: new Date(0), alone: facts.signers.alone };
  const points = openPoints({ ...facts, signed: [...facts.signed, signature] });
  return points.some((point) => point.kind === "sign-off") ? undefined : points[0];
}

type Submitting = { severityConfirmed: number | null; restoredAt: Date | null };

/** What is missing before a review can be sent for sign-off. */
export function reasonNotToSubmit(
  disruption: Submitting,
  review: { answer: Answer | null } | undefined,
): string | undefined {
  if (!review) return "Write the review first.";
  if (!review.answer) return "Did care stay safe? A role that signs has to answer first.";
  if (disruption.severityConfirmed === null) return "Confirm the severity first.";
  return disruption.restoredAt ? undefined : "Record when systems were back first.";
}
