import "server-only";
import { sql } from "drizzle-orm";
import { authAs } from "#db/client.ts";
import { Refusal } from "#lib/refusal.ts";
import { mayAttempt, noteAttempt } from "./attempts.ts";
import { aboutThe } from "./links.ts";
import { hashPassword, passwordMatches, passwordProblem } from "./passwords.ts";
import { tokenHash } from "./standing.ts";

export type OwnSession = { id: string; startedAt: Date; seenAt: Date; here: boolean };

/** The person's live sessions, last used first. `id` names the row and opens nothing. */
export function listSessions(accountId: string, token: string): Promise<OwnSession[]> {
  const mine = tokenHash(token).toString("hex");
  return authAs(async (tx) => {
    const rows = await tx.execute<{ id: string; created_at: string; seen_at: string }>(sql`
      select encode(token_hash, 'hex') as id, created_at, seen_at from auth.sessions
      where account_id = ${accountId} and ended_at is null
        and seen_at > clock_timestamp() - interval '30 minutes' and created_at > clock_timestamp() - interval '12 hours'
      order by seen_at desc, token_hash`);
    return rows.map((row) => ({
      id: row.id,
      startedAt: new Date(row.created_at),
      seenAt: new Date(row.seen_at),
      here: row.id === mine,
    }));
  });
}

/** Ends one of the person's own sessions. */
export async function endOwnSession(accountId: string, id: string): Promise<void> {
  await authAs((tx) =>
    tx.execute(sql`update auth.sessions set ended_at = clock_timestamp(), ended_reason = 'ended by its holder'
      where account_id = ${accountId} and token_hash = ${Buffer.from(id, "hex")} and ended_at is null`),
  );
}

/** Ends every session of the person, or every one but the one with this token. */
export async function endOwnSessions(accountId: string, except?: string): Promise<void> {
  const kept = except ? tokenHash(except) : Buffer.alloc(0);
  await authAs((tx) =>
    tx.execute(sql`update auth.sessions set ended_at = clock_timestamp(), ended_reason = 'signed out everywhere'
      where account_id = ${accountId} and ended_at is null and token_hash <> ${kept}`),
  );
}

type NewPassword = { current: string; password: string };

/** Changes the person's own password: needs the one in force, and ends every other session and every link to a new password. */
export async function changeOwnPassword(
  accountId: string,
  input: NewPassword,
  here: { token: string; address: string },
): Promise<void> {
  if (!(await mayAttempt("password", accountId, here.address)))
    throw new Refusal("conflict", "Too many attempts. Wait 15 minutes, then try again.");
  const [account] = await authAs((tx) =>
    tx.execute<{ email: string; name: string; password_hash: string | null }>(
      sql`select email, name, password_hash from auth.accounts where id = ${accountId} and disabled_at is null`,
    ),
  );
  if (!(await passwordMatches(account?.password_hash, input.current)) || !account) {
    throw new Refusal("forbidden", "That is not your password now.", { field: "current" });
  }
  await noteAttempt("password", accountId, here.address, true);
  if (input.password === input.current)
    throw new Refusal("conflict", "That is your password now. Choose another.", { field: "password" });
  const problem = passwordProblem(input.password, aboutThe(account));
  if (problem) throw new Refusal("conflict", problem, { field: "password" });
  const passwordHash = await hashPassword(input.password);
  await authAs(async (tx) => {
    await tx.execute(sql`update auth.accounts set password_hash = ${passwordHash} where id = ${accountId}`);
    await tx.execute(sql`update auth.password_links set expires_at = clock_timestamp()
      where account_id = ${accountId} and purpose = 'password' and used_at is null and expires_at > clock_timestamp()`);
  });
  await endOwnSessions(accountId, here.token);
}
