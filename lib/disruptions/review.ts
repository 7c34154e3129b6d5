import type { Role } from "#lib/access/roles.ts";
import type { Severity } from "./disruption.ts";

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

/** A manager's signature names the services it is for; without any it stands for all of them. */
export type Signature = {
  slot: Slot;
  personId: string;
  role: Role;
  at: Date;
  alone: boolean;
  forServices?: readonly string[];
};

/** A service among several that are named, and whether it has a registered manager now. */
export type SignedService = { id: string; name: string; managed: boolean };

/**
 * Who there is to sign: roles that somebody holds now, whether the organisation has a second person at all, the services
 * where several are named, and the roles that somebody holds for every one of them.
 */
export type Signers = {
  held: readonly Role[];
  alone: boolean;
  services?: readonly SignedService[];
  whole?: readonly Role[];
};

export type SigningFacts = {
  severity: Severity;
  namesSystem: boolean;
  authors: readonly string[];
  signed: readonly Signature[];
  signers: Signers;
};

export type SlotStanding = {
  slot: Slot;
  signature: Signature | undefined;
  unheld: boolean;
  service?: SignedService | undefined;
};

/** Whose place it is: of several services each has a registered manager of its own (decision 10). */
export function placeName({ slot, service }: Pick<SlotStanding, "slot" | "service">): string {
  return service ? `${slotWords[slot]}, ${service.name}` : slotWords[slot];
}

/**
 * Every place for a signature. The registered manager of each service signs for it. A role that nobody holds stays in the
 * list and asks for nothing; nobody signs alone what they wrote, so a lone author's signature opens a place for a second person, unless there is none.
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
  const places = required.flatMap((slot): SlotStanding[] => {
    const services = slot === "registered-manager" ? (facts.signers.services ?? []) : [];
    if (services.length > 1) return services.map((service) => managersPlace(service, facts.signed));
    return [{ slot, signature: of(slot), unheld: !facts.signers.held.includes(slot) && !of(slot) }];
  });
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

function managersPlace(service: SignedService, signed: readonly Signature[]): SlotStanding {
  const slot = "registered-manager";
  const signature = signed.find(
    ({ forServices = [], ...one }) =>
      one.slot === slot && (forServices.length === 0 || forServices.includes(service.id)),
  );
  return { slot, service, signature, unheld: !service.managed && !signature };
}

export type Signer = { personId: string; role: Role; services: "all" | readonly string[] };
/** Somebody has yet to sign here, and can. */
export const isFree = (place: SlotStanding) => !place.signature && !place.unheld;
