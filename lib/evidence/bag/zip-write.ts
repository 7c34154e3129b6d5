import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { byName } from "#lib/evidence/bag/layout.ts";
import type { Member } from "#lib/evidence/bag/member.ts";
import { zipTime } from "#lib/evidence/bag/verify/manifests.ts";
import { centralHeader, endRecords, localHeader } from "#lib/evidence/bag/verify/zip-format.ts";

export interface ZipWritten {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes beside the final name and renames at the end, so that there is a whole file or none. */
export async function writeZip(
  path: string,
  folder: string,
  members: readonly Member[],
  snapshotAt: string,
  signal?: AbortSignal,
): Promise<ZipWritten> {
  if (new Set(members.map((member) => member.name)).size !== members.length)
    throw new Error("Two files of a bundle have one name");
  const part = `${path}.part`;
  const file = await open(part, "w", 0o600);
  const hash = createHash("sha256");
  let position = 0;
  const write = async (bytes: Uint8Array) => {
    signal?.throwIfAborted();
    position += bytes.length;
    const begun = file.write(bytes);
    hash.update(bytes);
    for (let done = (await begun).bytesWritten; done < bytes.length; )
      done += (await file.write(bytes, done)).bytesWritten;
  };
  try {
    const list: Uint8Array[] = [];
    for (const member of [...members].sort(byName)) {
      const entry = {
        name: `${folder}/${member.name}`,
        bytes: member.bytes,
        crc32: member.crc32,
        ...zipTime(snapshotAt),
        header: position,
      };
      list.push(centralHeader(entry));
      await write(localHeader(entry));
      let crc = 0;
      const end = position + member.bytes;
      for await (const chunk of member.open()) {
        crc = crc32(chunk, crc);
        await write(chunk);
      }
      if (crc !== member.crc32 || position !== end)
        throw new Error(`${member.name} changed while the bundle was being made`);
    }
    const start = position;
    await write(Buffer.concat(list));
    await write(endRecords(list.length, position - start, start));
    await file.sync();
    await file.close();
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
  return { bytes: position, sha256: hash.digest("hex") };
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
