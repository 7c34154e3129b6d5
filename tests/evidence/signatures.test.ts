import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { closeDisruption } from "#lib/disruptions/commands/close.ts";
import { collectBundle, recipientScope } from "#lib/evidence/collect/bundle.ts";
import { outsideNames, readSection } from "#lib/evidence/inspection/queries.ts";
import { handled, type People, peopleOf, reread, reviewed, sign } from "#tests/disruptions/support.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let people: People;
let scope: ReturnType<typeof recipientScope>;
const order = {
  ...{ id: randomUUID(), reference: "EB-2026-099", title: "Both services", purpose: "cqc-inspection" as const },
  ...{ marking: "Public", recipient: "Care Quality Commission", body: null, framework: "Single assessment framework" },
  ...{ periodFrom: "2020-01-01", periodTo: "2099-12-31", sections: ["disruptions"], issue: 1, supersedes: null },
  preparedBy: "Quality lead",
};

beforeAll(async () => {
  people = peopleOf(await castOf(here(), { sample: true }));
  const { a, b } = people.cast.services;
  const id = await handled(people, 3, [], { serviceIds: [a, b], by: people.quality });
  await reviewed(people, id, 3, people.quality);
  for (const actor of [people.manager, people.elsewhere, people.quality]) await sign(actor, id);
  await closeDisruption(people.quality, { id, version: (await reread(people.quality, id)).version });
  scope = recipientScope(people.quality.organisationId, order, [a, b]);
});

const given = [
  ["Registered manager", "Service A"],
  ["Registered manager", "Service B"],
  ["Quality and compliance lead", "The whole review"],
];

test("a bundle says for which service each registered manager signed, in its register and in print", async () => {
  const { content } = await collectBundle(scope, order);
  const register = content.registers.find(({ name }) => name === "sign-offs");
  expect(register?.rows.map((row) => [row.slot, row.for_services])).toEqual(given);
  const [story] = content.sections[0]?.records ?? [];
  const printed = story?.blocks.find(({ heading }) => heading === "Signed by");
  if (printed?.kind !== "table") throw new Error("No signatures are printed.");
  expect(printed.rows.map(([role, service]) => [role, service])).toEqual(given);
});

test("the inspection room says it beside the role", async () => {
  const inspector: Outsider = {
    ...{ kind: "outside", grantKind: "inspector", organisationId: people.quality.organisationId, organisation: "One" },
    ...{ personId: randomUUID(), grantId: randomUUID(), accountId: randomUUID(), role: "inspector", name: "Inspector" },
    ...{ purpose: "Inspection", services: [people.cast.services.a, people.cast.services.b], sections: ["disruptions"] },
    ...{ from: new Date("2020-01-01"), to: new Date("2099-12-31") },
    ...{ endsAt: new Date(Date.now() + 3_600_000), validUntil: new Date(Date.now() + 3_600_000) },
  };
  const told = await readAs(inspector, async (tx) =>
    readSection(tx, inspector, "disruptions", await outsideNames(tx, inspector)),
  );
  const rows = told.find(({ name }) => name === "sign-offs")?.rows ?? [];
  const said = rows.map((row) => row.fields.filter(({ key }) => key === "role" || key === "for_services"));
  expect(said.map((fields) => fields.map(({ value }) => value))).toEqual(given);
  expect(said[0]?.map(({ label }) => label)).toEqual(["Signed by", "For"]);
});
