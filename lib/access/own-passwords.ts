import "server-only";
import { sql } from "drizzle-orm";
import { authAs, type Tx } from "#db/client.ts";
import { passwordMatches } from "./passwords.ts";
import { type OpenedBy, openSessionIn, type Proof, tokenHash } from "./standing.ts";

type Held = {
  id: string | null;
  password_hash: string | null;
  own: readonly { organisation: string; hash: string }[];
  rounds: string;
};

export type Matched = { accountId: string; by: OpenedBy; hashes: readonly string[] };

/**
 * Whose password was typed, and what it opens: the account's own, and those of organisations that have one for themselves.
 * Every sign-in looks at as many passwords as any account has, so that the work tells nothing of this one.
 */
export async function matchPasswords(email: string, password: string): Promise<Matched | undefined> {
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
  const right = new Set<string>();
  const account = await passwordMatches(held?.password_hash, password);
  if (account && held?.password_hash) right.add(held.password_hash);
  for (let turn = 0; turn < Math.max(Number(held?.rounds ?? 0), hashes.length); turn += 1) {
    const hash = hashes[turn];
    if ((await passwordMatches(hash, password)) && hash) right.add(hash);
  }
  const organisations = own.filter(({ hash }) => right.has(hash)).map(({ organisation }) => organisation);
  if (!held?.id || (!account && organisations.length === 0)) return undefined;
  return { accountId: held.id, by: { account, organisations }, hashes: [...right] };
}

/** Opens a session by passwords that matched, unless one was set anew while they were looked at. */
export function openMatched({ accountId, by, hashes }: Matched): Promise<string | undefined> {
  const right = hashes.map((hash) => sql`${hash}`);
  return authAs(async (tx) => {
    await hold(tx, accountId);
    const [still] =
      await tx.execute(sql`select 1 from auth.accounts a where a.id = ${accountId} and a.disabled_at is null
      and (not ${by.account} or a.password_hash in (${sql.join(right, sql`, `)}))
      and (select count(*) from auth.own_passwords o where o.account_id = a.id
        and o.organisation_id = any (${`{${by.organisations.join(",")}}`}::uuid[])
        and o.password_hash in (${sql.join(right, sql`, `)})) = ${by.organisations.length}`);
    return still && openSessionIn(tx, accountId, by);
  });
}

/** Opens a session after a step-up, by the password of the one that it replaces, while that one stands. */
export function openAgain(accountId: string, before: string, proof: Proof): Promise<string | undefined> {
  return authAs(async (tx) => {
    await hold(tx, accountId);
    const [by] = await tx.execute<OpenedBy>(sql`select by_account as account, to_jsonb(by_own) as organisations
      from auth.sessions where token_hash = ${tokenHash(before)} and account_id = ${accountId} and ended_at is null`);
    return by && openSessionIn(tx, accountId, by, proof);
  });
}

/** No link is used on the account before this transaction ends, and then its sessions end with the others. */
async function hold(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`select 1 from auth.accounts where id = ${accountId} for share`);
}
