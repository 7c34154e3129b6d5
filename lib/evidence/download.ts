import "server-only";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { streamOf } from "#lib/files/stream.ts";
import { whileOpen } from "#lib/files/while-open.ts";

/** A file of a bundle's own folder as a download, cut when its reader's access ends; undefined when it is not there. */
export async function bundleFile(
  organisationId: string,
  id: string,
  name: string,
  mediaType: string,
  stands: () => Promise<boolean>,
): Promise<Response | undefined> {
  const root = process.env.HOLDFAST_BUNDLES;
  if (!root) throw new Error("HOLDFAST_BUNDLES is not set.");
  const path = join(root, organisationId, id, name);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!found) return undefined;
  return new Response(whileOpen(streamOf(path), stands), { headers: headersOf(name, mediaType, found.size) });
}

/** A PDF that was set just now, kept by nobody on the way. */
export function pdfResponse(name: string, bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), { headers: headersOf(name, "application/pdf", bytes.byteLength) });
}

function headersOf(name: string, mediaType: string, bytes: number) {
  return {
    "content-type": mediaType,
    "content-length": String(bytes),
    "content-disposition": `attachment; filename="${name}"`,
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
}
