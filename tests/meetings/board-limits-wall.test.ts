import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, own, type Tx } from "#db/client.ts";
import { decisionEffects, meetingDecisions } from "#db/schema/minutes.ts";
import { riskAppetites } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Limits, limitsOf, referenceOf } from "./limits-ground.ts";
import type { Placed } from "./meeting-rows.ts";
import { answer, inDays, itemOf, none, notedFor, placeSitting, putQuestion, votedFor } from "./minutes-ground.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let nominated: Actor;
let meeting: Placed;
let put: Limits["put"];
let decided: Limits["decided"];
beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
  nominated = cast.actors["nominated-individual"];
  meeting = await placeSitting(cast);
  ({ put, decided } = limitsOf(cast, meeting));
});

describe("the database keeps the board's limits, whoever asks", () => {
  const impossible = { cause: { code: "23514" } };
  const limitOf = (tx: Tx, maximum: number, decisionReference: string, decisionId: string | null) => ({
    ...{ organisationId: nominated.organisationId, id: randomUUID(), setBy: nominated.personId, setAt: tx.now },
    ...{ category: "cyber-attack", maximum, decidedOn: inDays(0), decisionReference, decisionId },
  });
  const effectOf = (tx: Tx, decisionId: string) => ({
    ...{ organisationId: nominated.organisationId, id: randomUUID(), recordId: meeting.id, serviceIds: [] },
    ...{ decisionId, verb: "appetite.set", resultId: null, doneBy: nominated.personId, doneRole: nominated.role },
    doneAt: tx.now,
  });
  type Written = { maximum: number; decisionId?: string; carried?: boolean };
  const written = ({ maximum, decisionId, carried = true }: Written) =>
    changeAs(nominated, "appetite.set", async (tx) => {
      const reference = decisionId ? await referenceOf(tx, nominated, decisionId) : "See minutes";
      if (decisionId && carried) await tx.insert(decisionEffects).values(effectOf(tx, decisionId));
      await tx.insert(riskAppetites).values(limitOf(tx, maximum, reference, decisionId ?? null));
    });

  test("no limit is raised without a decision that asked for it, and each raises one, once", async () => {
    await expect(written({ maximum: 16 })).rejects.toMatchObject(impossible);
    const mobiles = await putQuestion(secretary, meeting, { question: "Spend £1,860 on mobiles" });
    await votedFor(cast, mobiles);
    await decide(chair, answer(mobiles), none);
    await expect(written({ maximum: 16, decisionId: mobiles })).rejects.toMatchObject(impossible);
    const elsewhere = await decided("call-alarm", 25);
    await expect(written({ maximum: 16, decisionId: elsewhere })).rejects.toMatchObject(impossible);
    const id = await decided("cyber-attack", 16);
    await expect(written({ maximum: 20, decisionId: id })).rejects.toMatchObject(impossible);
    await expect(written({ maximum: 16, decisionId: id, carried: false })).rejects.toMatchObject({
      code: "23514",
    });
    await written({ maximum: 16, decisionId: id });
    await expect(written({ maximum: 16, decisionId: id })).rejects.toMatchObject({ cause: { code: "23505" } });
    await written({ maximum: 10 });
    await expect(written({ maximum: 12 })).rejects.toMatchObject(impossible);
  });

  test("two rows of one statement do not vouch for each other", async () => {
    const both = changeAs(nominated, "appetite.set", (tx) =>
      tx.insert(riskAppetites).values([limitOf(tx, 25, "See minutes", null), limitOf(tx, 25, "See minutes", null)]),
    );
    await expect(both).rejects.toMatchObject(impossible);
  });

  test("nothing is carried out on votes that others wrote down, nor by a decision that asked for something else", async () => {
    const id = await put("data-quality", 16);
    await notedFor(cast, id);
    await decide(chair, answer(id), none);
    const carried = (decisionId: string) =>
      changeAs(nominated, "appetite.set", (tx) => tx.insert(decisionEffects).values(effectOf(tx, decisionId)));
    await expect(carried(id)).rejects.toMatchObject(impossible);
    const plainly = await putQuestion(secretary, meeting);
    await votedFor(cast, plainly);
    await decide(chair, answer(plainly), none);
    await expect(carried(plainly)).rejects.toMatchObject(impossible);
  });

  test("what was answered stays as it was asked, and only a board is asked", async () => {
    const id = await decided("supplier-failure", 15);
    const changed = (set: object) =>
      changeAs(secretary, "decision.put", (tx) =>
        tx
          .update(meetingDecisions)
          .set(set)
          .where(own(meetingDecisions, secretary, eq(meetingDecisions.id, id))),
      );
    for (const set of [{ limitValue: 25 }, { limitCategory: "all" }, { outcome: "reject" }])
      await expect(changed(set)).rejects.toMatchObject(impossible);
    const home = await placeSitting(cast, { serviceIds: [cast.services.a] });
    const asked = changeAs(secretary, "decision.put", (tx) =>
      tx.insert(meetingDecisions).values({
        ...{ organisationId: secretary.organisationId, id: randomUUID(), recordId: home.id, itemId: itemOf(home) },
        ...{ position: 1, question: "Shall we?", asks: "set-limit", limitCategory: "all", limitValue: 20 },
        serviceIds: [cast.services.a],
      }),
    );
    await expect(asked).rejects.toMatchObject(impossible);
  });
});
