import { randomUUID } from "node:crypto";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import { type OwnerDoor, openOrganisation } from "#db/owner.ts";
import { memberships } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { type NewAction, raiseActionIn } from "#lib/action-items/commands/raise.ts";
import type { FoundAction } from "#lib/action-items/queries/register.ts";
import { findAction } from "#lib/action-items/queries/register.ts";

export const plain = (owner: Actor, serviceIds: string[], more: Partial<NewAction> = {}): NewAction => ({
  title: "Print a large date stamp on every sheet",
  detail: undefined,
  finding: "Two of four folders had no clear print date",
  sourceKind: "audit",
  sourceRecordId: undefined,
  ownerId: owner.personId,
  dueOn: undefined,
  priority: "high",
  level: "forcing-function",
  measure: "No sheet without a date in twelve weekly checks",
  serviceIds,
  ...more,
});

const act = <T>(actor: Actor, run: (tx: Tx) => Promise<T>) => changeAs(actor, "action.test", run);

export async function raised(by: Actor, input: NewAction): Promise<FoundAction> {
  const { id } = await act(by, (tx) => raiseActionIn(tx, by, input));
  return reread(by, id);
}

export async function reread(by: Actor, id: string): Promise<FoundAction> {
  const action = await readAs(by, (tx) => findAction(tx, by, id));
  if (!action) throw new Error("The action is not there.");
  return action;
}

/** A small provider's one manager, who holds every post. */
export async function loneManager(door: OwnerDoor): Promise<Actor> {
  const first = { name: "Manager", email: "manager@lone.example" };
  const opened = await openOrganisation(door, { name: "Lone Care", sample: false, first });
  const { organisationId, personId, accountId } = opened;
  const membershipId = randomUUID();
  const role = "registered-manager" as const;
  await door.changeAs(opened, "membership.start", (tx) =>
    tx
      .insert(memberships)
      .values({ organisationId, id: membershipId, personId, role, allServices: true, startsAt: tx.now }),
  );
  const organisation = "Lone Care";
  const who = { name: first.name, title: undefined, organisation, sample: false, services: "all" as const };
  return { ...who, kind: "inside", organisationId, personId, accountId, membershipId, role };
}
