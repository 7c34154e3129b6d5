import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { own, readAs } from "#db/client.ts";
import { memberships, services } from "#db/schema/organisation.ts";
import { roleIds } from "#lib/access/roles.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

test("each of the cast holds the one role that their name says, in their own organisation", async () => {
  for (const role of roleIds)
    for (const troupe of [cast, cast.foreign]) {
      const actor = troupe.actors[role];
      const rows = await readAs(actor, (tx) =>
        tx
          .select({ role: memberships.role })
          .from(memberships)
          .where(own(memberships, actor, eq(memberships.personId, actor.personId))),
      );
      expect(rows).toEqual([{ role }]);
    }
});

test("neither organisation sees a service of the other", async () => {
  const listed = (actor: Cast["otherServiceManager"]) =>
    readAs(actor, (tx) => tx.select({ id: services.id }).from(services).where(own(services, actor)));
  const mine = await listed(cast.actors["org-admin"]);
  expect(mine.map((row) => row.id).sort()).toEqual(Object.values(cast.services).sort());
  const theirs = await listed(cast.foreign.actors["org-admin"]);
  expect(theirs.map((row) => row.id).sort()).toEqual(Object.values(cast.foreign.services).sort());
});
