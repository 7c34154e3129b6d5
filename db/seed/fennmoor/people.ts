import type { CastKey, CastMember } from "#db/seed/story.ts";

/** Titles only, no invented people: each account is named by its role. */
export const fennmoorCast: Record<CastKey, CastMember> = {
  administrator: { email: "administrator@fennmoor.example", name: "Administrator", role: "org-admin", services: "all" },
  qualityLead: {
    email: "quality.lead@fennmoor.example",
    name: "Quality lead",
    role: "quality-compliance-lead",
    title: "Quality lead",
    services: "all",
  },
  registeredManager: {
    email: "registered.manager@fennmoor.example",
    name: "Registered manager, Saltmarsh House",
    role: "registered-manager",
    services: ["saltmarsh"],
  },
  millraceManager: {
    email: "millrace.manager@fennmoor.example",
    name: "Registered manager, Millrace House",
    role: "registered-manager",
    services: ["millrace"],
  },
  supportedManager: {
    email: "supported.living@fennmoor.example",
    name: "Registered manager, supported living",
    role: "registered-manager",
    services: ["weirLane", "tollgate"],
  },
  northManager: {
    email: "north.branch@fennmoor.example",
    name: "Branch manager, Homecare North",
    role: "registered-manager",
    title: "Branch manager",
    services: ["homecareNorth"],
  },
  branchManager: {
    email: "branch.manager@fennmoor.example",
    name: "Branch manager, Homecare South",
    role: "registered-manager",
    title: "Branch manager",
    services: ["homecareSouth"],
  },
  digitalLead: { email: "digital.lead@fennmoor.example", name: "Digital lead", role: "digital-lead", services: "all" },
  nominatedIndividual: {
    email: "nominated.individual@fennmoor.example",
    name: "Nominated individual",
    role: "nominated-individual",
    title: "Director of operations",
    services: "all",
  },
  boardMember: { email: "board.member@fennmoor.example", name: "Board member", role: "board-member", services: "all" },
  careWorker: {
    email: "care.worker@fennmoor.example",
    name: "Care worker, Saltmarsh House",
    role: "care-worker",
    services: ["saltmarsh"],
  },
  shiftLead: {
    email: "team.leader@fennmoor.example",
    name: "Team leader, Saltmarsh House",
    role: "shift-lead",
    title: "Team leader",
    services: ["saltmarsh"],
  },
  auditor: { email: "auditor@fennmoor.example", name: "Internal auditor", role: "internal-auditor", services: "all" },
};
