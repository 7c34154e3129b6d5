import { createHash, randomBytes } from "node:crypto";
import postgres from "postgres";
import type { Portal } from "#tests/support/portal.ts";

/** The cookie of a session opened straight in the database, for tests that are not about signing in. */
export async function newSession(portal: Pick<Portal, "ownerUrl">, email: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const sql = postgres(portal.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const hash = createHash("sha256").update(token).digest();
    const made =
      await sql`insert into auth.sessions (token_hash, account_id) select ${hash}, id from auth.accounts where email = ${email} returning account_id`;
    if (made.length === 0) throw new Error(`No account ${email}.`);
  } finally {
    await sql.end();
  }
  return `holdfast=${token}`;
}
