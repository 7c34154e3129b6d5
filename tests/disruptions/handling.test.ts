import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { agreeDuty, considerDuty, decideDuty } from "#lib/disruptions/commands/duties.ts";
import { nameSystem, recordFallback, recordImpact } from "#lib/disruptions/commands/impact.ts";
import { checkPaper, countPaper, stateNoPaper } from "#lib/disruptions/commands/paper.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import {
  addFactor,
  addFinding,
  answerReview,
  raiseFromFinding,
  withdrawFactor,
  writeReview,
} from "#lib/disruptions/commands/review.ts";
import { changeTimes } from "#lib/disruptions/commands/times.ts";
import { triageDisruption } from "#lib/disruptions/commands/triage.ts";
import { listFallbacks, listImpacts, listTimeline, timesOf } from "#lib/disruptions/queries/disruption.ts";
import { listDuties, listFactors, listFindings, listPapers } from "#lib/disruptions/queries/review.ts";
import { findRecord } from "#lib/records/queries.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type People, peopleOf, plain, refusal, reread, reviewOf, reviewText, triageOf } from "./support.ts";

const here = useWorld();
let people: People;
let a: string;
let b: string;

beforeAll(async () => {
  const cast = await castOf(here());
  people = peopleOf(cast);
  ({ a, b } = cast.services);
});

const report = (more = {}) => reportDisruption(people.worker, plain([a], more));
async function triaged(severity = 3) {
  const { id } = await report();
  await triageDisruption(people.manager, triageOf(id, 1, severity));
  return id;
}

describe("what it meant and what was used instead", () => {
  const impact = (id: string, serviceId: string, more = {}) => ({
    id,
    serviceId,
    peopleAffected: 42,
    staffOnShift: 11,
    taskKind: "medicines" as const,
    tasksDue: 31,
    tasksDone: 31,
    tasksLate: 2,
    longestLateMinutes: 48,
    note: undefined,
    onPaperAt: undefined,
    restoredAt: undefined,
    ...more,
  });

  test("an impact shows to its own service only", async () => {
    const { id } = await reportDisruption(people.quality, plain([a, b]));
    await recordImpact(people.manager, impact(id, a));
    await recordImpact(people.elsewhere, impact(id, b, { peopleAffected: 7 }));
    const seen = async (actor = people.manager) =>
      (await readAs(actor, (tx) => listImpacts(tx, actor, id))).map((row) => [row.serviceId, row.peopleAffected]);
    expect(await seen()).toEqual([[a, 42]]);
    expect(await seen(people.elsewhere)).toEqual([[b, 7]]);
    expect((await seen(people.quality)).length).toBe(2);
    await expect(recordImpact(people.manager, impact(id, b))).rejects.toEqual(refusal("forbidden"));
  });

  test("naming a further service adds it to the disruption and to everything that belongs to it", async () => {
    const { id } = await report();
    await recordImpact(people.quality, impact(id, b));
    expect((await reread(people.elsewhere, id)).serviceIds).toEqual([a, b].sort());
    expect(await readAs(people.elsewhere, (tx) => listTimeline(tx, people.elsewhere, id))).toHaveLength(1);
  });

  test("what was used is kept once per kind, with whether it worked", async () => {
    const { id } = await report();
    const said = { id, materialKind: "care-summary" as const, used: true, worked: "partly" as const, note: undefined };
    await recordFallback(people.lead, said);
    await recordFallback(people.manager, { ...said, worked: "yes" });
    const rows = await readAs(people.manager, (tx) => listFallbacks(tx, people.manager, id));
    expect(rows.map((row) => [row.materialKind, row.worked])).toEqual([["care-summary", "yes"]]);
    await expect(recordFallback(people.worker, said)).rejects.toEqual(refusal("forbidden"));
  });

  test("a system is named by a link, and only a system", async () => {
    const { id } = await report();
    const system = await recordSystem(people.quality, {
      name: "Internet line",
      category: "internet",
      tier: 1,
      hosting: "hybrid",
      supplier: undefined,
      objectiveMinutes: undefined,
      tolerableMinutes: undefined,
      careReason: undefined,
      analogue: false,
      analogueEndsOn: undefined,
      ownerId: undefined,
      serviceIds: [a],
    });
    await nameSystem(people.manager, { id, systemId: system.id });
    const [link] = await here().owner`select kind from record_links where from_id = ${id} and to_id = ${system.id}`;
    expect(link?.kind).toBe("about");
    const other = await report();
    await expect(nameSystem(people.manager, { id, systemId: other.id })).rejects.toEqual(refusal("not-found"));
  });
});

describe("paper records", () => {
  test("are counted by one role and checked by another", async () => {
    const id = await triaged();
    await countPaper(people.lead, { id, kind: "mar", written: 31, returned: 31, entered: 31 });
    const [paper] = await readAs(people.lead, (tx) => listPapers(tx, people.lead, id));
    const check = { id, paperId: paper?.id ?? "", version: 1, checked: 30, discrepancies: 1 };
    await expect(checkPaper(people.lead, check)).rejects.toEqual(refusal("forbidden"));
    await expect(checkPaper(people.manager, { ...check, checked: 32 })).rejects.toEqual(refusal("conflict"));
    await checkPaper(people.manager, check);
    await expect(checkPaper(people.manager, check)).rejects.toMatchObject({
      kind: "stale",
      current: { checked: "30" },
    });
    await expect(
      countPaper(people.manager, { id, kind: "mar", written: 31, returned: 31, entered: 31 }),
    ).rejects.toEqual(refusal("forbidden"));
    await expect(countPaper(people.lead, { id, kind: "mar", written: 31, returned: 31, entered: 20 })).rejects.toEqual(
      refusal("conflict"),
    );
    const [row] = await here()
      .owner`select checked_role, entered_role from paper_records where id = ${paper?.id ?? ""}`;
    expect(row).toMatchObject({ entered_role: "shift-lead", checked_role: "registered-manager" });
  });

  test("or stated as none used, while nothing is counted", async () => {
    const { id } = await report({ paper: "not-known" });
    await stateNoPaper(people.manager, { id, version: 1 });
    expect(await reread(people.manager, id)).toMatchObject({ paper: "not-used", paperRole: "registered-manager" });
    await countPaper(people.lead, { id, kind: "handover", written: 1, returned: 1, entered: 0 });
    expect(await reread(people.manager, id)).toMatchObject({ paper: "used" });
    await expect(stateNoPaper(people.manager, { id, version: 3 })).rejects.toEqual(refusal("conflict"));
  });
});

describe("who we had to tell", () => {
  test("not required to CQC needs another role, and a new decision takes the agreement away", async () => {
    const id = await triaged();
    const cqc = async () => {
      const rows = await readAs(people.manager, (tx) => listDuties(tx, people.manager, id));
      const found = rows.find((row) => row.duty === "cqc-reg18-events");
      if (!found) throw new Error("No CQC duty.");
      return found;
    };
    const row = await cqc();
    const said = {
      id,
      dutyId: row.id,
      decision: "not-required" as const,
      reason: "Care needs met",
      toldReference: undefined,
    };
    await expect(decideDuty(people.digital, { ...said, version: 1 })).rejects.toEqual(refusal("forbidden"));
    await decideDuty(people.manager, { ...said, version: 1 });
    await expect(agreeDuty(people.manager, { id, dutyId: row.id, version: 2 })).rejects.toEqual(refusal("forbidden"));
    await agreeDuty(people.nominated, { id, dutyId: row.id, version: 2 });
    expect(await cqc()).toMatchObject({
      agreed: true,
      agreedRole: "nominated-individual",
      decidedRole: "registered-manager",
    });
    await expect(decideDuty(people.quality, { ...said, version: 2 })).rejects.toEqual(refusal("stale"));
    await decideDuty(people.quality, { ...said, version: 3 });
    expect(await cqc()).toMatchObject({ agreed: false, agreedAt: null });
  });

  test("a further duty is put on the list once", async () => {
    const id = await triaged();
    await considerDuty(people.manager, { id, duty: "insurer" });
    await expect(considerDuty(people.manager, { id, duty: "insurer" })).rejects.toEqual(refusal("conflict"));
  });
});

describe("the review", () => {
  test("only a role that signs answers whether care stayed safe", async () => {
    const id = await triaged();
    const deputy = people.cast.actors["deputy-manager"];
    await writeReview(deputy, reviewText(id));
    const answer = { id, version: 1, answer: "yes" as const, answerSays: "Everyone was safe.", answerFacts: undefined };
    await expect(answerReview(deputy, answer)).rejects.toEqual(refusal("forbidden"));
    await answerReview(people.manager, answer);
    expect(await reviewOf(people.manager, id)).toMatchObject({
      answeredRole: "registered-manager",
      authorIds: [deputy.personId],
    });
    await expect(writeReview(deputy, reviewText(id, 1))).rejects.toMatchObject({
      kind: "stale",
      current: { version: "2" },
    });
  });

  test("factors can be withdrawn, and a finding ends in one action, in the same transaction", async () => {
    const id = await triaged();
    await writeReview(people.manager, reviewText(id));
    await addFactor(people.manager, {
      id,
      element: "tools-technology",
      cause: "material-out-of-date",
      says: "No date on the sheets",
    });
    const factors = () => readAs(people.manager, (tx) => listFactors(tx, people.manager, id));
    await withdrawFactor(people.manager, { id, factorId: (await factors())[0]?.id ?? "" });
    expect(await factors()).toEqual([]);
    const finding = await addFinding(people.manager, { id, says: "Two folders had no date", detail: undefined });
    const wanted = { id, findingId: finding.id };
    await expect(raiseFromFinding(people.manager, wanted, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await readAs(people.manager, (tx) => listFindings(tx, people.manager, id))).toMatchObject([
      { number: 1, decided: false },
    ]);
    const other = await report();
    await raiseFromFinding(people.manager, wanted, async () => ({ id: other.id }));
    expect(await readAs(people.manager, (tx) => listFindings(tx, people.manager, id))).toMatchObject([
      { decided: true, actionId: other.id },
    ]);
    await expect(raiseFromFinding(people.manager, wanted, async () => ({ id: other.id }))).rejects.toEqual(
      refusal("conflict"),
    );
  });
});

test("another service and another organisation are refused at every step", async () => {
  const id = await triaged();
  for (const outsider of [people.elsewhere, people.foreign]) {
    await expect(
      changeTimes(outsider, { id, version: 2, times: timesOf(await reread(people.manager, id)), reason: "x" }),
    ).rejects.toEqual(refusal("not-found"));
    await expect(stateNoPaper(outsider, { id, version: 2 })).rejects.toEqual(refusal("not-found"));
    await expect(writeReview(outsider, reviewText(id))).rejects.toEqual(refusal("not-found"));
    await expect(considerDuty(outsider, { id, duty: "insurer" })).rejects.toEqual(refusal("not-found"));
    expect(await readAs(outsider, (tx) => findRecord(tx, outsider, id))).toBeUndefined();
  }
});
