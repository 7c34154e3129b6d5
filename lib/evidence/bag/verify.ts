import type { Checkpoint } from "#lib/evidence/bag/layout.ts";
import { checkBagInfo, checkManifests, textOf } from "#lib/evidence/bag/verify/manifests.ts";
import type { SummedMember } from "#lib/evidence/bag/verify/read-bag.ts";
import { readBag } from "#lib/evidence/bag/verify/read-bag.ts";
import {
  bareFingerprint,
  checkSignature,
  PEM,
  PRINT,
  readPublicKey,
  SIGNATURE,
  SIGNED,
} from "#lib/evidence/bag/verify/signature.ts";
import type { ByteSource } from "#lib/evidence/bag/verify/source.ts";
import { CannotCheck, Wrong } from "#lib/evidence/bag/verify/source.ts";
import type { Summer } from "#lib/evidence/bag/verify/sums.ts";
import { sumInMemory } from "#lib/evidence/bag/verify/sums.ts";
import { checkTrail } from "#lib/evidence/bag/verify/trail.ts";

export type Verdict = Found | NotValid;
export interface Found {
  readonly valid: true;
  readonly statement: string;
  readonly reference: string;
  readonly organisation: string;
  readonly snapshotAt: string;
  readonly keyFingerprint: string;
  readonly recordsFingerprint: string;
  readonly checkpoint: Checkpoint;
  readonly members: readonly SummedMember[];
}
export interface NotValid {
  readonly valid: false;
  readonly statement: string;
  /** The member below the top folder, or "ZIP" where the archive itself is wrong; null where nothing could be checked. */
  readonly member: string | null;
  readonly members: readonly SummedMember[];
}

export interface VerifyOptions {
  /** The fingerprint that the provider published, in any spacing. */
  readonly key?: string;
  readonly sum?: Summer;
  readonly progress?: (done: number, of: number) => void;
}

/** Checks a whole bundle and answers with the first wrong thing. Never throws for what is in the file. */
export async function verifyBundle(source: ByteSource, options: VerifyOptions = {}): Promise<Verdict> {
  const members: SummedMember[] = [];
  try {
    const bag = await readBag(source, options.sum ?? sumInMemory, (member, of) => {
      members.push(member);
      options.progress?.(members.length, of);
    });
    const key = await readPublicKey(textOf(await bag.bytesOf(PEM), PEM));
    await checkSignature(
      key,
      await bag.bytesOf(SIGNED),
      await bag.bytesOf(SIGNATURE),
      await bag.bytesOf(`${SIGNATURE}.b64`),
    );
    await checkManifests(bag);
    if (textOf(await bag.bytesOf(PRINT), PRINT) !== `${key.fingerprint}\n`)
      throw new Wrong(PRINT, `is not the fingerprint of ${PEM}`);
    const info = await checkBagInfo(bag);
    const checkpoint = await checkTrail(bag, key);
    if (options.key !== undefined && bareFingerprint(options.key) !== bareFingerprint(key.fingerprint)) {
      throw new Wrong(PEM, `is not the expected key: the bundle is signed by key ${key.fingerprint}`);
    }
    const compare =
      options.key === undefined ? "compare it with the key the provider published" : "it is the key you gave";
    const statement = `Valid. Signed by key ${key.fingerprint}; ${compare}.`;
    return {
      valid: true,
      statement,
      reference: bag.reference,
      keyFingerprint: key.fingerprint,
      ...info,
      checkpoint,
      members,
    };
  } catch (error) {
    if (error instanceof Wrong)
      return {
        valid: false,
        statement: `Not valid. ${error.member}: ${error.message}.`,
        member: error.member,
        members,
      };
    if (error instanceof CannotCheck)
      return { valid: false, statement: `Not checked. ${error.message}`, member: null, members };
    throw error;
  }
}
