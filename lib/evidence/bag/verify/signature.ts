import { grouped } from "#lib/evidence/bag/layout.ts";
import { CannotCheck, same, Wrong } from "#lib/evidence/bag/verify/source.ts";
import { digest } from "#lib/evidence/bag/verify/sums.ts";

export const PEM = "signature/public-key.pem";
export const PRINT = "signature/key-fingerprint.txt";
export const SIGNATURE = "signature/tagmanifest-sha512.sig";
export const SIGNED = "tagmanifest-sha512.txt";
const SPKI_ED25519 = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

export interface PublicKey {
  readonly raw: Uint8Array;
  /** SHA-256 of the raw key, hex in groups of four. */
  readonly fingerprint: string;
}

export function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The PEM as Holdfast writes it. Any other spelling of the same key is refused. */
export function publicPem(raw: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${base64Of(Uint8Array.from([...SPKI_ED25519, ...raw]))}\n-----END PUBLIC KEY-----\n`;
}

export async function fingerprintOf(raw: Uint8Array): Promise<string> {
  return grouped(await digest("SHA-256", raw));
}

/** Two fingerprints are equal whatever their spaces, colons and capitals. */
export function bareFingerprint(text: string): string {
  return text.replace(/[\s:]/g, "").toLowerCase();
}

export async function readPublicKey(pem: string): Promise<PublicKey> {
  const body = pem.split("\n")[1] ?? "";
  let spki: Uint8Array;
  try {
    spki = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
  } catch {
    spki = new Uint8Array(0);
  }
  const raw = spki.slice(SPKI_ED25519.length);
  if (raw.length !== 32 || publicPem(raw) !== pem)
    throw new Wrong(PEM, "is not an Ed25519 public key as a bundle writes it");
  return { raw, fingerprint: await fingerprintOf(raw) };
}

/** Ed25519 by WebCrypto. Where the browser has none, nothing is claimed. */
export async function isSignedBy(key: PublicKey, text: Uint8Array, signature: Uint8Array): Promise<boolean> {
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey("raw", new Uint8Array(key.raw), "Ed25519", false, ["verify"]);
  } catch {
    throw new CannotCheck(
      "This browser cannot check Ed25519 signatures. Use a newer browser, or openssl as HOW-TO-CHECK.txt says.",
    );
  }
  return crypto.subtle.verify("Ed25519", imported, new Uint8Array(signature), new Uint8Array(text));
}

export async function checkSignature(
  key: PublicKey,
  text: Uint8Array,
  signature: Uint8Array,
  base64: Uint8Array,
): Promise<void> {
  if (signature.length !== 64) throw new Wrong(SIGNATURE, "is not 64 bytes long");
  if (
    !same(
      base64,
      Uint8Array.from(`${base64Of(signature)}\n`, (sign) => sign.charCodeAt(0)),
    )
  ) {
    throw new Wrong(`${SIGNATURE}.b64`, `does not say the same as ${SIGNATURE}`);
  }
  if (!(await isSignedBy(key, text, signature))) {
    throw new Wrong(SIGNATURE, `does not fit: one of ${SIGNATURE}, ${SIGNED} and ${PEM} has been changed`);
  }
}
