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
  const mine = tokenHash(token);
  return authAs(async (tx) => {
    const rows = await tx.execute<{ id: string; created_at: string; seen_at: string }>(sql`
      select encode(s.token_hash, 'hex') as id, s.created_at, s.seen_at from auth.sessions s
      where s.account_id = ${accountId} and s.ended_at is null and ${alike(mine)}
        and s.seen_at > clock_timestamp() - interval '30 minutes' and s.created_at > clock_timestamp() - interval '12 hours'
      order by s.seen_at desc, s.token_hash`);
    return rows.map((row) => ({
      id: row.id,
      startedAt: new Date(row.created_at),
      seenAt: new Date(row.seen_at),
      here: row.id === mine.toString("hex"),
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

/** Ends every session opened by the password of the one with this token, or every one but that one. */
export async function endOwnSessions(accountId: string, token: string, but: "none" | "this" = "none"): Promise<void> {
  const mine = tokenHash(token);
  await authAs((tx) =>
    tx.execute(sql`update auth.sessions s set ended_at = clock_timestamp(), ended_reason = 'signed out everywhere'
      where s.account_id = ${accountId} and s.ended_at is null and (s.token_hash <> ${mine} or ${but === "none"})
        and ${alike(mine)}`),
  );
}

/** Sessions opened by the same password: those of another one may be somebody else's. */
function alike(mine: Buffer) {
  return sql`exists (select 1 from auth.sessions m where m.token_hash = ${mine} and m.account_id = s.account_id
    and ((s.by_account and m.by_account) or s.by_own && m.by_own))`;
}

type NewPassword = { current: string; password: string };

/** Changes the person's own password: needs the one in force, and ends every other session and every link to a new password. */
export async function changeOwnPassword(
  accountId: string,
  input: NewPassword,
  here: { token: string; address: string },
): Promise<void> {
  const [account] = await authAs((tx) =>
    tx.execute<{ email: string; name: string; opened: string; passwords: string[] }>(sql`
      select a.email, a.name, concat_ws(' ', case when s.by_account then 'account' end,
        array(select unnest(s.by_own) order by 1)) as opened, to_jsonb(array(
        select a.password_hash where s.by_account and a.password_hash is not null
        union select o.password_hash from auth.own_passwords o where o.account_id = a.id and o.password_hash is not null
          and o.organisation_id = any (s.by_own))) as passwords
      from auth.accounts a join auth.sessions s on s.account_id = a.id and s.token_hash = ${tokenHash(here.token)}
        and s.ended_at is null
      where a.id = ${accountId} and a.disabled_at is null`),
  );
  if (!account) throw new Refusal("forbidden", "You have been signed out. Sign in again, then change it.");
  // By what the session opens: another password of the address may be somebody else's.
  const subject = `${accountId} ${account.opened}`;
  if (!(await mayAttempt("password", subject, here.address)))
    throw new Refusal("conflict", "Too many attempts. Wait 15 minutes, then try again.");
  const inForce: string[] = [];
  for (const hash of account.passwords) if (await passwordMatches(hash, input.current)) inForce.push(hash);
  if (inForce.length === 0) throw new Refusal("forbidden", "That is not your password now.", { field: "current" });
  await noteAttempt("password", subject, here.address, true);
  if (input.password === input.current)
    throw new Refusal("conflict", "That is your password now. Choose another.", { field: "password" });
  const problem = passwordProblem(input.password, aboutThe(account));
  if (problem) throw new Refusal("conflict", problem, { field: "password" });
  const passwordHash = await hashPassword(input.password);
  await authAs(async (tx) => {
    await tx.execute(sql`select 1 from auth.accounts where id = ${accountId} for update`);
    let changed = 0;
    for (const hash of inForce) {
      const account = await tx.execute(sql`update auth.accounts set password_hash = ${passwordHash}
        where id = ${accountId} and password_hash = ${hash} returning 1`);
      const own = await tx.execute(sql`update auth.own_passwords set password_hash = ${passwordHash}
        where account_id = ${accountId} and password_hash = ${hash} returning 1`);
      changed += account.length + own.length;
    }
    if (changed === 0)
      throw new Refusal("conflict", "Your password was set anew meanwhile, so nothing was changed now.");
    await tx.execute(sql`update auth.password_links l set expires_at = clock_timestamp()
      where l.account_id = ${accountId} and l.purpose = 'password' and l.used_at is null and l.expires_at > clock_timestamp()
        and coalesce(
          (select o.password_hash from auth.own_passwords o where o.account_id = l.account_id and o.organisation_id = l.organisation_id),
          (select a.password_hash from auth.accounts a where a.id = l.account_id)) = ${passwordHash}`);
  });
  await endOwnSessions(accountId, here.token, "this");
}
