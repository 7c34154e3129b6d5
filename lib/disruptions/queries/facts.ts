import "server-only";
import { eq } from "drizzle-orm";
import { among, own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { organisations } from "#db/schema/organisation.ts";
import { recordLinks } from "#db/schema/records.ts";
import { covers, reaches } from "#lib/access/actor.ts";
import { type Holder, listHolders } from "#lib/access/holders.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { duties } from "../duty.ts";
import type { ReviewFacts } from "../open-points.ts";
import { type Signers, signerRoles } from "../review.ts";
import { paperWords } from "../words.ts";
import type { Disruption } from "./disruption.ts";
import { dutiesOf, findingsOf, papersOf, reviewsOf, signOffsOf } from "./review.ts";

type Signed = Pick<Disruption, "serviceIds" | "ownerId">;
type Ground = { single: boolean; holders: readonly Holder[]; names: ReadonlyMap<string, string> };

async function signingGround(tx: Tx, actor: Context): Promise<Ground> {
  const [organisation] = await tx
    .select({ single: organisations.singlePerson })
    .from(organisations)
    .where(ownId(organisations, actor, actor.organisationId));
  return {
    single: Boolean(organisation?.single),
    holders: await listHolders(tx, actor),
    names: await serviceNames(tx, actor),
  };
}

/** Which roles somebody holds now for its services, for one or for all, and whether only one person could sign (decision 8). */
export async function findSigners(tx: Tx, actor: Context, signed: Signed): Promise<Signers> {
  return signersOn(await signingGround(tx, actor), signed);
}

function signersOn({ single, holders: all, names }: Ground, { serviceIds, ownerId }: Signed): Signers {
  const holders = all.filter((holder) => serviceIds.length === 0 || reaches(holder, serviceIds));
  const rolesOf = (some: readonly Holder[]) => [...new Set(some.map((holder) => holder.role))];
  const managers = holders.filter((holder) => holder.role === "registered-manager");
  const services = [...names].flatMap(([id, name]) =>
    serviceIds.length > 1 && serviceIds.includes(id)
      ? [{ id, name, managed: managers.some((holder) => reaches(holder, [id])) }]
      : [],
  );
  const able = holders.filter((holder) => signerRoles.some((role) => role === holder.role));
  return {
    held: rolesOf(holders),
    services: services.sort((a, b) => a.name.localeCompare(b.name, "en-GB")),
    whole: rolesOf(holders.filter((holder) => covers(holder, serviceIds) || holder.personId === ownerId)),
    alone: single || new Set(able.map((holder) => holder.personId)).size <= 1,
  };
}

/** Of some disruptions, those that name a system. */
async function namingSystems(tx: Tx, actor: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectDistinct({ id: recordLinks.fromId })
    .from(recordLinks)
    .where(own(recordLinks, actor, among(recordLinks.fromId, ids), eq(recordLinks.kind, "about")));
  return new Set(rows.map(({ id }) => id));
}

/** Everything the closing rules ask about one disruption. */
export async function reviewFacts(tx: Tx, actor: Context, disruption: Disruption): Promise<ReviewFacts> {
  const [facts] = await reviewFactsOf(tx, actor, [disruption]);
  if (!facts) throw new Error("A disruption has its facts.");
  return facts;
}

/** The same of some disruptions, in their order. */
export async function reviewFactsOf(
  tx: Tx,
  actor: Context,
  disruptions: readonly Disruption[],
): Promise<ReviewFacts[]> {
  const ids = disruptions.map(({ id }) => id);
  const reviews = await reviewsOf(tx, actor, ids);
  const papers = await papersOf(tx, actor, ids);
  const rows = await dutiesOf(tx, actor, ids);
  const signed = await signOffsOf(tx, actor, ids);
  const findings = await findingsOf(tx, actor, ids);
  const naming = await namingSystems(tx, actor, ids);
  const ground = await signingGround(tx, actor);
  return disruptions.map((disruption) => {
    const ofIt = <T extends { disruptionId: string }>(all: readonly T[]) =>
      all.filter(({ disruptionId }) => disruptionId === disruption.id);
    const [review] = ofIt(reviews);
    return {
      severity: disruption.severity ?? 5,
      triaged: disruption.severity !== undefined,
      confirmed: disruption.severityConfirmed !== null,
      restored: disruption.restoredAt !== null,
      onPaper: disruption.onPaperAt !== null,
      namesSystem: naming.has(disruption.id),
      paper: disruption.paper,
      papers: ofIt(papers).map((paper) => ({ ...paper, label: paperWords[paper.kind] })),
      duties: ofIt(rows).map((row) => ({ ...row, label: duties[row.duty].name })),
      findings: ofIt(findings),
      review: review && { answer: review.answer, submitted: review.submittedAt !== null },
      authors: review?.authorIds ?? [],
      signed: ofIt(signed).filter((one) => one.round === review?.round),
      signers: signersOn(ground, disruption),
    };
  });
}
