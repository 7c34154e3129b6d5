import "server-only";
import { isNull } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { people } from "#db/schema/organisation.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import type { Actor } from "../actor.ts";
import { membershipState } from "../membership.ts";
import { type GrantCard, listOpenGrants } from "./grants.ts";
import { listMemberships, type MembershipRow } from "./people.ts";

export type Reaching = { person: { id: string; name: string }; membership: MembershipRow };
export type ReachOf = { service: { id: string; name: string } | undefined; people: Reaching[]; grants: GrantCard[] };

/** Who reaches the whole organisation and each service now, through which membership or grant. */
export async function listReach(tx: Tx, actor: Actor): Promise<ReachOf[]> {
  const names = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(own(people, actor, isNull(people.disabledAt)));
  const byId = new Map(names.map((row) => [row.id, row]));
  const held = (await listMemberships(tx, actor)).flatMap((membership) => {
    const person = byId.get(membership.personId);
    return person && membershipState(membership, tx.now) === "current" ? [{ person, membership }] : [];
  });
  held.sort((a, b) => a.person.name.localeCompare(b.person.name, "en-GB"));
  const grants = await listOpenGrants(tx, actor);
  const wide = { service: undefined, people: held.filter((one) => one.membership.allServices), grants: [] };
  const services = await listServicesInScope(tx, actor);
  return [
    wide,
    ...services.map((service) => ({
      service: { id: service.id, name: service.name },
      people: held.filter((one) => one.membership.serviceIds.includes(service.id)),
      grants: grants.filter((grant) => grant.serviceIds.includes(service.id)),
    })),
  ];
}
