import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { openOrganisation } from "#db/owner.ts";
import { memberships } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { acceptRiskIn, setAppetite } from "#lib/risks/commands/accept.ts";
import { addControl, endControl, proveControl } from "#lib/risks/commands/controls.ts";
import { changeRisk } from "#lib/risks/commands/record.ts";
import { scoreRisk, treatRisk } from "#lib/risks/commands/score.ts";
import { listAcceptances, listControls, listScores, type Risk } from "#lib/risks/queries/record.ts";
import { acceptanceStanding, addMonths, standingState } from "#lib/risks/risk.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { act, changed, plain, recorded, reread, scored } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
let nominated: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
  nominated = cast.actors["nominated-individual"];
});

const today = () => londonDay(new Date());
const signed = (risk: Risk, more: { expiresOn?: string } = {}) => ({
  id: risk.id,
  version: risk.version,
  reason: "Nothing more is worth its cost",
  boardDecisionId: undefined,
  expiresOn: addMonths(today(), 2),
  ...more,
});
const decided = () => ({ expiresOn: null, decidedAt: new Date() });
/** Signs; beside a decision of the board by the owner's door: the portal's takes only one that the board took. */
const acceptRisk = (actor: Actor, input: ReturnType<typeof signed>, reference?: string) => {
  const decision = reference ? { ...decided(), reference, ofTheBoard: true } : undefined;
  const { changeAs: change } = reference ? cast.door : { changeAs };
  return change(actor, "risk.test", (tx) => acceptRiskIn(tx, actor, input, decision));
};
const risk = (likelihood: 1 | 2 | 3 | 4 | 5, consequence: 1 | 2 | 3 | 4 | 5, ownerId?: string) =>
  recorded(lead, plain([cast.services.a], { ...scored(likelihood, consequence), ownerId }));

describe("whose signature", () => {
  test("a high score is beyond the registered manager and within the quality lead's", async () => {
    const high = await risk(3, 4);
    await expect(acceptRisk(manager, signed(high))).rejects.toMatchObject({
      kind: "forbidden",
      message: "A score of 12 is accepted by the quality and compliance lead or the nominated individual.",
    });
    await acceptRisk(lead, signed(high));
    expect((await reread(lead, high.id)).state).toBe("tolerated");
  });

  test("an extreme score is accepted by the nominated individual alone, with the board's decision beside it", async () => {
    const extreme = await risk(4, 4);
    await expect(acceptRisk(lead, signed(extreme))).rejects.toMatchObject({ kind: "forbidden" });
    await expect(acceptRisk(nominated, signed(extreme))).rejects.toMatchObject({ field: "boardDecisionId" });
    const committee = { ...decided(), reference: "MTG-2026-002 decision 4.1", ofTheBoard: false };
    await expect(act(nominated, (tx) => acceptRiskIn(tx, nominated, signed(extreme), committee))).rejects.toMatchObject(
      { field: "boardDecisionId" },
    );
    await acceptRisk(nominated, signed(extreme), "MTG-2026-001 decision 4.1");
    const [row] = await readAs(lead, (tx) => listAcceptances(tx, lead, extreme.id));
    expect(row).toMatchObject({ score: 16, acceptedRole: "nominated-individual", noSecondPerson: false });
  });

  test("above a category's own limit, even a moderate score goes to the board", async () => {
    const limit = { category: "cyber-attack", maximum: 4, decidedOn: today() } as const;
    await setAppetite(nominated, { ...limit, decisionReference: "Board minute 42" }, takeBoardLimit);
    const above = await recorded(lead, plain([cast.services.a], { ...scored(2, 3), category: "cyber-attack" }));
    await expect(acceptRisk(lead, signed(above))).rejects.toMatchObject({ kind: "forbidden" });
    await acceptRisk(nominated, signed(above), "MTG-2026-001 decision 4.2");
  });

  test("the owner never accepts their own risk where a second person could", async () => {
    const own = await risk(2, 2, manager.personId);
    await expect(acceptRisk(manager, signed(own))).rejects.toMatchObject({
      message: "You own this risk, and someone else can accept it. The signature must be theirs.",
    });
    await acceptRisk(lead, signed(own));
  });

  test("handing the risk over first does not make the former owner's signature enough", async () => {
    const own = await risk(2, 2, manager.personId);
    await changeRisk(manager, changed(own, { ownerId: lead.personId }));
    const handed = await reread(lead, own.id);
    await expect(acceptRisk(manager, signed(handed))).rejects.toMatchObject({
      kind: "forbidden",
      message:
        "You owned this risk when its score or treatment was set, and someone else can accept it. The signature must be theirs.",
    });
    await expect(acceptRisk(lead, signed(handed))).rejects.toMatchObject({ kind: "forbidden" });
    await acceptRisk(nominated, signed(handed));
  });

  test("nor does the former owner's own new score; someone else's new score and treatment do", async () => {
    const own = await risk(2, 2, manager.personId);
    await changeRisk(manager, changed(own, { ownerId: undefined }));
    const again = { kind: "current", reason: "Looked at again", orderReason: undefined } as const;
    const score = async (by: Actor, likelihood: 1 | 2 | 3) =>
      scoreRisk(by, { ...again, id: own.id, version: (await reread(by, own.id)).version, likelihood, consequence: 2 });
    await score(manager, 3);
    await expect(acceptRisk(manager, signed(await reread(lead, own.id)))).rejects.toMatchObject({ kind: "forbidden" });
    await score(lead, 1);
    await expect(acceptRisk(manager, signed(await reread(lead, own.id)))).rejects.toMatchObject({ kind: "forbidden" });
    const { version } = await reread(lead, own.id);
    await treatRisk(lead, { id: own.id, version, treatment: "tolerate", treatmentPlan: "Costs more than it saves" });
    await acceptRisk(manager, signed(await reread(lead, own.id)));
  });

  test("where everyone else who could sign owned it too, the signature is taken and marked", async () => {
    const [first, second] = [nominated, lead];
    const extreme = await risk(4, 4, second.personId);
    await changeRisk(second, changed(extreme, { ownerId: first.personId }));
    await acceptRisk(first, signed(await reread(lead, extreme.id)), "MTG-2026-001 decision 4.3");
    const [row] = await readAs(lead, (tx) => listAcceptances(tx, lead, extreme.id));
    expect(row?.noSecondPerson).toBe(true);
  });

  test("without a second person the owner's signature is taken and marked; an ended one does not count", async () => {
    const first = { name: "Manager", email: "manager@alone.example" };
    const opened = await openOrganisation(cast.door, { name: "Alone Care", sample: false, first });
    const { organisationId, personId, accountId } = opened;
    const membershipId = randomUUID();
    const role = "registered-manager" as const;
    await cast.door.changeAs(opened, "membership.start", (tx) =>
      tx
        .insert(memberships)
        .values({ organisationId, id: membershipId, personId, role, allServices: true, startsAt: tx.now }),
    );
    const alone: Actor = {
      ...{ kind: "inside", organisationId, organisation: "Alone Care", sample: false, personId, accountId },
      ...{ membershipId, name: first.name, title: undefined, role, services: "all" },
    };
    const own = await recorded(alone, plain([], { ...scored(2, 2), ownerId: personId }));
    await acceptRisk(alone, signed(own));
    const [row] = await readAs(alone, (tx) => listAcceptances(tx, alone, own.id));
    expect(row?.noSecondPerson).toBe(true);
  });
});

describe("for how long", () => {
  test.each([
    [3, 3, 12, 13],
    [5, 5, 3, 4],
  ] as const)("a score of %i times %i is accepted for %i months at most", async (l, c, most, more) => {
    const one = await risk(l, c);
    const decision = "MTG-2026-001 decision 4.4";
    for (const expiresOn of [addMonths(today(), more), today()]) {
      await expect(acceptRisk(nominated, signed(one, { expiresOn }), decision)).rejects.toMatchObject({
        field: "expiresOn",
      });
    }
    await acceptRisk(nominated, signed(one, { expiresOn: addMonths(today(), most) }), decision);
  });

  test("the database refuses what the command would have: too long, too low a role, no decision", async () => {
    const one = await risk(3, 3);
    const at = new Date();
    const insert = (more: { score?: number; role?: string; months?: number }) =>
      changeAs(lead, "risk.test", (tx) =>
        tx.execute(sql`insert into risk_acceptances (organisation_id, id, record_id, service_ids, score, appetite, reason,
          accepted_by, accepted_role, accepted_on, accepted_at, expires_on)
          values (${lead.organisationId}, ${randomUUID()}, ${one.id}, ${`{${cast.services.a}}`}, ${more.score ?? 9}, 12, 'Tried',
          ${lead.personId}, ${more.role ?? "quality-compliance-lead"}, ${today()}, ${at.toISOString()}::timestamptz, ${addMonths(today(), more.months ?? 12)})`),
      );
    await expect(insert({ months: 13 })).rejects.toThrow();
    await expect(insert({ role: "registered-manager" })).rejects.toThrow();
    await expect(insert({ score: 16, months: 3 })).rejects.toThrow();
    await insert({});
  });

  test("it goes stale when the score moves, and the risk stands open", async () => {
    const one = await risk(3, 3);
    await acceptRisk(lead, signed(one));
    const accepted = await reread(lead, one.id);
    const rows = () => readAs(lead, (tx) => listAcceptances(tx, lead, one.id));
    expect(acceptanceStanding(accepted, (await rows())[0], today())).toBe("holds");
    const { id, version } = accepted;
    const better = {
      kind: "current",
      likelihood: 2,
      consequence: 3,
      reason: "Better",
      orderReason: undefined,
    } as const;
    await scoreRisk(lead, { id, version, ...better });
    const moved = await reread(lead, one.id);
    const standing = acceptanceStanding(moved, (await rows())[0], today());
    expect([standing, standingState(moved.state, standing)]).toEqual(["score-moved", "open"]);
  });
});

describe("scores", () => {
  const up = {
    kind: "current",
    likelihood: 5,
    consequence: 4,
    reason: "A real outage",
    orderReason: undefined,
  } as const;

  test("the old score stays, with reason, person and time", async () => {
    const one = await recorded(manager, plain([cast.services.a]));
    const { id, version } = one;
    await scoreRisk(manager, { id, version, ...up, likelihood: 4 });
    const history = await readAs(lead, (tx) => listScores(tx, lead, one.id));
    const current = history.filter((row) => row.kind === "current");
    expect(current.map((row) => [row.score, row.reason, row.scoredBy])).toEqual([
      [9, "Each office has a charged mobile", manager.personId],
      [16, "A real outage", manager.personId],
    ]);
  });

  test("a score above the one before controls needs a reason of its own", async () => {
    const { id, version } = await recorded(manager, plain([cast.services.a]));
    await expect(scoreRisk(manager, { id, version, ...up })).rejects.toMatchObject({ field: "orderReason" });
    await scoreRisk(manager, { id, version, ...up, orderReason: "The first score was too low" });
    expect((await reread(manager, id)).orderReason).toBe("The first score was too low");
  });

  test("the database refuses scores out of order without a reason", async () => {
    const { id } = await recorded(manager, plain([cast.services.a]));
    const out = changeAs(manager, "risk.test", (tx) =>
      tx.execute(
        sql`update risks set likelihood = 5, consequence = 5 where organisation_id = ${manager.organisationId} and id = ${id}`,
      ),
    );
    await expect(out).rejects.toThrow();
  });

  test("a draft has no history yet", async () => {
    const { id } = await recorded(manager, plain([cast.services.a], { draft: true }));
    expect(await readAs(manager, (tx) => listScores(tx, manager, id))).toEqual([]);
  });
});

describe("controls", () => {
  const control = { type: "corrective", line: "first", description: "A charged mobile" } as const;
  const proof = { found: "partially-effective", line: "second", how: "Tried at night", evidenceId: undefined } as const;

  test("a control is untested until proved, then as effective as its newest proof found it", async () => {
    const one = await recorded(lead, plain([cast.services.a, cast.services.b]));
    const { controlId } = await addControl(lead, { id: one.id, version: one.version, ...control });
    const read = async () => (await readAs(lead, (tx) => listControls(tx, lead, one.id)))[0];
    expect((await read())?.effectiveness).toBe("untested");
    const newest = londonDay(new Date(Date.now() - 5 * 86_400_000));
    const older = londonDay(new Date(Date.now() - 40 * 86_400_000));
    await proveControl(lead, { id: one.id, controlId, provedOn: newest, ...proof });
    await proveControl(manager, { id: one.id, controlId, provedOn: older, ...proof, found: "effective" });
    expect((await read())?.effectiveness).toBe("partially-effective");
    const proved = await reread(lead, one.id);
    expect(proved.provedOn).toBe(newest);
    await endControl(lead, { id: one.id, version: proved.version, controlId, reason: "Replaced" });
    expect((await reread(lead, one.id)).provedOn).toBeNull();
    await expect(proveControl(lead, { id: one.id, controlId, provedOn: newest, ...proof })).rejects.toMatchObject({
      field: "controlId",
    });
  });

  test("a proof cannot lie ahead, and a control belongs to its own risk", async () => {
    const one = await recorded(lead, plain([cast.services.a]));
    const other = await recorded(lead, plain([cast.services.a]));
    const { controlId } = await addControl(lead, { id: one.id, version: one.version, ...control });
    const ahead = addMonths(today(), 1);
    await expect(proveControl(lead, { id: one.id, controlId, provedOn: ahead, ...proof })).rejects.toMatchObject({
      field: "provedOn",
    });
    await expect(proveControl(lead, { id: other.id, controlId, provedOn: today(), ...proof })).rejects.toMatchObject({
      field: "controlId",
    });
  });
});
