import "server-only";
import { randomUUID } from "node:crypto";
import { eq, ne, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { legalProviders } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AddProvider, ChangeProvider } from "../inputs.ts";
import { may, wholeOrganisation } from "../policy.ts";

export function addProvider(actor: Actor, input: AddProvider) {
  return changeAs(actor, "provider.add", (tx) => addProviderIn(tx, actor, input));
}

export async function addProviderIn(tx: Tx, actor: Actor, input: AddProvider) {
  if (!may(actor, "add", wholeOrganisation)) throw new Refusal("forbidden", "You may not add a legal provider.");
  await mustBeFree(tx, actor, input.cqcProviderId);
  const id = randomUUID();
  await tx.insert(legalProviders).values({
    organisationId: actor.organisationId,
    id,
    name: input.name,
    cqcProviderId: input.cqcProviderId ?? null,
  });
  return { id };
}

export function changeProvider(actor: Actor, input: ChangeProvider) {
  return changeAs(actor, "provider.change", (tx) => changeProviderIn(tx, actor, input));
}

export async function changeProviderIn(tx: Tx, actor: Actor, input: ChangeProvider) {
  const [provider] = await tx
    .select({ name: legalProviders.name, cqcProviderId: legalProviders.cqcProviderId, version: legalProviders.version })
    .from(legalProviders)
    .where(ownId(legalProviders, actor, input.id));
  if (!provider) throw new Refusal("not-found", "That provider does not exist.");
  if (!may(actor, "change", wholeOrganisation)) throw new Refusal("forbidden", "You may not change a legal provider.");
  await mustBeFree(tx, actor, input.cqcProviderId, input.id);
  const [row] = await tx
    .update(legalProviders)
    .set({
      name: input.name,
      cqcProviderId: input.cqcProviderId ?? null,
      version: sql`${legalProviders.version} + 1`,
    })
    .where(own(legalProviders, actor, eq(legalProviders.id, input.id), eq(legalProviders.version, input.version)))
    .returning({ id: legalProviders.id });
  if (row) return row;
  throw new Refusal("stale", "Someone changed this provider while you were reading it.", {
    current: {
      name: provider.name,
      cqcProviderId: provider.cqcProviderId ?? "",
      version: String(provider.version),
    },
  });
}

async function mustBeFree(tx: Tx, actor: Actor, cqcProviderId: string | undefined, except?: string) {
  if (!cqcProviderId) return;
  const [other] = await tx
    .select({ name: legalProviders.name })
    .from(legalProviders)
    .where(
      own(
        legalProviders,
        actor,
        eq(legalProviders.cqcProviderId, cqcProviderId),
        except ? ne(legalProviders.id, except) : undefined,
      ),
    );
  if (other)
    throw new Refusal("conflict", `${other.name} has this CQC provider id already.`, { field: "cqcProviderId" });
}
