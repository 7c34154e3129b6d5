/** The sample accounts that the sign-in page lists in demo mode; their password is the seed's. */
export const demoAccounts = [
  ["quality.lead@fennmoor.example", "Quality lead"],
  ["registered.manager@fennmoor.example", "Registered manager, Saltmarsh House"],
  ["branch.manager@fennmoor.example", "Branch manager, Homecare South"],
  ["digital.lead@fennmoor.example", "Digital lead"],
  ["nominated.individual@fennmoor.example", "Nominated individual"],
  ["board.member@fennmoor.example", "Board member"],
  ["chair@fennmoor.example", "Chair of the board"],
  ["governance.lead@fennmoor.example", "Governance lead"],
  ["care.worker@fennmoor.example", "Care worker, Saltmarsh House"],
  ["auditor@fennmoor.example", "Internal auditor"],
  ["administrator@fennmoor.example", "Administrator"],
  ["inspector@cqc.example", "Inspector, Care Quality Commission"],
  ["quality.officer@eastmere.example", "Quality officer, Eastmere County Council"],
  ["registered.manager@ashdown.example", "Registered manager, Ashdown Care (unrelated)"],
] as const;

export function isDemo(): boolean {
  return process.env.HOLDFAST_DEMO === "1";
}
