import "server-only";
import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { type SQL, sql } from "drizzle-orm";
import { authAs } from "#db/client.ts";

/**
 * Failures allowed within 15 minutes. There is no lasting lock-out: time alone opens the way again. The first `places` from
 * which a name came in within 90 days have an allowance each, which nobody elsewhere uses up, whatever else they know: one
 * name may have passwords of several people. All such places together so have no more than 40. A network has `address` for
 * names that did not come in from it, and as many for those that did.
 */
export const limits = { subject: 8, known: 8, places: 5, address: 60 } as const;
export type AttemptKind = "password" | "code" | "link";

function blind(value: string): Buffer {
  return createHmac("sha256", process.env.AUTH_SECRET ?? "")
    .update(value)
    .digest();
}

/** Whoever has an IPv6 line has 64 bits of addresses on it: the line is one address. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [plain = ""] = address.split("%");
  const short = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [head = "", tail] = short.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const left = tail === undefined ? 0 : 8 - before.length - after.length;
  return `${[...before, ...Array.from({ length: left }, () => "0"), ...after].slice(0, 4).join(":")}::/64`;
}

/**
 * Takes one of the attempts that are left, before the secret is looked at, so that many at once are counted like many
 * in a row. The answer does not depend on whether the account exists.
 */
export async function mayAttempt(kind: AttemptKind, subject: string, address: string): Promise<boolean> {
  const [who, where] = [blind(subject), blind(networkOf(address))];
  return authAs(async (tx) => {
    for (const held of [who, where])
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${kind + held.toString("hex")}, 0))`);
    const [row] = await tx.execute<{ subject: string; here: string; address: string; known: boolean }>(sql`
      select count(*) filter (where subject_hash = ${who}) as subject,
             count(*) filter (where subject_hash = ${who} and address_hash = ${where}) as here,
             count(*) filter (where address_hash = ${where} and ${knownHere(kind, where, sql`f.subject_hash`)} = s.known) as address,
             s.known
      from (select ${knownHere(kind, where, sql`${who}::bytea`)} as known) s
      left join auth.attempts f on f.kind = ${kind} and not f.succeeded
        and f.at > clock_timestamp() - interval '15 minutes' and (f.subject_hash = ${who} or f.address_hash = ${where})
      group by s.known`);
    const used = row?.known ? Number(row.here) >= limits.known : Number(row?.subject) >= limits.subject;
    if (used || Number(row?.address) >= limits.address) return false;
    await tx.execute(sql`insert into auth.attempts (kind, subject_hash, address_hash, succeeded)
      values (${kind}, ${who}, ${where}, false)`);
    return true;
  });
}

/** A place from which a name came in without a try: by the link that set its password. */
export async function notePlace(kind: AttemptKind, subject: string, address: string): Promise<void> {
  await authAs((tx) =>
    tx.execute(sql`insert into auth.attempts (kind, subject_hash, address_hash, succeeded)
      values (${kind}, ${blind(subject)}, ${blind(networkOf(address))}, true)`),
  );
}

/** Whether a place is one of the first from which a name came in within 90 days: later ones take no earlier one's part. */
function knownHere(kind: AttemptKind, where: Buffer, who: SQL): SQL {
  return sql`${where}::bytea in (select k.address_hash from auth.attempts k where k.kind = ${kind} and k.subject_hash = ${who}
    and k.succeeded and k.at > clock_timestamp() - interval '90 days'
    group by k.address_hash order by min(k.at), k.address_hash limit ${limits.places})`;
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
        and subject_hash = ${blind(subject)} and address_hash = ${blind(networkOf(address))} order by at desc limit 1)`),
  );
}
