import "server-only";
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { authAs } from "#db/client.ts";

/** Failures allowed within 15 minutes. There is no lasting lock-out: time alone opens the way again. */
export const limits = { subject: 8, address: 60 } as const;
export type AttemptKind = "password" | "code" | "link";

function blind(value: string): Buffer {
  return createHmac("sha256", process.env.AUTH_SECRET ?? "")
    .update(value)
    .digest();
}

/**
 * Takes one of the attempts that are left, before the secret is looked at, so that many at once are counted like many
 * in a row. The answer does not depend on whether the account exists.
 */
export async function mayAttempt(kind: AttemptKind, subject: string, address: string): Promise<boolean> {
  const [who, where] = [blind(subject), blind(address)];
  return authAs(async (tx) => {
    for (const held of [who, where])
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${kind + held.toString("hex")}, 0))`);
    const [row] = await tx.execute<{ subject: string; address: string }>(sql`
      select count(*) filter (where subject_hash = ${who}) as subject,
             count(*) filter (where address_hash = ${where}) as address
      from auth.attempts
      where kind = ${kind} and not succeeded and at > clock_timestamp() - interval '15 minutes'
        and (subject_hash = ${who} or address_hash = ${where})`);
    if (Number(row?.subject) >= limits.subject || Number(row?.address) >= limits.address) return false;
    await tx.execute(sql`insert into auth.attempts (kind, subject_hash, address_hash, succeeded)
      values (${kind}, ${who}, ${where}, false)`);
    return true;
  });
}

/** Gives the attempt back when it was right; one that was wrong stays as it was taken. */
export async function noteAttempt(
  kind: AttemptKind,
  subject: string,
  address: string,
  succeeded: boolean,
): Promise<void> {
  if (!succeeded) return;
  await authAs((tx) =>
    tx.execute(sql`update auth.attempts set succeeded = true where id = (
      select id from auth.attempts where kind = ${kind} and not succeeded
        and subject_hash = ${blind(subject)} and address_hash = ${blind(address)} order by at desc limit 1)`),
  );
}
