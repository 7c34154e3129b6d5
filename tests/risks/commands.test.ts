import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { takeBoardDecision, takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { acceptRisk, setAppetite } from "#lib/risks/commands/accept.ts";
import { addControl, addControlIn, endControl, proveControl } from "#lib/risks/commands/controls.ts";
import { linkRisk } from "#lib/risks/commands/link.ts";
import { changeRisk, openRisk, recordRisk } from "#lib/risks/commands/record.ts";
import { closeRisk, closeRiskIn, reopenRisk, reviewRisk } from "#lib/risks/commands/review.ts";
import { scoreRisk, treatRisk } from "#lib/risks/commands/score.ts";
import type { Risk } from "#lib/risks/queries/record.ts";
import { addMonths } from "#lib/risks/risk.ts";
import { recordSystemIn } from "#lib/systems/commands.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { act, plain, recorded, reread, scored } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let systemId = "";
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  const lead = cast.actors["digital-lead"];
  const system = {
    name: "Phones",
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
    serviceIds: [cast.services.a],
  } as const;
  systemId = (await act(lead, (tx) => recordSystemIn(tx, lead, { ...system, serviceIds: [cast.services.a] }))).id;
});

const today = () => londonDay(new Date());
const refused = (kind: string, words?: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, ...(words ? { message: expect.stringMatching(words) } : {}) });
const trailOf = async (id: string) =>
  (await here().owner`select verb, table_name from trail_entries where record_id = ${id} order by number`).map(
    (row) => `${row.verb} ${row.table_name}`,
  );

type Stood = Risk & { controlId: string };
type Case = {
  says: string;
  by?: Role;
  input?: Parameters<typeof plain>[1];
  ready?: (risk: Risk) => Promise<unknown>;
  run: (actor: Actor, risk: Stood) => Promise<unknown>;
  trail: string[];
  holds: (risk: Risk) => unknown;
  versioned?: false;
};
const on = (risk: Risk) => ({ id: risk.id, version: risk.version });

const cases: Case[] = [
  {
    says: "changing the statement",
    run: (actor, risk) =>
      changeRisk(actor, {
        ...on(risk),
        title: "Phones and alarms fail with the internet",
        cause: risk.cause,
        event: risk.event,
        effect: risk.effect,
        category: "connectivity",
        recurs: true,
        reviewMonths: 1,
        ownerId: actor.personId,
        serviceIds: [...risk.serviceIds],
        nextReviewOn: addMonths(today(), 1),
      }),
    trail: ["risk.change risks", "risk.change records"],
    holds: (risk) => expect(risk).toMatchObject({ category: "connectivity", recurs: true, reviewMonths: 1 }),
  },
  {
    says: "opening a draft",
    input: { draft: true },
    run: (actor, risk) => openRisk(actor, { ...on(risk), scoreReason: "Agreed by the managers" }),
    trail: ["risk.open risks", "risk.open records", ...Array(3).fill("risk.open risk_scores")],
    holds: (risk) => expect(risk.state).toBe("open"),
  },
  {
    says: "scoring again",
    run: (actor, risk) =>
      scoreRisk(actor, {
        ...on(risk),
        kind: "current",
        likelihood: 2,
        consequence: 3,
        reason: "A second line is in place",
        orderReason: undefined,
      }),
    trail: ["risk.score risks", "risk.score records", "risk.score risk_scores"],
    holds: (risk) => expect(risk.score).toBe(6),
  },
  {
    says: "choosing a treatment",
    run: (actor, risk) => treatRisk(actor, { ...on(risk), treatment: "transfer", treatmentPlan: "Insure it" }),
    trail: ["risk.treat risks", "risk.treat records"],
    holds: (risk) => expect(risk).toMatchObject({ treatment: "transfer", treatmentPlan: "Insure it" }),
  },
  {
    says: "adding a control",
    run: (actor, risk) =>
      addControl(actor, { ...on(risk), type: "corrective", line: "first", description: "A mobile in each office" }),
    trail: ["control.add risks", "control.add records", "control.add risk_controls"],
    holds: (risk) => expect(risk.provedOn).toBeNull(),
  },
  {
    says: "proving a control",
    run: (actor, risk) =>
      proveControl(actor, {
        id: risk.id,
        controlId: risk.controlId,
        provedOn: today(),
        found: "effective",
        line: "first",
        how: "Called from outside",
        evidenceId: undefined,
      }),
    trail: ["control.prove control_proofs", "control.prove risks"],
    holds: (risk) => expect(risk.provedOn).toBe(today()),
    versioned: false,
  },
  {
    says: "ending a control",
    run: (actor, risk) => endControl(actor, { ...on(risk), controlId: risk.controlId, reason: "The mobile was lost" }),
    trail: ["control.end risks", "control.end records", "control.end risk_controls"],
    holds: (risk) => expect(risk.provedOn).toBeNull(),
  },
  {
    says: "reviewing",
    run: (actor, risk) =>
      reviewRisk(actor, { ...on(risk), outcome: "better", note: "Calls answered", nextReviewOn: undefined }),
    trail: ["risk.review risks", "risk.review records", "risk.review risk_reviews"],
    holds: (risk) => expect(risk.nextReviewOn).toBe(addMonths(today(), 3)),
  },
  {
    says: "accepting",
    by: "registered-manager",
    input: scored(2, 3),
    run: (actor, risk) =>
      acceptRisk(
        actor,
        { ...on(risk), reason: "Little to gain", boardDecisionId: undefined, expiresOn: addMonths(today(), 6) },
        takeBoardDecision,
      ),
    trail: ["risk.accept risks", "risk.accept records", "risk.accept risk_acceptances"],
    holds: (risk) => expect(risk.state).toBe("tolerated"),
  },
  {
    says: "closing",
    run: (actor, risk) => closeRisk(actor, { ...on(risk), reason: "The line is gone" }),
    trail: ["risk.close risks", "risk.close records", "risk.close risk_reviews"],
    holds: (risk) => expect(risk).toMatchObject({ state: "closed", closedReason: "The line is gone" }),
  },
  {
    says: "opening again",
    ready: (risk) => act(manager, (tx) => closeRiskIn(tx, manager, { ...on(risk), reason: "Thought to be over" })),
    run: (actor, risk) => reopenRisk(actor, { ...on(risk), reason: "It came back" }),
    trail: ["risk.reopen risks", "risk.reopen records", "risk.reopen risk_reviews"],
    holds: (risk) => expect(risk).toMatchObject({ state: "open", closedReason: null }),
  },
  {
    says: "linking to another record",
    run: (actor, risk) => linkRisk(actor, { id: risk.id, toId: systemId }),
    trail: ["risk.link record_links"],
    holds: (risk) => expect(risk).toMatchObject({ state: "open", score: 9 }),
    versioned: false,
  },
];

async function stood({ input, ready }: Case): Promise<Stood> {
  const risk = await recorded(manager, plain([cast.services.a], input));
  const { controlId } = await act(manager, (tx) =>
    addControlIn(tx, manager, { ...on(risk), type: "detective", line: "first", description: "A call each week" }),
  );
  if (ready) await ready(await reread(manager, risk.id));
  return { ...(await reread(manager, risk.id)), controlId };
}

describe.each(cases)("$says", (one) => {
  const { by, run, trail, holds, versioned } = one;

  test("happens and is on the trail", async () => {
    const risk = await stood(one);
    const before = (await trailOf(risk.id)).length;
    await run(by ? cast.actors[by] : cast.actors["quality-compliance-lead"], risk);
    const entries = (await trailOf(risk.id)).slice(before);
    for (const entry of trail) expect(entries).toContain(entry);
    holds(await reread(manager, risk.id));
  });

  test("another organisation is refused", async () => {
    const risk = await stood(one);
    const stranger = cast.foreign.actors[by ?? "quality-compliance-lead"];
    await expect(run(stranger, risk)).rejects.toEqual(refused("not-found"));
  });

  test("another service is refused", async () => {
    const risk = await stood(one);
    await expect(run(cast.otherServiceManager, risk)).rejects.toEqual(refused("not-found"));
  });

  test("a role without the verb is refused", async () => {
    const risk = await stood(one);
    for (const role of ["care-worker", "board-member", "internal-auditor"] as const)
      await expect(run(cast.actors[role], risk), role).rejects.toEqual(refused("forbidden"));
  });

  if (versioned === false) return;

  test("a stale version is refused, with what the risk says now", async () => {
    const risk = await stood(one);
    const tried = run(cast.actors[by ?? "quality-compliance-lead"], { ...risk, version: risk.version - 1 });
    await expect(tried).rejects.toEqual(refused("stale"));
    await expect(tried).rejects.toHaveProperty("current.version", String(risk.version));
    expect((await reread(manager, risk.id)).version).toBe(risk.version);
  });
});

describe("recording", () => {
  test("happens, with three scores and a reference, and is on the trail", async () => {
    const { id, reference } = await recordRisk(manager, plain([cast.services.a]));
    expect(reference).toMatch(/^R-\d{3}$/);
    const entries = await trailOf(id);
    expect(entries.filter((entry) => entry === "risk.record risk_scores")).toHaveLength(3);
    expect(await reread(manager, id)).toMatchObject({ state: "open", score: 9, initialScore: 16, targetScore: 6 });
  });

  test("for another service, another organisation's service or nobody's is refused", async () => {
    const service = { field: "serviceIds" };
    for (const ids of [[cast.services.b], [cast.services.a, cast.services.b], []])
      await expect(recordRisk(manager, plain(ids))).rejects.toMatchObject({ kind: "forbidden", ...service });
    await expect(
      recordRisk(cast.actors["quality-compliance-lead"], plain([cast.foreign.services.a])),
    ).rejects.toMatchObject({ kind: "not-found", ...service });
  });

  test("a role without the verb is refused", async () => {
    for (const role of ["care-worker", "nominated-individual", "board-member"] as const)
      await expect(recordRisk(cast.actors[role], plain([cast.services.a]))).rejects.toEqual(refused("forbidden"));
  });
});

describe("setting the appetite", () => {
  const limit = () =>
    ({ category: "all", maximum: 12, decidedOn: today(), decisionReference: "Board minute 41" }) as const;

  test("happens and is on the trail", async () => {
    const { id } = await setAppetite(cast.actors["nominated-individual"], limit(), takeBoardLimit);
    const entries = await here().owner`select verb from trail_entries where row_id = ${id}`;
    expect(entries.map((entry) => entry.verb)).toEqual(["appetite.set"]);
  });

  test("anyone but the nominated individual is refused, and so is a day ahead", async () => {
    for (const role of ["quality-compliance-lead", "registered-manager", "board-member", "org-admin"] as const)
      await expect(setAppetite(cast.actors[role], limit(), takeBoardLimit), role).rejects.toEqual(refused("forbidden"));
    await expect(
      setAppetite(
        cast.actors["nominated-individual"],
        { ...limit(), decidedOn: addMonths(today(), 1) },
        takeBoardLimit,
      ),
    ).rejects.toMatchObject({ kind: "conflict", field: "decidedOn" });
  });
});
