import { join } from "node:path";

/** Where an original's bytes are kept: by their own SHA-256, so that a name can never choose a path. */
export function storedPath(sha256: string): string {
  const root = process.env.HOLDFAST_FILES;
  if (!root) throw new Error("HOLDFAST_FILES is not set.");
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("That is not a SHA-256.");
  return join(root, "sha256", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}
