import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { open, readFile, stat } from "node:fs/promises";
import { fingerprintOf } from "#lib/evidence/bag/verify/signature.ts";

/** Signs with Ed25519. Made by the worker alone, which alone may read the key file. */
export interface Signer {
  readonly publicKey: Uint8Array;
  readonly fingerprint: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** A new signing key in a file that only its owner reads. Refuses to write over a file. Answers with the key's fingerprint. */
export async function createKeyFile(path: string): Promise<string> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }));
    await file.sync();
  } finally {
    await file.close();
  }
  return (await loadSigner(path)).fingerprint;
}

export async function loadSigner(path: string): Promise<Signer> {
  if (process.platform !== "win32" && ((await stat(path)).mode & 0o077) !== 0) {
    throw new Error("The signing key file can be read by others. Set its mode to 0600.");
  }
  return signerFromPem(await readFile(path, "utf8"));
}

async function signerFromPem(pem: string): Promise<Signer> {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error("The signing key is not an Ed25519 key.");
  const publicKey = new Uint8Array(createPublicKey(key).export({ type: "spki", format: "der" }).subarray(-32));
  return {
    publicKey,
    fingerprint: await fingerprintOf(publicKey),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}
