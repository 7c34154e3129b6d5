import "server-only";
import { sql } from "drizzle-orm";
import { authAs } from "#db/client.ts";
import { mayAttempt, noteAttempt } from "./attempts.ts";
import { hashPassword, passwordProblem } from "./passwords.ts";
import { newToken, tokenHash } from "./standing.ts";

/** One sentence for a link that is unknown, used or expired: the answer tells nothing about which. */
export const deadLink =
  "This link does not work. It may have been used already, or its time is over. Ask the person who gave it to you for a new one.";

export type SetPasswordLink = { href: string; hash: Buffer };

/** A link to set a password. Only its hash goes to the database; the link itself is shown once. */
export function newLink(origin = process.env.HOLDFAST_ORIGIN ?? "http://localhost:3000"): SetPasswordLink {
  const token = newToken();
  return { href: `${origin}/set-password?token=${token}`, hash: tokenHash(token) };
}

export type LinkAnswer = "set" | { field: "password" | "link"; message: string };

/** Sets a password by a link: once, within its time, whoever else tries at the same moment. Ends every session. */
export async function setPasswordByLink(token: string, password: string, address: string): Promise<LinkAnswer> {
  const hash = tokenHash(token);
  const subject = hash.toString("hex");
  if (!(await mayAttempt("link", subject, address)))
    return { field: "link", message: "Too many attempts. Wait 15 minutes, then try again." };
  const [holder] = await authAs((tx) =>
    tx.execute<{ email: string; name: string }>(sql`
      select a.email, a.name from auth.password_links l join auth.accounts a on a.id = l.account_id
      where l.token_hash = ${hash} and l.used_at is null and l.expires_at > clock_timestamp() and a.disabled_at is null`),
  );
  if (!holder) return refused;
  await noteAttempt("link", subject, address, true);
  const problem = passwordProblem(password, aboutThe(holder));
  if (problem) return { field: "password", message: problem };
  const passwordHash = await hashPassword(password);
  const won = await authAs(async (tx) => {
    const [link] = await tx.execute<{ account_id: string }>(sql`
      update auth.password_links set used_at = clock_timestamp()
      where token_hash = ${hash} and used_at is null and expires_at > clock_timestamp() returning account_id`);
    if (!link) return false;
    const account = link.account_id;
    await tx.execute(sql`update auth.password_links set expires_at = clock_timestamp()
      where account_id = ${account} and used_at is null and expires_at > clock_timestamp()`);
    await tx.execute(sql`update auth.accounts set password_hash = ${passwordHash} where id = ${account}`);
    await tx.execute(sql`update auth.sessions set ended_at = clock_timestamp(), ended_reason = 'new password'
      where account_id = ${account} and ended_at is null`);
    return true;
  });
  return won ? "set" : refused;
}

const refused = { field: "link", message: deadLink } as const;

/** Words that people would try first as this person's password. */
export function aboutThe(holder: { email: string; name: string }): string[] {
  return [...holder.email.split(/[@.]/), ...holder.name.split(/\s+/)];
}
