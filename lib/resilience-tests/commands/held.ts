import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import {
  addDays,
  daysBetween,
  formatDate,
  formatDateTime,
  formatDuration,
  formatTime,
  londonDay,
  londonParts,
  minutesBetween,
  toInstant,
} from "#lib/dates.ts";
import { listLinked } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import type { CorrectHeld } from "../inputs.ts";
import { mayCorrectHeld } from "../policy.ts";
import { type FoundTest, listEvents, listObjectives, testsOf } from "../queries/record.ts";
import { earliestHeld, recoveryEnded } from "../resilience-test.ts";
import { changeRow, testFor } from "./row.ts";

type Held = { heldFrom: Date; heldTo: Date };

/** A test has ended when it is recorded, and is not of another age than its plan. */
export function mustBePossible(tx: Tx, test: Pick<FoundTest, "plannedAt">, { heldFrom, heldTo }: Held): void {
  if (heldTo > tx.now)
    throw new Refusal("conflict", "That is still to come. Record the test after it has ended.", { field: "heldDate" });
  if (heldFrom < earliestHeld(test.plannedAt))
    throw new Refusal(
      "conflict",
      `${formatDate(heldFrom)} is more than five years before the test was planned here. Check the year.`,
      { field: "heldDate" },
    );
}

/** A retest is held after the test that it answers; a second test of the same hour answers nothing. */
export async function mustFollow(tx: Tx, actor: Actor, id: string, heldFrom: Date): Promise<void> {
  const linked = (await listLinked(tx, actor, id)).filter((one) => one.link === "retests");
  const way = new Map(linked.map((one) => [one.id, one.direction]));
  for (const other of await testsOf(tx, actor, [...way.keys()])) {
    if (!other.heldFrom) continue;
    const was = `${other.reference} was held on ${formatDateTime(other.heldFrom)}`;
    if (way.get(other.id) === "to" && heldFrom <= other.heldFrom)
      throw new Refusal("conflict", `${was}, and this is its retest: it is held after it.`, { field: "heldDate" });
    if (way.get(other.id) === "from" && heldFrom >= other.heldFrom)
      throw new Refusal("conflict", `${was}, and it is the retest of this test: this one was held before it.`, {
        field: "heldDate",
      });
  }
}

export function correctHeld(actor: Actor, input: CorrectHeld) {
  return changeAs(actor, "test.correct-held", (tx) => correctHeldIn(tx, actor, input));
}

/** Puts right when a test was held, with a reason. What happened in it keeps its time of the clock and goes with the day. */
export async function correctHeldIn(tx: Tx, actor: Actor, input: CorrectHeld) {
  const test = await testFor(tx, actor, "correct-held", input.id);
  if (!mayCorrectHeld(actor, test))
    throw new Refusal("forbidden", "Who recorded this test, or evaluates it, puts right when it was held.");
  const { heldFrom, heldTo, reason } = input;
  const sameMinute = (a: Date | null, b: Date) => a && minutesBetween(a, b) === 0;
  if (sameMinute(test.heldFrom, heldFrom) && sameMinute(test.heldTo, heldTo))
    throw new Refusal("conflict", "That is when the record says it was held.", { field: "heldDate" });
  mustBePossible(tx, test, input);
  await mustFollow(tx, actor, test.id, heldFrom);
  const objectives = await listObjectives(tx, actor, test.id);
  const known = [test.reportedAt, ...objectives.map((one) => one.scoredAt)].find((at) => at && at < heldTo);
  if (known)
    throw new Refusal("conflict", `It was scored or reported on ${formatDateTime(known)}, before that.`, {
      field: "heldDate",
    });
  if (recoveryEnded({ ...test, heldFrom, heldTo }) && !recoveryEnded(test))
    throw new Refusal(
      "conflict",
      `The test lasted ${formatDuration(minutesBetween(heldFrom, heldTo))}, and the measured recovery is ${formatDuration(test.measuredMinutes ?? 0)}.`,
      { field: "toTime" },
    );
  const outside = await findOutside(tx, actor, test, { heldFrom, heldTo });
  if (outside)
    throw new Refusal("conflict", `Something is written down as happened at ${formatTime(outside)}, outside that.`, {
      field: "fromTime",
    });
  return changeRow(tx, actor, test, input.version, { heldFrom, heldTo, heldReason: reason });
}

/** What would lie outside the test once it has gone with the day. */
async function findOutside(tx: Tx, actor: Actor, test: FoundTest, { heldFrom, heldTo }: Held) {
  const days = daysBetween(londonDay(test.heldFrom ?? heldFrom), londonDay(heldFrom));
  // A typed time has no seconds.
  const begin = new Date(Math.floor(heldFrom.getTime() / 60_000) * 60_000);
  const events = await listEvents(tx, actor, test.id);
  return events.find(({ at }) => {
    const [year = 0, month = 0, day = 0] = addDays(londonDay(at), days).split("-").map(Number);
    const moved = toInstant({ year, month, day }, londonParts(at));
    return !moved.ok || moved.instant < begin || moved.instant > heldTo;
  })?.at;
}
