import "server-only";
import { randomUUID } from "node:crypto";
import { eq, isNull, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { controlProofs, riskControls } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { linkRecords, noteConfirmed } from "#lib/records/commands.ts";
import { findRecord } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AddControl, EndControl, ProveControl } from "#lib/risks/inputs.ts";
import { linkTo } from "./link.ts";
import { changeRow, childOf, riskFor } from "./row.ts";

export function addControl(actor: Actor, input: AddControl) {
  return changeAs(actor, "control.add", (tx) => addControlIn(tx, actor, input));
}

/** Answers the control's id and the risk's new version. */
export async function addControlIn(tx: Tx, actor: Actor, input: AddControl) {
  const risk = await riskFor(tx, actor, "control", input.id);
  const row = await changeRow(tx, actor, risk, input.version, {});
  const controlId = randomUUID();
  await tx.insert(riskControls).values({
    ...childOf(actor, risk),
    id: controlId,
    type: input.type,
    line: input.line,
    description: input.description,
    createdAt: tx.now,
  });
  return { ...row, controlId };
}

export function endControl(actor: Actor, input: EndControl) {
  return changeAs(actor, "control.end", (tx) => endControlIn(tx, actor, input));
}

export async function endControlIn(tx: Tx, actor: Actor, input: EndControl) {
  const risk = await riskFor(tx, actor, "control", input.id);
  const row = await changeRow(tx, actor, risk, input.version, {});
  const [ended] = await tx
    .update(riskControls)
    .set({ endedAt: tx.now, endedReason: input.reason, version: sql`${riskControls.version} + 1` })
    .where(
      own(
        riskControls,
        actor,
        eq(riskControls.id, input.controlId),
        eq(riskControls.recordId, risk.id),
        isNull(riskControls.endedAt),
      ),
    )
    .returning({ id: riskControls.id });
  if (!ended) throw notInPlace();
  return row;
}

export function proveControl(actor: Actor, input: ProveControl) {
  return changeAs(actor, "control.prove", (tx) => proveControlIn(tx, actor, input));
}

/** A proof is added, nothing is changed: it needs no version, and one of the risk's services in scope is enough. */
export async function proveControlIn(tx: Tx, actor: Actor, input: ProveControl) {
  const risk = await riskFor(tx, actor, "prove", input.id);
  if (input.provedOn > londonDay(tx.now))
    throw new Refusal("conflict", "A proof cannot lie ahead. Enter the day it was done.", { field: "provedOn" });
  const [control] = await tx
    .select({ id: riskControls.id })
    .from(riskControls)
    .where(
      own(
        riskControls,
        actor,
        eq(riskControls.id, input.controlId),
        eq(riskControls.recordId, risk.id),
        isNull(riskControls.endedAt),
      ),
    );
  if (!control) throw notInPlace();
  await tx.insert(controlProofs).values({
    ...childOf(actor, risk),
    id: randomUUID(),
    controlId: control.id,
    found: input.found,
    line: input.line,
    how: input.how,
    evidenceId: input.evidenceId ?? null,
    provedOn: input.provedOn,
    provedBy: actor.personId,
    provedRole: actor.role,
    recordedAt: tx.now,
  });
  if (input.evidenceId) {
    const evidence = await findRecord(tx, actor, input.evidenceId);
    const link = evidence && linkTo(risk.id, evidence);
    if (!link) throw new Refusal("not-found", "Choose the record from the list.", { field: "evidenceId" });
    await linkRecords(tx, actor, link);
  }
  await noteConfirmed(tx, actor, risk.id, risk.serviceIds);
  return { id: risk.id };
}

function notInPlace(): Refusal {
  return new Refusal("not-found", "Choose a control that is in place.", { field: "controlId" });
}
