import type { Knowing, Severity } from "./disruption.ts";

export const dutyIds = [
  "cqc-reg18-events",
  "ukgdpr-art33-ico",
  "commissioner-contract",
  "duty-of-candour",
  "safeguarding-s42",
  "cqc-reg18-serious-injury",
  "cqc-reg18-abuse",
  "cqc-reg18-police",
  "cqc-reg16-death",
  "ukgdpr-art33-2-processor",
  "ukgdpr-art34-people",
  "dspt-incident",
  "nis-regulations",
  "riddor",
  "mhra-yellow-card",
  "clinical-safety-dcb0160",
  "lfpse",
  "civil-police-cyber",
  "insurer",
  "charity-serious-incident",
] as const;
export type DutyId = (typeof dutyIds)[number];

type Duty = { name: string; instrument: string; allowed: string; asks: string };

/** The duties list (statutory-duties.json) in the words of the page. Standing duties have no decision and are left out. */
export const duties: Record<DutyId, Duty> = {
  "cqc-reg18-events": {
    name: "CQC, event that stops the service running safely",
    instrument: "CQC (Registration) Regulations 2009, regulation 18(2)(g)",
    allowed: "Without delay",
    asks: "Can every person's assessed needs still be met safely?",
  },
  "cqc-reg18-serious-injury": {
    name: "CQC, serious injury",
    instrument: "CQC (Registration) Regulations 2009, regulation 18(2)(a) and (b)",
    allowed: "Without delay",
    asks: "Did anyone come to serious harm during or because of the disruption?",
  },
  "cqc-reg18-abuse": {
    name: "CQC, abuse or allegation of abuse",
    instrument: "CQC (Registration) Regulations 2009, regulation 18(2)(e)",
    allowed: "Without delay",
    asks: "Could what happened be neglect or acts of omission?",
  },
  "cqc-reg18-police": {
    name: "CQC, incident reported to the police",
    instrument: "CQC (Registration) Regulations 2009, regulation 18(2)(f)",
    allowed: "Without delay",
    asks: "Has this been, or will it be, reported to the police?",
  },
  "cqc-reg16-death": {
    name: "CQC, death of a person using the service",
    instrument: "CQC (Registration) Regulations 2009, regulation 16",
    allowed: "Without delay",
    asks: "Has anyone died during or possibly because of the disruption?",
  },
  "duty-of-candour": {
    name: "Duty of candour",
    instrument: "Regulated Activities Regulations 2014, regulation 20",
    allowed: "As soon as reasonably practicable",
    asks: "Has harm at the adult social care threshold happened, or might it have?",
  },
  "ukgdpr-art33-ico": {
    name: "ICO, personal data breach",
    instrument: "UK GDPR article 33",
    allowed: "72 h from awareness",
    asks: "Is personal data lost, altered, seen by the wrong people or out of reach, and is risk to people likely?",
  },
  "ukgdpr-art33-2-processor": {
    name: "Processor tells controller",
    instrument: "UK GDPR article 33(2)",
    allowed: "Without undue delay",
    asks: "When did the supplier tell us, or when must we tell a council whose data we hold?",
  },
  "ukgdpr-art34-people": {
    name: "People affected, personal data breach",
    instrument: "UK GDPR article 34",
    allowed: "Without undue delay",
    asks: "Could this cause serious harm, distress, or a risk to home security?",
  },
  "dspt-incident": {
    name: "DSPT incident report",
    instrument: "DSPT incident reporting tool",
    allowed: "72 h from awareness",
    asks: "Have we used the tool's harm and likelihood questions?",
  },
  "nis-regulations": {
    name: "Network and information systems incident",
    instrument: "NIS Regulations 2018",
    allowed: "72 h",
    asks: "Are we designated as an operator of essential services?",
  },
  "safeguarding-s42": {
    name: "Safeguarding, local authority",
    instrument: "Care Act 2014, section 42",
    allowed: "Same day under most local procedures",
    asks: "Was anyone neglected or put at risk by what did not happen?",
  },
  riddor: {
    name: "HSE, work-related injury or dangerous occurrence",
    instrument: "RIDDOR 2013",
    allowed: "10 or 15 days",
    asks: "Was anyone injured because of work, equipment or how work was organised?",
  },
  "mhra-yellow-card": {
    name: "MHRA, medical device safety report",
    instrument: "Yellow Card scheme",
    allowed: "As soon as possible",
    asks: "Did a device, or software that is one, cause or nearly cause harm?",
  },
  "clinical-safety-dcb0160": {
    name: "Supplier's clinical safety officer",
    instrument: "DCB0160 and DCB0129",
    allowed: "As soon as possible",
    asks: "Did health IT contribute to a hazard the supplier should know of?",
  },
  lfpse: {
    name: "NHS England, learn from patient safety events",
    instrument: "NHS Standard Contract",
    allowed: "Set by contract",
    asks: "Is this NHS-funded care where the event must be recorded?",
  },
  "commissioner-contract": {
    name: "Commissioner, service disruption",
    instrument: "Contract, framework or brokerage terms",
    allowed: "Set by contract",
    asks: "Does the contract ask us to tell the council or ICB of a disruption like this?",
  },
  "civil-police-cyber": {
    name: "Police, cyber crime",
    instrument: "National reporting service for fraud and cyber crime",
    allowed: "As soon as possible",
    asks: "Is a crime suspected?",
  },
  insurer: {
    name: "Insurer",
    instrument: "Policy terms",
    allowed: "Set by contract",
    asks: "Does the policy ask for notice?",
  },
  "charity-serious-incident": {
    name: "Charity Commission, serious incident",
    instrument: "Charity Commission guidance",
    allowed: "Promptly",
    asks: "Are we a charity, and is this a serious incident under the guidance?",
  },
};

export const dutyDecisions = [
  "undecided",
  "under-advice",
  "not-required",
  "required",
  "submitted",
  "acknowledged",
] as const;
export type DutyDecision = (typeof dutyDecisions)[number];
export const decisionWords: Record<DutyDecision, string> = {
  undecided: "Not decided",
  "under-advice": "Taking advice",
  "not-required": "Decided: not required",
  required: "Decided: tell them",
  submitted: "Sent",
  acknowledged: "Acknowledged",
};

export type DutyStanding = "settled" | "undecided" | "to-send" | "to-agree";

export function dutyStanding(row: { decision: DutyDecision; twoRoles: boolean; agreed: boolean }): DutyStanding {
  switch (row.decision) {
    case "undecided":
    case "under-advice":
      return "undecided";
    case "required":
      return "to-send";
    case "not-required":
      return row.twoRoles && !row.agreed ? "to-agree" : "settled";
    case "submitted":
    case "acknowledged":
      return "settled";
  }
}

/**
 * What can still be decided of a duty. While its review is being signed, what the signers have read stands: a duty that
 * nobody decided yet is decided, and one to tell is sent.
 */
export function decisionsOpen(
  row: { decision: DutyDecision; twoRoles: boolean; agreed: boolean },
  signing: boolean,
): readonly DutyDecision[] {
  const [, ...all] = dutyDecisions;
  if (!signing) return all;
  const standing = dutyStanding(row);
  if (standing === "undecided") return all;
  return standing === "to-send" ? ["submitted", "acknowledged"] : [];
}

export type TriageAnswers = { careAtRisk: Knowing; dataAtRisk: Knowing; harmPossible: Knowing };

/** How the list comes about, in words that agree with the rule below: where the list stands, and where triage is done. */
export const dutiesFollow =
  "From severity 2 triage puts the five usual duties here to decide. Any answer at triage but No puts the duty it points to here, at every severity.";
export const triageLeadsTo =
  "Severity 1 is logged and closed here, unless an answer below leaves a duty to decide. From severity 2 a review follows, and the five usual duties are put to decide. Any answer below but No puts the duty it points to on the list.";
export const noDuty = "At severity 1, with No to all three questions of triage, no duty is put here.";

const usual: readonly DutyId[] = [
  "cqc-reg18-events",
  "ukgdpr-art33-ico",
  "commissioner-contract",
  "duty-of-candour",
  "safeguarding-s42",
];

/** Which duties triage puts on the desk: the five usual ones from severity 2, and those an answer points to. */
export function dutiesToConsider(severity: Severity, answers: TriageAnswers): DutyId[] {
  const wanted = new Set<DutyId>(severity >= 2 ? usual : []);
  if (answers.careAtRisk !== "no") for (const id of ["cqc-reg18-events", "safeguarding-s42"] as const) wanted.add(id);
  if (answers.dataAtRisk !== "no") wanted.add("ukgdpr-art33-ico");
  if (answers.dataAtRisk === "yes") wanted.add("dspt-incident");
  if (answers.harmPossible !== "no") wanted.add("duty-of-candour");
  if (answers.harmPossible === "yes") wanted.add("cqc-reg18-serious-injury");
  return dutyIds.filter((id) => wanted.has(id));
}
