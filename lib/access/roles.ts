/** Roles are the ids of the vocabularies' list; titles are free text on the membership. */
export const roleIds = [
  "care-worker",
  "shift-lead",
  "care-coordinator",
  "deputy-manager",
  "registered-manager",
  "regional-manager",
  "nominated-individual",
  "quality-compliance-lead",
  "digital-lead",
  "board-member",
  "internal-auditor",
  "org-admin",
] as const;
export type Role = (typeof roleIds)[number];

export const roleLabels: Record<Role, string> = {
  "care-worker": "Care or support worker",
  "shift-lead": "Senior or shift lead",
  "care-coordinator": "Care coordinator",
  "deputy-manager": "Deputy manager",
  "registered-manager": "Registered manager",
  "regional-manager": "Regional or operations manager",
  "nominated-individual": "Nominated individual",
  "quality-compliance-lead": "Quality and compliance lead",
  "digital-lead": "Digital lead",
  "board-member": "Board member",
  "internal-auditor": "Internal auditor",
  "org-admin": "Organisation administrator",
};

/** Every verb there is, by room; `read` lets a role in, `read-review` opens what was found and signed afterwards. A verb that is not listed for a role is denied. */
export const verbs = {
  overview: ["read"],
  risks: [
    "read",
    "record",
    "change",
    "score",
    "control",
    "prove",
    "review",
    "treat",
    "accept",
    "close",
    "appetite",
    "export",
  ],
  disruptions: [
    "read",
    "read-review",
    "report",
    "add",
    "triage",
    "time",
    "impact",
    "fallback",
    "paper",
    "review",
    "decide",
    "agree",
    "sign",
    "close",
    "reopen",
    "export",
  ],
  "resilience-tests": ["read", "plan", "record", "score", "approve", "retest", "export"],
  "action-items": [
    "read",
    "raise",
    "progress",
    "redate",
    "complete",
    "verify",
    "check-effect",
    "cancel",
    "change",
    "export",
  ],
  systems: ["read", "record", "change", "retire", "export"],
  materials: ["read", "record", "change", "stamp", "check", "know", "withdraw", "export"],
  meetings: [
    "read",
    "keep",
    "call",
    "publish",
    "minute",
    "decide",
    "contribute",
    "sign",
    "correct",
    "extract",
    "export",
  ],
  evidence: ["read", "prepare", "issue", "withdraw", "export"],
  frameworks: ["read", "link", "unlink", "export"],
  organisation: ["read", "change", "import", "export"],
  access: ["read", "invite", "membership", "disable", "grant", "answer", "export"],
  trail: ["read", "export"],
} as const;
export type Room = keyof typeof verbs;
export type Verb<R extends Room> = (typeof verbs)[R][number];

type Reach = { [R in Room]?: readonly Verb<R>[] | "all" };

const records = {
  overview: "all",
  risks: ["read", "record", "change", "score", "control", "prove", "review", "treat", "close", "export"],
  disruptions: [
    "read",
    "read-review",
    "report",
    "add",
    "triage",
    "time",
    "impact",
    "fallback",
    "paper",
    "review",
    "decide",
    "agree",
    "export",
  ],
  "resilience-tests": "all",
  "action-items": "all",
  systems: ["read", "export"],
  materials: "all",
  meetings: ["read", "call", "publish", "minute", "decide", "contribute", "sign", "correct", "export"],
  frameworks: ["read", "link", "unlink", "export"],
} as const satisfies Reach;

const careWorker: Reach = {
  overview: "all",
  disruptions: ["read", "report", "add"],
  "action-items": ["read", "progress", "complete"],
  materials: ["read", "check"],
};

const manager: Reach = {
  ...records,
  risks: [...records.risks, "accept"],
  disruptions: "all",
  meetings: [...records.meetings, "keep"],
  evidence: ["read", "export"],
  organisation: ["read", "export"],
  access: ["read", "grant", "answer", "export"],
};

/** Role → rooms and verbs: the one table that opens doors and draws the navigation (decision 8). */
export const reach: Record<Role, Reach> = {
  "care-worker": careWorker,
  "shift-lead": {
    ...careWorker,
    disruptions: ["read", "report", "add", "time", "impact", "fallback", "paper"],
    materials: ["read", "stamp", "check"],
  },
  "care-coordinator": {
    ...careWorker,
    disruptions: ["read", "report", "add", "time", "impact", "fallback", "paper"],
    materials: ["read", "stamp", "check"],
  },
  "deputy-manager": { ...records, organisation: ["read", "export"] },
  "registered-manager": manager,
  "regional-manager": { ...records, organisation: ["read", "export"] },
  "nominated-individual": {
    overview: "all",
    risks: ["read", "accept", "appetite", "export"],
    disruptions: ["read", "read-review", "report", "agree", "sign", "close", "reopen", "export"],
    "resilience-tests": ["read", "export"],
    "action-items": ["read", "verify", "progress", "complete", "export"],
    systems: ["read", "export"],
    materials: ["read", "export"],
    meetings: "all",
    evidence: ["read", "issue", "withdraw", "export"],
    frameworks: ["read", "export"],
    organisation: ["read", "export"],
    access: ["read", "grant", "answer", "export"],
    trail: ["read"],
  },
  "quality-compliance-lead": {
    ...records,
    risks: [...records.risks, "accept"],
    disruptions: "all",
    systems: ["read", "record", "change", "export"],
    meetings: "all",
    evidence: "all",
    frameworks: "all",
    organisation: ["read", "export"],
    access: ["read", "grant", "answer", "export"],
    trail: ["read"],
  },
  "digital-lead": {
    overview: "all",
    risks: ["read", "record", "change", "score", "control", "prove", "review", "treat", "close", "export"],
    disruptions: [
      "read",
      "read-review",
      "report",
      "add",
      "triage",
      "time",
      "impact",
      "fallback",
      "paper",
      "review",
      "sign",
      "export",
    ],
    "resilience-tests": "all",
    "action-items": "all",
    systems: "all",
    materials: ["read", "export"],
    meetings: records.meetings,
    frameworks: ["read", "link", "export"],
    organisation: ["read", "export"],
  },
  "board-member": {
    overview: "all",
    risks: ["read"],
    disruptions: ["read", "read-review"],
    "resilience-tests": ["read"],
    "action-items": ["read"],
    meetings: records.meetings,
    evidence: ["read"],
  },
  "internal-auditor": {
    overview: "all",
    risks: ["read", "export"],
    disruptions: ["read", "read-review", "export"],
    "resilience-tests": ["read", "export"],
    "action-items": ["read", "export"],
    systems: ["read", "export"],
    materials: ["read", "export"],
    meetings: ["read", "export"],
    evidence: ["read", "export"],
    frameworks: ["read", "export"],
    organisation: ["read", "export"],
    access: ["read", "export"],
    trail: "all",
  },
  "org-admin": { organisation: "all", access: ["read", "invite", "membership", "disable", "export"] },
};

/** Roles whose membership spans the whole organisation. */
export const wideRoles: readonly Role[] = [
  "nominated-individual",
  "quality-compliance-lead",
  "digital-lead",
  "board-member",
  "internal-auditor",
  "org-admin",
];

export function can<R extends Room>(actor: { role: Role }, room: R, verb: Verb<R>): boolean {
  const allowed: readonly string[] | "all" | undefined = reach[actor.role][room];
  const known: readonly string[] = verbs[room];
  return known.includes(verb) && (allowed === "all" || (allowed?.includes(verb) ?? false));
}

/** Where a role lands after signing in. */
export function home(actor: { role: Role }): "/" | "/organisation" {
  return can(actor, "overview", "read") ? "/" : "/organisation";
}

/** A person with the role in which they acted, said once where the person is named by the role. */
export function inRole(name: string, role: string | null | undefined): string {
  return role && !name.toLowerCase().startsWith(role.toLowerCase()) ? `${name}, ${role}` : name;
}
