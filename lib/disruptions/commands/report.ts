import "server-only";
import { eq } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { disruptionImpacts, disruptions, timelineEntries } from "#db/schema/disruptions.ts";
import { records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can, roleLabels } from "#lib/access/roles.ts";
import { openRecord } from "#lib/records/commands.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import { placeWords, typeWords } from "../disruption.ts";
import type { ReportDisruption } from "../inputs.ts";
import { may } from "../policy.ts";
import { withRecord } from "../queries/register.ts";
import { rowOf, saidBy } from "./ground.ts";

export function reportDisruption(actor: Actor, input: ReportDisruption) {
  return changeAs(actor, "disruption.report", (tx) => reportDisruptionIn(tx, actor, input));
}

/** Opens a disruption with an impact for each service it names and its first timeline entry; a report sent twice, once. */
export async function reportDisruptionIn(tx: Tx, actor: Actor, input: ReportDisruption) {
  const sent = input.token && (await findSent(tx, actor, input.token));
  if (sent) return { ...sent, again: true };
  const wanted = { state: "reported", serviceIds: input.serviceIds, ownerId: null } as const;
  if (!may(actor, "report", wanted)) {
    throw new Refusal("forbidden", "You may report for your own services only. Choose them.", { field: "serviceIds" });
  }
  if (input.noticedAt && input.noticedAt > tx.now)
    throw new Refusal("conflict", "That time has not come yet.", { field: "noticedAt" });
  const names = await serviceNames(tx, actor);
  const what = input.type ? typeWords[input.type] : "Something failed, not known what yet";
  const title = input.title ?? `${what}, ${placeWords(input.serviceIds, names)}`.slice(0, 160);
  const ownerId = can(actor, "disruptions", "triage") ? actor.personId : null;
  const record = await openRecord(tx, actor, {
    kind: "disruption",
    title,
    state: "reported",
    serviceIds: input.serviceIds,
    ...(ownerId ? { ownerId } : {}),
    ...(input.number ? { number: input.number } : {}),
  });
  const periodAt = input.noticedAt ?? tx.now;
  const known = input.paper !== "not-known";
  await tx.insert(disruptions).values({
    organisationId: actor.organisationId,
    id: record.id,
    title,
    type: input.type ?? null,
    state: "reported",
    careAffected: affected(input),
    paper: input.paper,
    paperRole: known ? actor.role : null,
    paperSaidAt: known ? tx.now : null,
    noticedAt: input.noticedAt ?? null,
    reportedAt: tx.now,
    reportedBy: actor.personId,
    reportedRole: actor.role,
    periodAt,
    serviceIds: record.serviceIds,
    ownerId,
    changedAt: tx.now,
    reportToken: input.token ?? null,
  });
  const parent = { id: record.id, serviceIds: record.serviceIds, periodAt };
  for (const serviceId of record.serviceIds) {
    await tx
      .insert(disruptionImpacts)
      .values({ ...rowOf(actor, parent), serviceId, peopleBand: bandFor(input), ...saidBy(tx, actor) });
  }
  await tx.insert(timelineEntries).values({
    ...rowOf(actor, parent),
    happenedAt: periodAt,
    writtenAt: tx.now,
    says: input.says ?? `${what}.`,
    source: "phone",
    role: actor.title ?? roleLabels[actor.role],
    personId: actor.personId,
  });
  return { ...record, again: false };
}

/** What this person's report with this token opened. */
async function findSent(tx: Tx, actor: Actor, token: string) {
  const [row] = await tx
    .select({ id: disruptions.id, reference: records.reference, serviceIds: disruptions.serviceIds })
    .from(disruptions)
    .innerJoin(records, withRecord(actor))
    .where(own(disruptions, actor, eq(disruptions.reportToken, token), eq(disruptions.reportedBy, actor.personId)));
  return row;
}

function affected({ peopleBand }: ReportDisruption) {
  if (peopleBand === "not-known") return "not-known";
  return peopleBand === "none" ? "no" : "yes";
}

/** One count for several services says nothing about each of them. */
function bandFor({ peopleBand, serviceIds }: ReportDisruption) {
  return serviceIds.length > 1 && peopleBand !== "none" ? "not-known" : peopleBand;
}
