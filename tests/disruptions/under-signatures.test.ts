import { beforeAll, expect, test } from "vitest";
import { changeAs, ownId, readAs } from "#db/client.ts";
import { disruptions } from "#db/schema/disruptions.ts";
import { decideDuty } from "#lib/disruptions/commands/duties.ts";
import { recordFallback, recordImpact } from "#lib/disruptions/commands/impact.ts";
import { checkPaper, countPaper, stateNoPaper } from "#lib/disruptions/commands/paper.ts";
import { returnReview } from "#lib/disruptions/commands/sign.ts";
import { changeTimes } from "#lib/disruptions/commands/times.ts";
import { timesOf } from "#lib/disruptions/queries/disruption.ts";
import { listDuties, listPapers } from "#lib/disruptions/queries/review.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { handled, type People, peopleOf, reread, reviewed, reviewOf, sign } from "./support.ts";

const here = useWorld();
let people: People;
let a: string;
let b: string;

beforeAll(async () => {
  const cast = await castOf(here());
  people = peopleOf(cast);
  ({ a, b } = cast.services);
});

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

test("what is being signed changes no more: no service is added, no figure and no known time", async () => {
  const id = await handled(people, 2);
  await recordImpact(people.quality, impact(id, a));
  await reviewed(people, id, 2, people.quality);
  for (const service of [a, b])
    await expect(recordImpact(people.quality, impact(id, service))).rejects.toThrow(/being signed/);
  const used = { id, materialKind: "care-summary" as const, used: true, worked: "yes" as const, note: undefined };
  await expect(recordFallback(people.quality, used)).rejects.toThrow(/being signed/);
  const row = await reread(people.quality, id);
  const asked = { id, version: row.version, reason: "It was in March" };
  const times = { ...timesOf(row), noticed: new Date(Date.parse("2026-03-01T10:00:00Z")), started: null };
  await expect(changeTimes(people.quality, { ...asked, times })).rejects.toThrow(/Return the review/);
  await changeTimes(people.quality, { ...asked, times: { ...timesOf(row), verified: row.verifiedAt ?? new Date() } });
  expect((await reread(people.quality, id)).noticedAt).toEqual(row.noticedAt);
});

test("when it began is not filled in under signatures, and once returned it is", async () => {
  const id = await handled(people, 2);
  const first = await reread(people.quality, id);
  const unknown = { ...timesOf(first), started: null, noticed: null, declared: null };
  await changeTimes(people.quality, { id, version: first.version, times: unknown, reason: "Nobody wrote it down" });
  await reviewed(people, id, 2, people.quality);
  await sign(people.manager, id);
  const row = await reread(people.quality, id);
  expect(row).toMatchObject({ startedAt: null, noticedAt: null, state: "awaiting-approval" });
  const march = new Date("2026-03-14T10:00:00Z");
  for (const filled of [{ noticed: march }, { started: march }, { started: march, noticed: march }]) {
    const times = { ...timesOf(row), ...filled };
    const asked = changeTimes(people.quality, { id, version: row.version, times, reason: undefined });
    await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(/Return the review first/) });
  }
  expect(await reread(people.quality, id)).toEqual(row);
  for (const filled of [{ noticedAt: march, periodAt: march }, { startedAt: march }]) {
    const past = changeAs(people.quality, "disruption.time", async (tx) => {
      await tx
        .update(disruptions)
        .set(filled)
        .where(ownId(disruptions, people.quality, id));
    });
    await expect(past).rejects.toMatchObject({ cause: { code: "23514" } });
  }
  const { version } = await reviewOf(people.manager, id);
  await returnReview(people.manager, { id, version, reason: "When it was noticed is known now" });
  const back = await reread(people.quality, id);
  const times = { ...timesOf(back), noticed: march };
  await changeTimes(people.quality, { id, version: back.version, times, reason: undefined });
  expect(await reread(people.quality, id)).toMatchObject({ noticedAt: march, periodAt: march });
});

test("no duty that is decided, no count that is whole: what is still open is all that can be done", async () => {
  const id = await handled(people, 2, ["send", "agree", "duty"]);
  await reviewed(people, id, 2, people.quality);
  const duties = () => readAs(people.manager, (tx) => listDuties(tx, people.manager, id));
  const before = await duties();
  const decided = (duty: string, decision: "required" | "not-required" | "submitted") => {
    const { id: dutyId, version } = before.find((row) => row.duty === duty) ?? { id: "", version: 0 };
    return decideDuty(people.manager, {
      id,
      dutyId,
      version,
      decision,
      reason: "Otherwise",
      toldReference: undefined,
    });
  };
  await expect(decided("safeguarding-s42", "required")).rejects.toThrow(/being signed with this decision/);
  await expect(decided("cqc-reg18-events", "required")).rejects.toThrow(/being signed with this decision/);
  await expect(decided("commissioner-contract", "not-required")).rejects.toThrow(/being signed with this decision/);
  expect(await duties()).toEqual(before);
  await decided("commissioner-contract", "submitted");
  await decided("duty-of-candour", "not-required");
  const counts = { id, kind: "mar" as const, returned: 31, entered: 31 };
  await expect(countPaper(people.lead, { ...counts, written: 31, entered: 31, returned: 30 })).rejects.toThrow(
    /being signed/,
  );
  await expect(countPaper(people.lead, { ...counts, written: 30 })).rejects.toThrow(/being signed/);
  const [paper] = await readAs(people.lead, (tx) => listPapers(tx, people.lead, id));
  const check = { id, paperId: paper?.id ?? "", version: paper?.version ?? 0, checked: 31, discrepancies: 9 };
  await expect(checkPaper(people.manager, check)).rejects.toThrow(/being signed/);
  expect(await readAs(people.lead, (tx) => listPapers(tx, people.lead, id))).toEqual([paper]);
  await countPaper(people.lead, { ...counts, written: 33, returned: 32 });
  expect((await readAs(people.lead, (tx) => listPapers(tx, people.lead, id)))[0]).toMatchObject({
    written: 33,
    entered: 31,
  });
});

test("that no paper was used is not said where it is known when work went on to paper: that time goes only with a reason", async () => {
  const id = await handled(people, 2, ["count"]);
  const known = await reread(people.manager, id);
  expect(known.onPaperAt).not.toBeNull();
  const states = stateNoPaper(people.manager, { id, version: known.version });
  await expect(states).rejects.toThrow(/Change that time first/);
  await reviewed(people, id, 2, people.quality);
  const signed = await reread(people.manager, id);
  await expect(stateNoPaper(people.manager, { id, version: signed.version })).rejects.toThrow(/Change that time first/);
  expect(await reread(people.manager, id)).toMatchObject({ onPaperAt: known.onPaperAt, paper: "used" });
});
