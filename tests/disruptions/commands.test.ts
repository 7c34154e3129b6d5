import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { writeReview } from "#lib/disruptions/commands/review.ts";
import { addEntry } from "#lib/disruptions/commands/timeline.ts";
import { changeTimes } from "#lib/disruptions/commands/times.ts";
import { confirmSeverity, triageDisruption } from "#lib/disruptions/commands/triage.ts";
import { TriageDisruption } from "#lib/disruptions/inputs.ts";
import {
  listImpacts,
  listSeverities,
  listTimeChanges,
  listTimeline,
  timesOf,
} from "#lib/disruptions/queries/disruption.ts";
import { countNotShown, listLive } from "#lib/disruptions/queries/register.ts";
import { listDuties } from "#lib/disruptions/queries/review.ts";
import { errorsOf } from "#lib/forms/values.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { ago, type People, peopleOf, plain, refusal, reread, restore, reviewText, triageOf } from "./support.ts";

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

describe("reporting", () => {
  test("a care worker reports for their own service: numbered, trailed, with an impact and a first entry", async () => {
    const answer = await report();
    expect(answer.reference).toMatch(/^DIS-20\d\d-\d{3,}$/);
    const row = await reread(people.worker, answer.id);
    expect(row).toMatchObject({
      state: "reported",
      title: "Internet outage, Service A",
      careAffected: "yes",
      severity: undefined,
    });
    const [impact] = await readAs(people.worker, (tx) => listImpacts(tx, people.worker, answer.id));
    expect(impact).toMatchObject({ serviceId: a, peopleBand: "20-49", peopleAffected: null });
    const [entry] = await readAs(people.worker, (tx) => listTimeline(tx, people.worker, answer.id));
    expect(entry).toMatchObject({ says: "Tablets show no connection", source: "phone" });
    const trail = await here().owner`select distinct verb from trail_entries where record_id = ${answer.id}`;
    expect(trail.map((entry) => entry.verb)).toEqual(["disruption.report"]);
  });

  test("everything may be not known yet", async () => {
    const { id } = await report({
      type: undefined,
      noticedAt: undefined,
      peopleBand: "not-known",
      paper: "not-known",
      says: undefined,
    });
    expect(await reread(people.worker, id)).toMatchObject({
      type: null,
      noticedAt: null,
      careAffected: "not-known",
      paper: "not-known",
    });
  });

  test("another service, the whole organisation and a time to come are refused", async () => {
    await expect(reportDisruption(people.worker, plain([b]))).rejects.toEqual(refusal("forbidden"));
    await expect(reportDisruption(people.worker, plain([]))).rejects.toEqual(refusal("forbidden"));
    await expect(report({ noticedAt: ago(-60) })).rejects.toEqual(refusal("conflict"));
    await expect(reportDisruption(people.cast.actors["board-member"], plain([a]))).rejects.toEqual(
      refusal("forbidden"),
    );
  });

  test("it is live until systems are known to be back, for those who can see it", async () => {
    const { id } = await report();
    const live = (actor = people.manager) => readAs(actor, (tx) => listLive(tx, actor));
    expect((await live()).map((one) => one.href)).toContain(`/disruptions/${id}`);
    expect((await live(people.elsewhere)).map((one) => one.href)).not.toContain(`/disruptions/${id}`);
    expect(await live(people.cast.actors["board-member"])).toEqual([]);
    const board = people.cast.actors["board-member"];
    const notShown = (actor: Actor) => readAs(actor, (tx) => countNotShown(tx, actor));
    const before = await notShown(board);
    expect(before.live).toBeGreaterThan(0);
    expect(await notShown(people.manager)).toEqual({ open: 0, live: 0 });
    await triageDisruption(people.manager, triageOf(id, 1, 2));
    await restore(people.manager, id);
    expect(await notShown(board)).toEqual({ open: before.open, live: before.live - 1 });
    expect((await live()).map((one) => one.href)).not.toContain(`/disruptions/${id}`);
  });
});

describe("the timeline", () => {
  const line = (id: string, more = {}) => ({
    id,
    happenedAt: ago(200),
    says: "Folders collected",
    source: "paper" as const,
    role: undefined,
    correctsId: undefined,
    ...more,
  });

  test("an entry keeps when it happened and when it was written", async () => {
    const { id } = await report();
    await addEntry(people.worker, line(id));
    const rows = await readAs(people.worker, (tx) => listTimeline(tx, people.worker, id));
    const added = rows.find((row) => row.says === "Folders collected");
    expect(added?.writtenAt.getTime()).toBeGreaterThan(added?.happenedAt.getTime() ?? 0);
    expect(added?.role).toBe("Care or support worker");
  });

  test("a correction is a new entry that names what it corrects; the first is never edited", async () => {
    const { id } = await report();
    const wrong = await addEntry(people.worker, line(id));
    const right = await addEntry(people.worker, line(id, { says: "Both folders collected", correctsId: wrong.id }));
    const rows = await readAs(people.worker, (tx) => listTimeline(tx, people.worker, id));
    expect(rows.find((row) => row.id === wrong.id)).toMatchObject({ says: "Folders collected", correctedBy: right.id });
    await expect(addEntry(people.worker, line(id, { correctsId: wrong.id }))).rejects.toEqual(refusal("conflict"));
    const app = here().app;
    await expect(app`update timeline_entries set says = 'else'`).rejects.toThrow(/permission denied/);
    await expect(app`delete from timeline_entries`).rejects.toThrow(/permission denied/);
  });

  test("another disruption's entry cannot be corrected, and what has not happened cannot be written", async () => {
    const { id } = await report();
    const other = await report();
    const entry = await addEntry(people.worker, line(other.id));
    await expect(addEntry(people.worker, line(id, { correctsId: entry.id }))).rejects.toEqual(refusal("not-found"));
    await expect(addEntry(people.worker, line(id, { happenedAt: ago(-10) }))).rejects.toEqual(refusal("conflict"));
    await expect(addEntry(people.elsewhere, line(id))).rejects.toEqual(refusal("not-found"));
    await expect(addEntry(people.foreign, line(id))).rejects.toEqual(refusal("not-found"));
  });
});

describe("triage and severity", () => {
  test("triage puts the duties on the desk, and both severities are kept with their reasons", async () => {
    const id = await triaged(3);
    expect(await reread(people.manager, id)).toMatchObject({ state: "downtime-active", severity: 3 });
    const duties = await readAs(people.manager, (tx) => listDuties(tx, people.manager, id));
    expect(duties.map((duty) => duty.duty)).toHaveLength(5);
    await confirmSeverity(people.quality, {
      id,
      version: (await reread(people.quality, id)).version,
      severity: 4,
      reason: "Several systems",
    });
    expect(await reread(people.manager, id)).toMatchObject({ severityTriage: 3, severityConfirmed: 4, severity: 4 });
    const kept = await readAs(people.manager, (tx) => listSeverities(tx, people.manager, id));
    expect(kept.map((row) => [row.kind, row.severity])).toEqual([
      ["triage", 3],
      ["confirmed", 4],
    ]);
  });

  test("a care worker does not triage, and a stale triage shows what stands now", async () => {
    const { id } = await report();
    await expect(triageDisruption(people.worker, triageOf(id, 1, 2))).rejects.toEqual(refusal("forbidden"));
    await triageDisruption(people.manager, triageOf(id, 1, 2));
    await expect(triageDisruption(people.quality, triageOf(id, 1, 3))).rejects.toMatchObject({
      kind: "stale",
      current: { version: "2" },
    });
  });

  test("severity 1 is closed at triage, and waits for a duty that an answer put there", async () => {
    const over = await report({ paper: "not-used" });
    await restore(people.manager, over.id);
    expect(await triageDisruption(people.manager, triageOf(over.id, 2, 1))).toEqual({ closed: true });
    expect(await reread(people.manager, over.id)).toMatchObject({ state: "closed" });
    const going = await report({ paper: "not-used" });
    expect(await triageDisruption(people.manager, { ...triageOf(going.id, 1, 1), careAtRisk: "yes" })).toEqual({
      closed: false,
    });
    expect(await reread(people.manager, going.id)).toMatchObject({ state: "triaged" });
  });

  test("what triage closes says at triage when systems were back, where it is known", async () => {
    const { id } = await report({ paper: "not-used", noticedAt: ago(40) });
    const early = { ...triageOf(id, 1, 1), restoredAt: ago(50) };
    await expect(triageDisruption(people.manager, early)).rejects.toMatchObject({
      kind: "conflict",
      field: "restored-time",
    });
    const ahead = { ...triageOf(id, 1, 1), restoredAt: ago(-5) };
    await expect(triageDisruption(people.manager, ahead)).rejects.toMatchObject({ field: "restored-time" });
    const restoredAt = ago(20);
    expect(await triageDisruption(people.manager, { ...triageOf(id, 1, 1), restoredAt })).toEqual({ closed: true });
    expect(await reread(people.manager, id)).toMatchObject({ state: "closed", restoredAt });
    const [kept] = await readAs(people.manager, (tx) => listTimeChanges(tx, people.manager, id));
    expect(kept).toMatchObject({ moment: "restored", before: null, after: restoredAt });
    const unknown = await report({ paper: "not-used" });
    expect(await triageDisruption(people.manager, triageOf(unknown.id, 1, 1))).toEqual({ closed: true });
    expect(await reread(people.manager, unknown.id)).toMatchObject({ state: "closed", restoredAt: null });
  });

  test("a time at triage that cannot be read is named with everything else that is wrong", () => {
    const read = TriageDisruption.safeParse({ breaches: [], "restored-time": "25:99" });
    expect(read.success ? {} : errorsOf(read.error)).toMatchObject({
      severity: "Choose the severity.",
      "restored-date": expect.stringMatching(/^Write a date/),
    });
  });

  test("serious harm is at least severity 4", async () => {
    const id = await triaged(4);
    await confirmSeverity(people.manager, { id, version: 2, severity: 3, reason: "One system" });
    await expect(writeReview(people.manager, { ...reviewText(id), harm: "severe" })).rejects.toEqual(
      refusal("conflict"),
    );
    await confirmSeverity(people.manager, { id, version: 3, severity: 4, reason: "Serious harm" });
    await writeReview(people.manager, { ...reviewText(id), harm: "severe" });
    const { version } = await reread(people.manager, id);
    await expect(confirmSeverity(people.manager, { id, version, severity: 3, reason: "No" })).rejects.toEqual(
      refusal("conflict"),
    );
  });
});

test("a known time changes with a reason only, and both values are kept", async () => {
  const id = await triaged();
  const row = await reread(people.manager, id);
  const times = { ...timesOf(row), declared: ago(280), "on-paper": ago(280) };
  await changeTimes(people.lead, { id, version: row.version, times, reason: undefined });
  const again = { ...times, noticed: ago(310) };
  const version = row.version + 1;
  await expect(changeTimes(people.lead, { id, version, times: again, reason: undefined })).rejects.toMatchObject({
    field: "reason",
  });
  await changeTimes(people.lead, { id, version, times: again, reason: "The phone log says so" });
  const changes = await readAs(people.lead, (tx) => listTimeChanges(tx, people.lead, id));
  expect(changes.map((change) => change.moment)).toEqual(["noticed", "declared", "on-paper"]);
  expect(changes[0]).toMatchObject({ before: row.noticedAt, reason: "The phone log says so" });
  const periods = await here().owner`select distinct period_at from timeline_entries where record_id = ${id}`;
  expect(periods.map((one) => one.period_at)).toEqual([again.noticed]);
  await expect(changeTimes(people.lead, { id, version: 3, times: again, reason: "x" })).rejects.toEqual(
    refusal("stale"),
  );
  await expect(changeTimes(people.worker, { id, version: 4, times, reason: "x" })).rejects.toEqual(
    refusal("forbidden"),
  );
});

test("systems cannot be back before work went on to paper: refused beside the field, and by the database itself", async () => {
  const id = await triaged();
  const row = await reread(people.manager, id);
  const times = { ...timesOf(row), "on-paper": ago(200), restored: ago(220) };
  await expect(changeTimes(people.lead, { id, version: row.version, times, reason: undefined })).rejects.toMatchObject({
    field: "restored-time",
    message: "Systems cannot be back before work went on to paper.",
  });
  const write = (change: string) =>
    here().owner.begin(async (tx) => {
      await tx.unsafe("alter table disruptions disable trigger capture");
      await tx.unsafe(`update disruptions set ${change} where id = '${id}'`);
    });
  const back = "restored_at = noticed_at + interval '1 hour'";
  for (const later of ["declared_at", "on_paper_at"])
    await expect(write(`${back}, ${later} = noticed_at + interval '2 hours', paper = 'used'`)).rejects.toMatchObject({
      code: "23514",
    });
  await expect(write("restored_at = noticed_at - interval '1 hour'")).rejects.toMatchObject({ code: "23514" });
});

test("a second that nobody typed never puts a time out of order", async () => {
  const id = await triaged();
  const minute = new Date(Math.floor(ago(100).getTime() / 60_000) * 60_000);
  const first = await reread(people.manager, id);
  const second = new Date(minute.getTime() + 42_000);
  const noticed = { ...timesOf(first), noticed: second };
  await changeTimes(people.lead, { id, version: first.version, times: noticed, reason: "The phone log says so" });
  const { version } = await reread(people.manager, id);
  const typed = { ...noticed, noticed: minute, "on-paper": minute };
  await changeTimes(people.lead, { id, version, times: typed, reason: undefined });
  expect(await reread(people.manager, id)).toMatchObject({ noticedAt: minute, onPaperAt: minute });
});
