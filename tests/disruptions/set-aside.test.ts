import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { reopenDisruption } from "#lib/disruptions/commands/close.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { writeReview } from "#lib/disruptions/commands/review.ts";
import { setAsideDisruption } from "#lib/disruptions/commands/set-aside.ts";
import { triageDisruption } from "#lib/disruptions/commands/triage.ts";
import { listClosures } from "#lib/disruptions/queries/disruption.ts";
import { countDisruptionViews, listLive } from "#lib/disruptions/queries/register.ts";
import { answerSentence } from "#lib/disruptions/words.ts";
import { listLinked } from "#lib/records/queries.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type People, peopleOf, plain, refusal, reread, reviewText, triageOf } from "./support.ts";

const here = useWorld();
let people: People;
beforeAll(async () => {
  people = peopleOf(await castOf(here()));
});

const report = (token?: string) => reportDisruption(people.worker, plain([people.cast.services.a], { token }));
const aside = (id: string, originalId?: string) => ({
  id,
  version: 1,
  kind: originalId ? ("duplicate" as const) : ("error" as const),
  originalId,
  reason: "The same router, reported by the night shift before",
});

test("a report sent twice opens one disruption", async () => {
  const token = randomUUID();
  const first = await report(token);
  const second = await report(token);
  expect(second).toMatchObject({ id: first.id, again: true });
  expect(await report()).toMatchObject({ again: false });
  const other = reportDisruption(people.manager, plain([people.cast.services.a], { token }));
  await expect(other).rejects.toThrow();
});

test("a duplicate is kept, linked to the report that stays, and counts as open nowhere", async () => {
  const [original, again] = [await report(), await report()];
  const before = await readAs(people.manager, (tx) => countDisruptionViews(tx, people.manager));
  await setAsideDisruption(people.manager, aside(again.id, original.id));
  const row = await reread(people.manager, again.id);
  expect(row).toMatchObject({ state: "closed", setAside: "duplicate", severity: undefined, restoredAt: null });
  const after = await readAs(people.manager, (tx) => countDisruptionViews(tx, people.manager));
  expect([after.open, after.closed, after.all]).toEqual([before.open - 1, before.closed + 1, before.all]);
  const live = await readAs(people.manager, (tx) => listLive(tx, people.manager));
  expect(live.map((one) => one.href)).not.toContain(`/disruptions/${again.id}`);
  const linked = await readAs(people.manager, (tx) => listLinked(tx, people.manager, again.id));
  expect(linked).toMatchObject([{ id: original.id, link: "duplicates", direction: "to" }]);
  const [closure] = await readAs(people.manager, (tx) => listClosures(tx, people.manager, again.id));
  expect(closure).toMatchObject({ setAside: "duplicate", severity: null, closedRole: people.manager.role });
  await reopenDisruption(people.manager, { id: again.id, version: row.version, reason: "It was another router" });
  expect(await reread(people.manager, again.id)).toMatchObject({ state: "reported", setAside: null });
});

test("set aside with a reason, by whoever may triage, and not once its review has begun", async () => {
  const { id } = await report();
  await expect(setAsideDisruption(people.worker, aside(id))).rejects.toEqual(refusal("forbidden"));
  await expect(setAsideDisruption(people.elsewhere, aside(id))).rejects.toEqual(refusal("not-found"));
  await expect(setAsideDisruption(people.foreign, aside(id))).rejects.toEqual(refusal("not-found"));
  await expect(setAsideDisruption(people.manager, { ...aside(id), version: 9 })).rejects.toEqual(refusal("stale"));
  await expect(setAsideDisruption(people.manager, aside(id, id))).rejects.toEqual(refusal("not-found"));
  await triageDisruption(people.manager, triageOf(id, 1, 2));
  await writeReview(people.manager, reviewText(id));
  const { version } = await reread(people.manager, id);
  await expect(setAsideDisruption(people.manager, { ...aside(id), version })).rejects.toEqual(refusal("conflict"));
});

test("severity 1 is logged and closed at triage, with no time and no paper count invented", async () => {
  const { id } = await report();
  expect(await triageDisruption(people.manager, triageOf(id, 1, 1))).toEqual({ closed: true });
  expect(await reread(people.manager, id)).toMatchObject({ state: "closed", restoredAt: null, setAside: null });
});

test.each([
  ["yes", "Yes. Everyone was checked.", "Yes. Everyone was checked."],
  ["yes", "Everyone was checked.", "Yes. Everyone was checked."],
  ["yes", "Yesterday's round was on time.", "Yes. Yesterday's round was on time."],
  ["no", "Nobody was told in time.", "No. Nobody was told in time."],
  ["no", "no, two rounds were late.", "No. Two rounds were late."],
  ["partly", "In part: one round was late.", "In part. One round was late."],
] as const)("the answer %s stands once before “%s”", (answer, says, told) => {
  expect(answerSentence(answer, says)).toBe(told);
});
