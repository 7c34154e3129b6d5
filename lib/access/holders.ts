import "server-only";
import { asc, gt, isNull, lte, or, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { membershipServices, memberships, people } from "#db/schema/organisation.ts";
import { wordOf } from "#lib/words.ts";
import { covers, reaches } from "./actor.ts";
import { can, type Role, type Room, roleIds, type Verb } from "./roles.ts";

/** A person in one membership that is in force now. */
export type Holder = {
  personId: string;
  name: string;
  title: string | null;
  role: Role;
  services: "all" | readonly string[];
};

/** Everyone who holds a role now, one line per membership, by name. */
export async function listHolders(tx: Tx, actor: Context): Promise<Holder[]> {
  const held = await tx
    .select({
      id: memberships.id,
      personId: memberships.personId,
      name: people.name,
      title: memberships.title,
      role: memberships.role,
      wide: memberships.allServices,
    })
    .from(memberships)
    .innerJoin(people, sql`${own(people, actor)} and ${people.id} = ${memberships.personId}`)
    .where(
      own(
        memberships,
        actor,
        isNull(people.disabledAt),
        lte(memberships.startsAt, tx.now),
        or(isNull(memberships.endsAt), gt(memberships.endsAt, tx.now)),
      ),
    )
    .orderBy(asc(people.name), asc(memberships.id));
  const scopes = await tx
    .select({ membershipId: membershipServices.membershipId, serviceId: membershipServices.serviceId })
    .from(membershipServices)
    .where(own(membershipServices, actor, isNull(membershipServices.endedAt)));
  return held.map(({ id, role, wide, ...person }) => ({
    ...person,
    role: wordOf(roleIds, role),
    services: wide ? "all" : scopes.filter((scope) => scope.membershipId === id).map((scope) => scope.serviceId),
  }));
}

/** What somebody is asked to do: any of these verbs of a room, where their reach of a record's services is enough for it. */
export type Work = {
  [R in Room]: {
    room: R;
    verbs: readonly Verb<R>[];
    reach: (holder: Pick<Holder, "services">, serviceIds: readonly string[]) => boolean;
  };
}[Room];

const completing: Work = {
  room: "action-items",
  verbs: ["complete"],
  reach: (holder, serviceIds) => serviceIds.length === 0 || reaches(holder, serviceIds),
};

/**
 * Those who work here now, have accepted their invitation and can do this work for a record of these services; without
 * it, complete an action. Where the services are still to be chosen, those who see one that the asker could choose.
 */
export async function listAble(
  tx: Tx,
  actor: Context,
  serviceIds: readonly string[] | undefined,
  work: Work = completing,
): Promise<Holder[]> {
  const cameIn = await tx.execute<{ id: string }>(sql`select id from guard.people_who_came_in() as id`);
  // Whoever asks is here.
  const known = new Set([actor.personId, ...cameIn.map(({ id }) => id)]);
  return (await listHolders(tx, actor)).filter(
    (holder) =>
      known.has(holder.personId) &&
      work.verbs.some((verb) => can<Room>(holder, work.room, verb)) &&
      (serviceIds ? work.reach(holder, serviceIds) : actor.services === "all" || reaches(holder, actor.services)),
  );
}

/** Whether anyone other than these people holds a role that may do this to a record of these services. */
export function anotherMay<R extends Room>(
  holders: readonly Holder[],
  asked: { room: R; verb: Verb<R>; serviceIds: readonly string[]; except: readonly (string | null)[] },
): boolean {
  return holders.some(
    (holder) =>
      !asked.except.includes(holder.personId) &&
      can(holder, asked.room, asked.verb) &&
      covers(holder, asked.serviceIds),
  );
}
