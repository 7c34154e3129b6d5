import { randomUUID } from "node:crypto";
import { openOrganisation, ownerDoor } from "#db/owner.ts";
import { services } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import type { World } from "#tests/support/world.ts";

export type Here = {
  as(role: Role, services?: "all" | readonly string[]): Actor;
  /** Two services: a narrow role works in the first. */
  first: string;
  second: string;
};

/** An organisation with two services and whoever is asked for in it. */
export async function openHere(world: World, name: string): Promise<Here> {
  const door = ownerDoor(world.ownerUrl);
  try {
    const email = `${randomUUID()}@cast.example`;
    const context = await openOrganisation(door, { name, sample: false, first: { name: "Administrator", email } });
    const { organisationId, personId, accountId } = context;
    const [first, second] = [randomUUID(), randomUUID()];
    await door.changeAs(context, "organisation.set-up", (tx) =>
      tx.insert(services).values([
        { organisationId, id: first, name: "Larkfield House", types: ["care-home"] },
        { organisationId, id: second, name: "Meadow Court", types: ["care-home"] },
      ]),
    );
    const as = (role: Role, scope: "all" | readonly string[] = "all"): Actor => ({
      kind: "inside",
      organisationId,
      organisation: name,
      sample: false,
      personId,
      accountId,
      membershipId: randomUUID(),
      name: role,
      title: undefined,
      role,
      services: scope,
    });
    return { as, first, second };
  } finally {
    await door.end();
  }
}

/** The name of the refusal's kind that a command ended in, or "done". */
export async function endOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return "done";
  } catch (error) {
    return error instanceof Error && "kind" in error ? String(error.kind) : String(error);
  }
}
