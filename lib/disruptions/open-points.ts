import type { Role, Verb } from "#lib/access/roles.ts";
import type { PaperState } from "./disruption.ts";
import { type DutyDecision, type DutyStanding, dutyStanding } from "./duty.ts";
import { rolesFor, servicesFor } from "./policy.ts";
import {
  isFree,
  placeName,
  type Signer,
  type SigningFacts,
  type Slot,
  signaturePlaces,
  signerRoles,
} from "./review.ts";
import type { Answer } from "./words.ts";

export type ReviewFacts = SigningFacts & {
  triaged: boolean;
  /** The review has said the severity again. */
  confirmed: boolean;
  restored: boolean;
  onPaper: boolean;
  paper: PaperState;
  papers: readonly { label: string; written: number; entered: number; checked: number }[];
  duties: readonly { label: string; decision: DutyDecision; twoRoles: boolean; agreed: boolean }[];
  findings: readonly { number: number; decided: boolean }[];
  review: { answer: Answer | null; submitted: boolean } | undefined;
};

export type OpenPoint = {
  kind:
    | "triage"
    | "restored"
    | "on-paper"
    | "paper"
    | "duty"
    | "finding"
    | "review"
    | "severity"
    | "answer"
    | "submit"
    | "sign-off";
  says: string;
  closes: string;
  roles: readonly Role[];
};

/** Who can close a point: the roles with the verb, where all services are named only those somebody holds for them all. */
function doing(verb: Verb<"disruptions">, { signers }: ReviewFacts): Role[] {
  return rolesFor(verb).filter((role) => signers.whole?.includes(role) ?? true);
}

/** Who can return a review that is being signed: every role that signs and is held for one of its services. */
export function whoReturns({ signers }: ReviewFacts): Role[] {
  return rolesFor("sign").filter((role) => signers.held.includes(role));
}

/**
 * Everything that keeps a disruption from closing, from the first day on, each with what closes it and the roles that
 * can. Severity 1 is logged and closed at triage: of it only its duties stay open (decision 10).
 */
export function openPoints(facts: ReviewFacts): OpenPoint[] {
  if (facts.triaged && facts.severity === 1) return dutyPoints(facts);
  return [...firstSteps(facts), ...paperPoints(facts), ...dutyPoints(facts), ...reviewPoints(facts)];
}

function firstSteps(facts: ReviewFacts): OpenPoint[] {
  const { triaged, restored, paper, onPaper } = facts;
  const timing = doing("time", facts);
  const points: OpenPoint[] = [];
  if (!triaged) {
    points.push({
      kind: "triage",
      says: "Not triaged yet.",
      closes: "Give it a severity.",
      roles: doing("triage", facts),
    });
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

function paperPoints(facts: ReviewFacts): OpenPoint[] {
  const { paper, papers } = facts;
  const roles = doing("paper", facts);
  const point = (says: string, closes: string): OpenPoint => ({ kind: "paper", says, closes, roles });
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

const dutyWords: Record<
  Exclude<DutyStanding, "settled">,
  { says: string; closes: string; verb: Verb<"disruptions"> }
> = {
  undecided: { says: "not decided.", closes: "Decide, with a reason.", verb: "decide" },
  "to-send": { says: "not sent yet.", closes: "Record that it was sent.", verb: "decide" },
  "to-agree": { says: "not required, not agreed yet.", closes: "A second role agrees.", verb: "agree" },
};

function dutyPoints(facts: ReviewFacts): OpenPoint[] {
  return facts.duties.flatMap(({ label, ...row }): OpenPoint[] => {
    const standing = dutyStanding(row);
    if (standing === "settled") return [];
    const { says, closes, verb } = dutyWords[standing];
    return [{ kind: "duty", says: `${label}: ${says}`, closes, roles: doing(verb, facts) }];
  });
}

function reviewPoints(facts: ReviewFacts): OpenPoint[] {
  const writing = doing("review", facts);
  const points: OpenPoint[] = facts.findings
    .filter((finding) => !finding.decided)
    .map((finding) => ({ kind: "finding", ...undecided(finding), roles: writing }));
  if (!facts.review) {
    points.push({ kind: "review", says: "No review yet.", closes: "Write the review.", roles: writing });
  }
  if (!facts.confirmed) {
    const closes = "Confirm it, or say it again with a reason.";
    points.push({ kind: "severity", says: "The severity is not confirmed.", closes, roles: writing });
  }
  if (!facts.review?.answer) {
    const closes = "A signer answers in their own words.";
    points.push({ kind: "answer", says: "Did care stay safe is not answered.", closes, roles: doing("sign", facts) });
  }
  if (!facts.review?.submitted) {
    const closes = "Send the review for sign-off.";
    points.push({ kind: "submit", says: "The review is not sent for sign-off.", closes, roles: writing });
  }
  return [...points, ...(facts.triaged ? signOffPoints(facts) : unknownSigners)];
}

const undecided = ({ number }: { number: number }) => ({
  says: `Finding ${number} has no action decision.`,
  closes: "Raise an action, or say why none is needed.",
});

const unknownSigners: readonly OpenPoint[] = [
  { kind: "sign-off", says: "Nobody has signed.", closes: "Triage says by whom it is signed.", roles: signerRoles },
];

function signOffPoints(facts: ReviewFacts): OpenPoint[] {
  return signaturePlaces(facts)
    .filter(isFree)
    .map(({ slot, service }) => ({
      kind: "sign-off",
      says: `${placeName({ slot, service })} has not signed.`,
      closes:
        slot === "second-person" ? "Someone who did not write the review signs." : "They read the review and sign.",
      roles: slot === "second-person" ? signerRoles : [slot],
    }));
}

/** What keeps the last signature back; undefined while others have yet to sign, or when nothing else is open. */
export function lockOnSigning(facts: ReviewFacts, signer: Signer & { slot: Slot }): OpenPoint | undefined {
  const { slot, personId, role } = signer;
  const forServices = servicesFor(signer, signaturePlaces(facts));
  const signature = { slot, personId, role, forServices, at: new Date(0), alone: facts.signers.alone };
  const points = openPoints({ ...facts, signed: [...facts.signed, signature] });
  return points.some((point) => point.kind === "sign-off") ? undefined : points[0];
}

type Submitting = { severityConfirmed: number | null; restoredAt: Date | null };

/** What is missing before a review can be sent for sign-off. */
export function reasonNotToSubmit(
  disruption: Submitting,
  review: { answer: Answer | null } | undefined,
  findings: ReviewFacts["findings"],
): string | undefined {
  if (!review) return "Write the review first.";
  const missing: string[] = [];
  if (!review.answer) missing.push("Did care stay safe? A role that signs has to answer first.");
  if (disruption.severityConfirmed === null) missing.push("Confirm the severity first.");
  if (!disruption.restoredAt) missing.push("Record when systems were back first.");
  for (const finding of findings.filter(({ decided }) => !decided))
    missing.push(`${undecided(finding).says} ${undecided(finding).closes}`);
  return missing.length > 0 ? missing.join(" ") : undefined;
}
