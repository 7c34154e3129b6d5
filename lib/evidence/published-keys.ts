import "server-only";
import { sql } from "drizzle-orm";
import { authAs } from "#db/client.ts";
import { faultKind } from "#db/faults.ts";
import { logFault } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";

export type PublishedKey = { organisation: string; fingerprint: string; retired: string | null };

/** Each organisation's signing keys, retired ones too: public by purpose, so that anyone may compare. */
export async function publishedKeys(): Promise<PublishedKey[]> {
  try {
    const rows = await authAs((tx) =>
      tx.execute<{ organisation: string; fingerprint: string; retired_at: string | null }>(
        sql`select organisation, fingerprint, retired_at from auth.published_keys()`,
      ),
    );
    return [...rows].map((row) => ({
      organisation: row.organisation,
      fingerprint: row.fingerprint,
      retired: row.retired_at && new Date(row.retired_at).toISOString(),
    }));
  } catch (error) {
    return leave(faultKind(error) === "unavailable" ? "/unavailable" : `/fault?reference=${logFault(error)}`);
  }
}
