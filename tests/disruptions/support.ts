import { expect } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { agreeDuty, decideDuty } from "#lib/disruptions/commands/duties.ts";
import { checkPaper, countPaper } from "#lib/disruptions/commands/paper.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { addFinding, answerReview, decideNoAction, writeReview } from "#lib/disruptions/commands/review.ts";
import { signReview, submitReview } from "#lib/disruptions/commands/sign.ts";
import { changeTimes } from "#lib/disruptions/commands/times.ts";
import { confirmSeverity, triageDisruption } from "#lib/disruptions/commands/triage.ts";
import type { ReportDisruption } from "#lib/disruptions/inputs.ts";
import { findDisruption, timesOf } from "#lib/disruptions/queries/disruption.ts";
import { findReview, listDuties, listPapers } from "#lib/disruptions/queries/review.ts";
import type { Cast } from "#tests/support/cast.ts";

export const refusal = (kind: string) => expect.objectContaining({ name: "Refusal", kind });

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

export const plain = (serviceIds: string[], more: Partial<ReportDisruption> = {}): ReportDisruption => ({
  type: "internet-outage",
  serviceIds,
  noticedAt: ago(300),
  peopleBand: "20-49",
  paper: "used",
  says: "Tablets show no connection",
  ...more,
});

export async function reread(actor: Actor, id: string) {
  const row = await readAs(actor, (tx) => findDisruption(tx, actor, id));
  if (!row) throw new Error("The disruption is not there.");
  return row;
}

export async function reviewOf(actor: Actor, id: string) {
  const row = await readAs(actor, (tx) => findReview(tx, actor, id));
  if (!row) throw new Error("The review is not there.");
  return row;
}

export const triageOf = (id: string, version: number, severity: number) => ({
  id,
  version,
  title: "Internet outage affecting care records",
  type: "internet-outage" as const,
  severity,
  reason: "Records were on paper across a round",
  careAtRisk: "no" as const,
  dataAtRisk: "no" as const,
  harmPossible: "no" as const,
  detection: "staff" as const,
  restoredAt: undefined as Date | undefined,
  breaches: [],
});

export const reviewText = (id: string, version = 0) => ({
  id,
  version,
  method: "after-action-review" as const,
  expected: undefined,
  whatHappened: "The line failed and staff worked on paper",
  difference: undefined,
  whatWorked: "The folders were where staff looked",
  harm: "none" as const,
  heldAt: undefined,
});

export type People = ReturnType<typeof peopleOf>;

export function peopleOf(cast: Cast) {
  const { actors } = cast;
  return {
    cast,
    worker: actors["care-worker"],
    lead: actors["shift-lead"],
    manager: actors["registered-manager"],
    quality: actors["quality-compliance-lead"],
    digital: actors["digital-lead"],
    nominated: actors["nominated-individual"],
    elsewhere: cast.otherServiceManager,
    foreign: cast.foreign.actors["quality-compliance-lead"],
  };
}

/** Reported by a care worker, triaged, over, on paper with everything entered and checked, duties settled. */
export async function handled(
  people: People,
  severity: number,
  leave: readonly string[] = [],
  shared?: { serviceIds: string[]; by: Actor },
) {
  const { quality } = people;
  const manager = shared?.by ?? people.manager;
  const { worker, lead } = shared ? { worker: shared.by, lead: people.digital } : people;
  const agrees = shared ? people.cast.actors["regional-manager"] : quality;
  const checks = shared ? agrees : manager;
  const { id } = await reportDisruption(worker, plain(shared?.serviceIds ?? [people.cast.services.a]));
  await triageDisruption(manager, triageOf(id, 1, severity));
  await restore(manager, id, leave.includes("restored") ? null : undefined);
  if (!leave.includes("count")) {
    await countPaper(lead, { id, kind: "mar", written: 31, returned: 31, entered: leave.includes("enter") ? 30 : 31 });
    const [paper] = await readAs(manager, (tx) => listPapers(tx, manager, id));
    if (paper && !leave.includes("check") && !leave.includes("enter")) {
      const { id: paperId, version } = paper;
      await checkPaper(checks, { id, paperId, version, checked: 31, discrepancies: 0 });
    }
  }
  for (const duty of await readAs(manager, (tx) => listDuties(tx, manager, id))) {
    const skip = leave.includes("duty") && duty.duty === "duty-of-candour";
    if (skip) continue;
    const decision = leave.includes("send") && duty.duty === "commissioner-contract" ? "required" : "not-required";
    const said = { decision, reason: "Care needs met throughout", toldReference: undefined } as const;
    await decideDuty(manager, { id, dutyId: duty.id, version: duty.version, ...said });
    if (decision === "not-required" && !(leave.includes("agree") && duty.duty === "cqc-reg18-events"))
      await agreeDuty(agrees, { id, dutyId: duty.id, version: duty.version + 1 });
  }
  return id;
}

export async function restore(actor: Actor, id: string, back: Date | null = ago(30)) {
  const row = await reread(actor, id);
  const when = { restored: back, ...(row.paper === "used" ? { "on-paper": ago(280) } : {}) };
  const times = { ...timesOf(row), ...when };
  await changeTimes(actor, { id, version: row.version, times, reason: undefined });
}

/** Written, answered by a signer, severity confirmed, one finding decided, and sent for sign-off. */
export async function reviewed(
  people: People,
  id: string,
  severity: number,
  author: Actor,
  leave: readonly string[] = [],
) {
  const answerer = author.role === "deputy-manager" ? people.quality : author;
  await writeReview(author, reviewText(id));
  const finding = await addFinding(author, { id, says: "Folders had no print date", detail: undefined });
  if (!leave.includes("finding"))
    await decideNoAction(author, { id, findingId: finding.id, reason: "Replaced the next day" });
  await confirmSeverity(author, { id, version: (await reread(author, id)).version, severity, reason: "As at triage" });
  const { version } = await reviewOf(author, id);
  const answer = { answer: "yes", answerSays: "Everyone received their medicines.", answerFacts: undefined } as const;
  await answerReview(answerer, { id, version, ...answer });
  if (!leave.includes("submit")) await submitReview(author, { id, version: version + 1 });
}

export async function sign(actor: Actor, id: string) {
  await signReview(actor, { id, version: (await reviewOf(actor, id)).version });
}
