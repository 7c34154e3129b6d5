import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { riskAppetites } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { effects } from "#lib/carrying/commands.ts";
import { takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { setAppetite } from "#lib/risks/commands/accept.ts";
import { listAppetiteHistory, listAppetites } from "#lib/risks/queries/appetite.ts";
import { addMonths, appetiteFor } from "#lib/risks/risk.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Category, type Limits, limitsOf, referenceOf } from "./limits-ground.ts";
import { answer, inDays, placeSitting, votedFor } from "./minutes-ground.ts";

const here = useWorld();
let nominated: Actor;
let elsewhere: Actor;
let put: Limits["put"];
beforeAll(async () => {
  const cast = await castOf(here());
  nominated = cast.actors["nominated-individual"];
  elsewhere = cast.foreign.actors["nominated-individual"];
  const limits = limitsOf(cast, await placeSitting(cast));
  put = async (category, maximum) => {
    const id = await limits.put(category, maximum);
    await votedFor(cast, id);
    await decide(nominated, answer(id), effects);
    return id;
  };
});

const set = (actor: Actor, category: Category, maximum: number, decidedOn = inDays(0)) =>
  setAppetite(actor, { category, maximum, decidedOn, decisionReference: "Minute 43" }, takeBoardLimit);
const inForce = (actor: Actor, category: Category) =>
  readAs(actor, async (tx) => appetiteFor(await listAppetites(tx, actor), category));

test("lowering the limit for every kind takes along the own limits that the board was never asked for", async () => {
  await set(nominated, "cyber-attack", 12);
  await set(nominated, "telephony", 6);
  await put("connectivity", 20);
  await put("lifecycle", 10);
  const lowered = await put("all", 8);
  const limits = ["cyber-attack", "telephony", "connectivity", "lifecycle", "premises"] as const;
  const now = await Promise.all(limits.map((category) => inForce(nominated, category)));
  expect(now).toEqual([8, 6, 20, 10, 8]);
  const history = await readAs(nominated, (tx) => listAppetiteHistory(tx, nominated));
  expect(history.find((one) => one.category === "cyber-attack")).toMatchObject({
    maximum: 8,
    decisionId: null,
    decisionReference: await readAs(nominated, (tx) => referenceOf(tx, nominated, lowered)),
  });
  await expect(set(nominated, "cyber-attack", 10)).rejects.toMatchObject({ field: "decisionReference" });
  await set(nominated, "all", 6);
  expect(await inForce(nominated, "cyber-attack")).toBe(6);
});

test("an own limit above the one for every kind stays where it was set so, and one dated later goes along", async () => {
  await set(elsewhere, "premises", 16, addMonths(inDays(0), -2));
  await set(elsewhere, "change", 12);
  await set(elsewhere, "all", 10, addMonths(inDays(0), -1));
  expect(await Promise.all((["premises", "change"] as const).map((one) => inForce(elsewhere, one)))).toEqual([16, 10]);
});

test("the database takes no lower limit for every kind that leaves such a limit above it", async () => {
  await set(nominated, "data-quality", 6);
  const alone = changeAs(nominated, "appetite.set", async (tx) => {
    await tx.insert(riskAppetites).values({
      ...{ organisationId: nominated.organisationId, id: randomUUID(), setBy: nominated.personId, setAt: tx.now },
      ...{ category: "all", maximum: 4, decidedOn: inDays(0), decisionReference: "Minute 44", decisionId: null },
    });
  });
  await expect(alone).rejects.toMatchObject({ code: "23514" });
});
