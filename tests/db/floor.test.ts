import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { changeAs, own, readAs } from "#db/client.ts";
import { openOrganisation, ownerDoor } from "#db/owner.ts";
import { legalProviders } from "#db/schema/organisation.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

test("an organisation is opened, changed under a verb and read back", async () => {
  const door = ownerDoor(here().ownerUrl);
  const context = await openOrganisation(door, {
    name: "Ashdown Care",
    sample: false,
    first: { name: "Administrator", email: "a@ashdown.example" },
  });
  await door.end();
  const id = randomUUID();
  await changeAs(context, "provider.add", (tx) =>
    tx.insert(legalProviders).values({ organisationId: context.organisationId, id, name: "Ashdown Limited" }),
  );
  const rows = await readAs(context, (tx) =>
    tx.select({ name: legalProviders.name }).from(legalProviders).where(own(legalProviders, context)),
  );
  expect(rows).toEqual([{ name: "Ashdown Limited" }]);
  const trail = await here().owner`select number, verb, sample from trail_entries order by number`;
  expect(trail.map((e) => e.verb)).toEqual(["organisation.open", "organisation.open", "provider.add"]);
  const versions = await here().owner`select name, valid_to from legal_providers_versions`;
  expect(versions).toHaveLength(1);
});
