import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { linkRecords } from "#lib/records/commands.ts";
import { findRecord } from "#lib/records/queries.ts";
import type { LinkKind, RecordKind } from "#lib/records/record.ts";
import { Refusal } from "#lib/refusal.ts";
import type { LinkRisk } from "#lib/risks/inputs.ts";
import { riskFor } from "./row.ts";

/** Kinds of record that a risk can be linked to, and how: which end the risk stands at. */
const links: Partial<Record<RecordKind, { kind: LinkKind; risk: "from" | "to" }>> = {
  system: { kind: "about", risk: "from" },
  disruption: { kind: "realised", risk: "from" },
  "action-item": { kind: "raised", risk: "from" },
  "resilience-test": { kind: "tests", risk: "to" },
  material: { kind: "controls", risk: "to" },
};

export function linkTo(recordId: string, record: { id: string; kind: RecordKind }) {
  const link = links[record.kind];
  if (!link) return undefined;
  return link.risk === "from"
    ? { fromId: recordId, toId: record.id, kind: link.kind }
    : { fromId: record.id, toId: recordId, kind: link.kind };
}

export function linkRisk(actor: Actor, input: LinkRisk) {
  return changeAs(actor, "risk.link", (tx) => linkRiskIn(tx, actor, input));
}

/** Links a risk to another record. Nothing that the risk says changes, so no version is asked for. */
export async function linkRiskIn(tx: Tx, actor: Actor, input: LinkRisk) {
  const risk = await riskFor(tx, actor, "change", input.id);
  const record = await findRecord(tx, actor, input.toId);
  const link = record && linkTo(risk.id, record);
  if (!link) throw new Refusal("not-found", "Choose a record from the list.", { field: "toId" });
  await linkRecords(tx, actor, link);
  return { id: risk.id };
}
