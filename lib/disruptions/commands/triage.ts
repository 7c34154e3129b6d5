import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import { disruptionSeverities, dutyDecisions } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { Refusal } from "#lib/refusal.ts";
import { wordOf } from "#lib/words.ts";
import { severities, timeProblems } from "../disruption.ts";
import { dutiesToConsider } from "../duty.ts";
import type { ConfirmSeverity, TriageDisruption } from "../inputs.ts";
import { openPoints } from "../open-points.ts";
import { type Disruption, findDisruption, timesOf } from "../queries/disruption.ts";
import { reviewFacts } from "../queries/facts.ts";
import { findReview, listDuties } from "../queries/review.ts";
import { closeDisruptionIn } from "./close.ts";
import { mayOn, rowOf, saidBy, settle, stale } from "./ground.ts";
import { keepTimeChange } from "./times.ts";

export function triageDisruption(actor: Actor, input: TriageDisruption) {
  return changeAs(actor, "disruption.triage", (tx) => triageDisruptionIn(tx, actor, input));
}

/** Gives the severity at triage and puts the duties to decide on the desk. Severity 1 closes here if nothing is open. */
export async function triageDisruptionIn(tx: Tx, actor: Actor, input: TriageDisruption): Promise<{ closed: boolean }> {
  const before = await mayOn(tx, actor, "triage", input.id);
  if (before.severityConfirmed !== null)
    throw new Refusal("conflict", "The severity has been confirmed at review. Change it there.");
  if (before.version !== input.version) {
    throw stale({ title: before.title, type: before.type ?? "", version: String(before.version) });
  }
  const severity = wordOf(severities, input.severity);
  const restoredAt = before.restoredAt ? undefined : input.restoredAt;
  if (restoredAt) await noteBack(tx, actor, before, restoredAt);
  await tx.insert(disruptionSeverities).values({
    ...rowOf(actor, before),
    kind: "triage",
    severity,
    reason: input.reason,
    careAtRisk: input.careAtRisk,
    dataAtRisk: input.dataAtRisk,
    harmPossible: input.harmPossible,
    ...saidBy(tx, actor),
  });
  const known = new Set((await listDuties(tx, actor, before.id)).map((row) => row.duty));
  for (const duty of dutiesToConsider(severity, input)) {
    if (known.has(duty)) continue;
    await tx.insert(dutyDecisions).values({ ...rowOf(actor, before), duty, twoRoles: true });
  }
  await settle(tx, actor, before, {
    title: input.title,
    type: input.type,
    severityTriage: severity,
    detection: input.detection ?? null,
    breaches: input.breaches.length > 0 ? input.breaches : null,
    ownerId: before.ownerId ?? actor.personId,
    ...(restoredAt ? { restoredAt } : {}),
  });
  if (severity > 1) return { closed: false };
  const now = await findDisruption(tx, actor, before.id);
  if (!now || openPoints(await reviewFacts(tx, actor, now)).length > 0) return { closed: false };
  await closeDisruptionIn(tx, actor, { id: now.id, version: now.version }, "triage");
  return { closed: true };
}

/** What is closed at triage takes no time any more, so triage itself says when systems were back. */
async function noteBack(tx: Tx, actor: Actor, before: Disruption, restored: Date): Promise<void> {
  const [problem] = timeProblems({ ...timesOf(before), restored }, tx.now);
  if (problem) throw new Refusal("conflict", problem.says, { field: "restored-time" });
  await keepTimeChange(tx, actor, before, { moment: "restored", before: null, after: restored, reason: null });
}

export function confirmSeverity(actor: Actor, input: ConfirmSeverity) {
  return changeAs(actor, "disruption.confirm-severity", (tx) => confirmSeverityIn(tx, actor, input));
}

/** Keeps both: what triage said, and what the review confirms. Serious harm is at least severity 4. */
export async function confirmSeverityIn(tx: Tx, actor: Actor, input: ConfirmSeverity) {
  const before = await mayOn(tx, actor, "review", input.id);
  if (before.version !== input.version) {
    throw stale({ severity: String(before.severity ?? ""), version: String(before.version) });
  }
  const review = await findReview(tx, actor, before.id);
  if (input.severity < 4 && (review?.harm === "severe" || review?.harm === "fatal"))
    throw new Refusal("conflict", "Serious harm is at least severity 4.", { field: "severity" });
  await tx.insert(disruptionSeverities).values({
    ...rowOf(actor, before),
    kind: "confirmed",
    severity: input.severity,
    reason: input.reason,
    ...saidBy(tx, actor),
  });
  await settle(tx, actor, before, { severityConfirmed: input.severity });
}
