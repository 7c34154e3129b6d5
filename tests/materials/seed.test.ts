import { expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { ownerDoor } from "#db/owner.ts";
import { seedMaterials } from "#db/seed/fennmoor/materials.ts";
import { seedFennmoor } from "#db/seed/fennmoor/organisation.ts";
import { MaterialQuery } from "#lib/materials/inputs.ts";
import { lacksPriorities, standing } from "#lib/materials/material.ts";
import { listMaterials, materialsInDate } from "#lib/materials/queries/register.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

test("Fennmoor shows 41 of 46 copies in date, with Millrace House out of date and one copy nobody looked at", async () => {
  const door = ownerDoor(here().ownerUrl);
  here().atEnd(() => door.end());
  const story = await seedFennmoor(door, new Date(), "no password");
  await seedMaterials(story);
  const lead = story.people.qualityLead;
  const services = await readAs(lead, (tx) => materialsInDate(tx, lead));
  const sum = (pick: (row: (typeof services)[number]) => number) => services.reduce((all, row) => all + pick(row), 0);
  expect([sum((row) => row.inDate), sum((row) => row.all)]).toEqual([41, 46]);
  const of = (id: string) => services.find((row) => row.serviceId === id);
  expect(of(story.services.millrace)?.counts).toEqual({ "in-date": 4, "out-of-date": 4 });
  expect(of(story.services.homecareSouth)).toMatchObject({
    counts: { "in-date": 7, "not-known": 1 },
    withoutPriorities: 1,
  });
  const query = MaterialQuery.parse({ kind: "rota-backup" });
  const rotas = await readAs(lead, async (tx) => ({ ...(await listMaterials(tx, lead, query)), now: tx.now }));
  expect(rotas.rows.map((row) => standing(row, rotas.now))).toEqual(Array(6).fill("in-date"));
  expect(rotas.rows.filter(lacksPriorities).map((row) => row.serviceId)).toEqual([story.services.homecareSouth]);
});
