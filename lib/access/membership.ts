import { type Role, wideRoles } from "./roles.ts";

export type MembershipState = "coming" | "current" | "ended";

export function membershipState(membership: { startsAt: Date; endsAt: Date | null }, now: Date): MembershipState {
  if (membership.endsAt && membership.endsAt <= now) return "ended";
  return membership.startsAt > now ? "coming" : "current";
}

export const membershipWords: Record<MembershipState, string> = {
  coming: "Not begun",
  current: "Current",
  ended: "Ended",
};

/** Roles of the whole organisation reach all services; every other role the services that are named. */
export function reachFor(role: Role, chosen: { wholeOrganisation: boolean; serviceIds: readonly string[] }) {
  const allServices = wideRoles.includes(role) || chosen.wholeOrganisation;
  return { allServices, serviceIds: allServices ? [] : [...new Set(chosen.serviceIds)].sort() };
}

export function later(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}
