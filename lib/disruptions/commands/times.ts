import "server-only";
import { randomUUID } from "node:crypto";
import { changeAs, type Tx } from "#db/client.ts";
import { disruptionTimeChanges } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate, formatTime } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import { type Moment, moments, type Times, timeProblems, timesOpen } from "../disruption.ts";
import type { ChangeTimes } from "../inputs.ts";
import { type Disruption, timesOf } from "../queries/disruption.ts";
import { mayOn, saidBy, settle, stale } from "./ground.ts";

export function changeTimes(actor: Actor, input: ChangeTimes) {
  return changeAs(actor, "disruption.time", (tx) => changeTimesIn(tx, actor, input));
}

/** Changes when things happened. A time that was known needs a reason to change; both values are kept. */
export async function changeTimesIn(tx: Tx, actor: Actor, input: ChangeTimes) {
  const before = await mayOn(tx, actor, "time", input.id);
  const was = timesOf(before);
  if (before.version !== input.version) {
    const current = moments.flatMap((moment) => {
      const at = was[moment];
      return [
        [`${moment}-date`, at ? formatDate(at) : ""],
        [`${moment}-time`, at ? formatTime(at) : ""],
      ];
    });
    throw stale({ ...Object.fromEntries(current), version: String(before.version) });
  }
  const [problem] = timeProblems(input.times, tx.now);
  if (problem) throw new Refusal("conflict", problem.says, { field: `${problem.moment}-time` });
  const changed = moments.filter((moment) => sameMinute(was[moment], input.times[moment]) === false);
  const known = (moment: Moment) => was[moment] !== null;
  const open = timesOpen(before.state, was);
  const signing = changed.find((moment) => !open.includes(moment));
  if (signing)
    throw new Refusal(
      "conflict",
      known(signing)
        ? "Its review is being signed with this time. Return the review first, then change it."
        : "Its review is being signed with this time not known, and it says when the disruption began. Return the review first, then fill it in.",
      { field: `${signing}-time` },
    );
  if (changed.some(known) && !input.reason)
    throw new Refusal("conflict", "Say why a known time changes.", { field: "reason" });
  if (input.times["on-paper"] && before.paper === "not-used")
    throw new Refusal("conflict", "It was said that no paper was used.", { field: "on-paper-time" });
  if (changed.length === 0) return;
  for (const moment of changed) {
    await keepTimeChange(tx, actor, before, {
      moment,
      before: was[moment],
      after: input.times[moment],
      reason: input.reason ?? null,
    });
  }
  const times = toTheSecond(was, input.times, tx.now);
  const { noticed: noticedAt, "on-paper": onPaperAt } = times;
  const nowOnPaper = onPaperAt !== null && before.paper !== "used";
  await settle(tx, actor, before, {
    startedAt: times.started,
    noticedAt,
    declaredAt: times.declared,
    onPaperAt,
    restoredAt: times.restored,
    verifiedAt: times.verified,
    periodAt: noticedAt ?? before.reportedAt,
    ...(nowOnPaper ? { paper: "used", paperRole: actor.role, paperSaidAt: tx.now } : {}),
  });
}

type Change = { moment: Moment; before: Date | null; after: Date | null; reason: string | null };

/** Both values of a time are kept, with who changed it. */
export async function keepTimeChange(tx: Tx, actor: Actor, disruption: Disruption, change: Change): Promise<void> {
  await tx.insert(disruptionTimeChanges).values({
    organisationId: actor.organisationId,
    id: randomUUID(),
    disruptionId: disruption.id,
    serviceIds: [...disruption.serviceIds],
    ...change,
    ...saidBy(tx, actor),
  });
}

/** A time that did not change keeps its second, unless that second alone would put it after one typed to its minute. */
function toTheSecond(was: Times, typed: Times, now: Date): Times {
  const kept = { ...typed };
  for (const moment of moments) if (sameMinute(was[moment], typed[moment])) kept[moment] = was[moment];
  return timeProblems(kept, now).length > 0 ? typed : kept;
}

/** Times are typed to the minute; a stored second is no change. */
function sameMinute(a: Date | null, b: Date | null): boolean {
  if (!a || !b) return a === b;
  return Math.floor(a.getTime() / 60_000) === Math.floor(b.getTime() / 60_000);
}
