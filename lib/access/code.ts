import "server-only";
import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { authAs, changeAs, type Tx } from "#db/client.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Actor } from "./actor.ts";
import { mayAttempt, noteAttempt } from "./attempts.ts";
import { change, mayOn } from "./commands/grants.ts";
import { isDemo } from "./demo.ts";
import { type Grant, type Standing, tokenHash } from "./standing.ts";

export const codeMinutes = 10;

/** SHA-256 keyed with the portal's secret: eight digits alone could be tried out against a plain hash. */
function codeHash(grantId: string, code: string): Buffer {
  return createHmac("sha256", process.env.AUTH_SECRET ?? "")
    .update(`grant-code:${grantId}:${code}`)
    .digest();
}

function freshCode(): string {
  return String(randomInt(100_000_000)).padStart(8, "0");
}

/** Makes the code that somebody outside signs in with: ten minutes, once. Any earlier code of the grant dies. */
export function newCode(actor: Actor, grantId: string): Promise<string> {
  return changeAs(actor, "grant.code", async (tx) => {
    const grant = await mayOn(tx, actor, grantId);
    if (grant.endsAt <= tx.now) throw new Refusal("conflict", "This access is over. Extend it first.");
    const code = freshCode();
    await tx.execute(sql`select guard.set_grant_code(${grantId}::uuid, ${codeHash(grantId, code)})`);
    await change(tx, actor, grant, grant.version, {});
    return code;
  });
}

export type CodeAnswer = { ok: true; grantId: string } | { ok: false; reason: "wrong" | "too-many" };

/**
 * The second step of a sign-in from outside. A wrong answer counts against every code that is still alive, of the accesses
 * that the session holds: another password of the address may be somebody else's, and spends nothing of these.
 */
export async function checkCode(
  accountId: string,
  typed: string,
  address = "unknown",
  held?: readonly Pick<Grant, "id" | "organisationId">[],
  token?: string,
): Promise<CodeAnswer> {
  const subject = [accountId, ...new Set(held?.map((one) => one.organisationId).sort())].join(" ");
  if (!(await mayAttempt("code", subject, address))) return { ok: false, reason: "too-many" };
  const code = typed.replace(/[\s-]/g, "");
  const grantId = await authAs(async (tx) => {
    const open = token ? await openNow(tx, accountId, token) : held;
    const all = await tx.execute<{ id: string; grant_id: string; code_hash: Buffer }>(
      sql`select id, grant_id, code_hash from auth.live_codes(${accountId}::uuid)`,
    );
    const live = open ? [...all].filter((code) => open.some((one) => one.id === code.grant_id)) : [...all];
    let right: { id: string; grant_id: string } | undefined;
    for (const row of live) {
      if (timingSafeEqual(row.code_hash, codeHash(row.grant_id, code))) right = row;
    }
    if (right) {
      const [used] = await tx.execute(sql`update auth.grant_codes set used_at = clock_timestamp()
        where id = ${right.id} and used_at is null returning id`);
      return used && right.grant_id;
    }
    for (const row of live)
      await tx.execute(sql`update auth.grant_codes set attempts = attempts + 1 where id = ${row.id}`);
    return undefined;
  });
  if (grantId) await noteAttempt("code", subject, address, true);
  return grantId ? { ok: true, grantId } : { ok: false, reason: "wrong" };
}

/**
 * The accesses that the session opens while no link can be used: a password set meanwhile ends it, or takes its own
 * organisation's out of it, and a code proves nobody for a password they did not type.
 */
async function openNow(tx: Tx, accountId: string, token: string): Promise<readonly Pick<Grant, "id">[]> {
  await tx.execute(sql`select 1 from auth.accounts where id = ${accountId} for update`);
  const [row] = await tx.execute<{ standing: Pick<Standing, "accountId" | "grants"> | null }>(
    sql`select auth.session_standing(${tokenHash(token)}) as standing`,
  );
  return row?.standing?.accountId === accountId ? row.standing.grants : [];
}

/** In demo mode the sign-in page shows the code itself: nobody else is there to read it out. */
export async function demoCode(grant: Pick<Grant, "id" | "sample">): Promise<string | undefined> {
  if (!isDemo() || !grant.sample) return undefined;
  const code = freshCode();
  await authAs((tx) =>
    tx.execute(sql`insert into auth.grant_codes (grant_id, code_hash, expires_at)
      values (${grant.id}, ${codeHash(grant.id, code)}, clock_timestamp() + make_interval(mins => ${codeMinutes}))`),
  );
  return code;
}
