import { roleLabels } from "./roles.ts";
import type { Membership } from "./standing.ts";

type Acting = { membershipId: string; organisationId: string };

/** The memberships that the person could act in instead, in words: the role, and the organisation where it is another. */
export function otherPosts(standing: { memberships: readonly Membership[] }, acting: Acting) {
  return standing.memberships
    .filter((one) => one.id !== acting.membershipId)
    .map((one) => ({
      id: one.id,
      words: [one.title ?? roleLabels[one.role], one.organisationId === acting.organisationId ? "" : one.organisation]
        .filter(Boolean)
        .join(", "),
    }));
}
