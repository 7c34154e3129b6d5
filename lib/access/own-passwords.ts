import "server-only";
import { sql } from "drizzle-orm";
import { authAs } from "#db/client.ts";
import { passwordMatches } from "./passwords.ts";
import type { OpenedBy } from "./standing.ts";

type Held = {
  id: string | null;
  password_hash: string | null;
  own: readonly { organisation: string; hash: string }[];
  rounds: string;
};

/**
 * Whose password was typed, and what it opens: the account's own, and those of organisations that have one for themselves.
 * Every sign-in looks at as many passwords as any account has, so that the work tells nothing of this one.
 */
export async function matchPasswords(
  email: string,
  password: string,
): Promise<{ accountId: string; by: OpenedBy } | undefined> {
  const [held] = await authAs((tx) =>
    tx.execute<Held>(sql`select a.id, a.password_hash,
        coalesce((select jsonb_agg(jsonb_build_object('organisation', o.organisation_id, 'hash', o.password_hash))
          from auth.own_passwords o where o.account_id = a.id and o.password_hash is not null), '[]') as own,
        (select coalesce(max(each.hashes), 0) from (select count(distinct password_hash) as hashes
          from auth.own_passwords group by account_id) each) as rounds
      from (select 1) one left join auth.accounts a on a.email = ${email} and a.disabled_at is null`),
  );
  const own = held?.own ?? [];
  const hashes = [...new Set(own.map(({ hash }) => hash))];
  const account = await passwordMatches(held?.password_hash, password);
  const right = new Set<string>();
  for (let turn = 0; turn < Math.max(Number(held?.rounds ?? 0), hashes.length); turn += 1) {
    const hash = hashes[turn];
    if ((await passwordMatches(hash, password)) && hash) right.add(hash);
  }
  const organisations = own.filter(({ hash }) => right.has(hash)).map(({ organisation }) => organisation);
  if (!held?.id || (!account && organisations.length === 0)) return undefined;
  return { accountId: held.id, by: { account, organisations } };
}
