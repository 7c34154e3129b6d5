import "server-only";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { eq, isNull, ne, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { signingKeys } from "#db/schema/evidence.ts";
import { createKeyFile, loadSigner, type Signer } from "./bag/keys.ts";
import { publicPem } from "./bag/verify/signature.ts";

/** An organisation's own signing key, in a folder that only the worker is told of; made at its first bundle. */
export async function signerFor(organisationId: string): Promise<Signer> {
  const folder = process.env.HOLDFAST_SIGNING_KEYS;
  if (!folder) throw new Error("HOLDFAST_SIGNING_KEYS is not set: only the worker signs.");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${organisationId}.pem`);
  if (!existsSync(path)) await createKeyFile(path);
  return loadSigner(path);
}

/** Publishes the public half; a key that another has replaced is shown as retired. */
export async function publishKeyIn(tx: Tx, context: Context, signer: Signer): Promise<void> {
  const fingerprint = signer.fingerprint;
  const [known] = await tx
    .select({ id: signingKeys.id })
    .from(signingKeys)
    .where(own(signingKeys, context, eq(signingKeys.fingerprint, fingerprint)));
  if (known) return;
  await tx
    .update(signingKeys)
    .set({ retiredAt: tx.now, version: sql`${signingKeys.version} + 1` })
    .where(own(signingKeys, context, isNull(signingKeys.retiredAt), ne(signingKeys.fingerprint, fingerprint)));
  await tx.insert(signingKeys).values({
    organisationId: context.organisationId,
    id: randomUUID(),
    fingerprint,
    publicKey: publicPem(signer.publicKey),
    createdAt: tx.now,
  });
}
