import { expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { changeSystem, recordSystem } from "#lib/systems/commands.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
const fields = {
  name: "Care records",
  category: "telephony",
  tier: 2,
  hosting: "cloud-saas",
  supplier: undefined,
  objectiveMinutes: undefined,
  tolerableMinutes: undefined,
  careReason: undefined,
  analogue: false,
  analogueEndsOn: undefined,
  ownerId: undefined,
} as const;
const moment = async () => {
  const [row] = await here().owner`select clock_timestamp() as at`;
  return new Date(row?.at);
};

test("what happened at its own time is read back one version at a moment, however often the row changed", async () => {
  const cast = await castOf(here());
  const lead = cast.actors["digital-lead"];
  const serviceIds = [cast.services.a];
  const moments = [await moment()];
  const { id } = await recordSystem(lead, { ...fields, serviceIds });
  moments.push(await moment());
  for (const version of [1, 2, 3]) {
    await changeSystem(lead, { ...fields, name: `Care records ${version}`, serviceIds, id, version });
    moments.push(await moment());
  }
  const query = SystemQuery.parse({});
  const names = [];
  for (const at of moments)
    names.push(await readAs(lead, async (tx) => (await listSystems(tx, lead, query)).rows.map((row) => row.name), at));
  expect(names).toEqual([[], ["Care records"], ["Care records 1"], ["Care records 2"], ["Care records 3"]]);
});
