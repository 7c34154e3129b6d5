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

/** Whether another attempt may be made; the answer does not depend on whether the account exists. */
export async function mayAttempt(kind: AttemptKind, subject: string, address: string): Promise<boolean> {
  return authAs(async (tx) => {
    const [row] = await tx.execute<{ subject: string; address: string }>(sql`
      select count(*) filter (where subject_hash = ${blind(subject)}) as subject,
             count(*) filter (where address_hash = ${blind(address)}) as address
      from auth.attempts
      where kind = ${kind} and not succeeded and at > clock_timestamp() - interval '15 minutes'
        and (subject_hash = ${blind(subject)} or address_hash = ${blind(address)})`);
    return Number(row?.subject) < limits.subject && Number(row?.address) < limits.address;
  });
}

export async function noteAttempt(
  kind: AttemptKind,
  subject: string,
  address: string,
  succeeded: boolean,
): Promise<void> {
  await authAs((tx) =>
    tx.execute(sql`insert into auth.attempts (kind, subject_hash, address_hash, succeeded)
      values (${kind}, ${blind(subject)}, ${blind(address)}, ${succeeded})`),
  );
}
