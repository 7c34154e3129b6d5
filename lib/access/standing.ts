import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { authAs, type Tx } from "#db/client.ts";
import type { Role } from "./roles.ts";

/** What the database says of a session's holder at this moment. */
export type Standing = {
  accountId: string;
  email: string;
  name: string;
  organisationId: string | null;
  membershipId: string | null;
  /** The grant that is open now, of those held; and those whose code was typed into this session. */
  grantId: string | null;
  provedGrants: readonly string[];
  seenAt: string;
  memberships: readonly Membership[];
  grants: readonly Grant[];
};

export type Membership = {
  id: string;
  organisationId: string;
  organisation: string;
  sample: boolean;
  personId: string;
  name: string;
  role: Role;
  title: string | null;
  allServices: boolean;
  endsAt: string | null;
  services: readonly string[];
};

export type Grant = {
  id: string;
  organisationId: string;
  /** Without it whose the access is, its words and what it opens are empty here: nobody proved it to be this password's. */
  told: boolean;
  organisation: string;
  sample: boolean;
  kind: "inspector" | "commissioner";
  name: string;
  purpose: string;
  sections: readonly string[];
  bodyId: string | null;
  from: string | null;
  to: string | null;
  startsAt: string;
  endsAt: string;
  endedAt: string | null;
  /** An officer has typed a code of this grant before, in whichever session. */
  proved: boolean;
  services: readonly string[];
};

export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The standing behind a session token, or undefined when the session is over. Notes the visit once a minute. */
export async function findStanding(token: string): Promise<Standing | undefined> {
  const hash = tokenHash(token);
  return authAs(async (tx) => {
    const [row] = await tx.execute<{ standing: Standing | null }>(
      sql`select auth.session_standing(${hash}) as standing`,
    );
    const standing = row?.standing ?? undefined;
    if (standing && tx.now.getTime() - Date.parse(standing.seenAt) > 60_000) {
      await tx.execute(sql`update auth.sessions set seen_at = clock_timestamp() where token_hash = ${hash}`);
    }
    return standing;
  });
}

export type Proof = {
  /** The grant whose code was right: it is open from here. */
  grantId: string;
  /** Those proved before in the session that this one replaces. */
  before?: readonly string[];
};

/** By which password a session is opened: the account's, or those that organisations have for themselves. */
export type OpenedBy = { account: boolean; organisations: readonly string[] };

/** Opens a session row and answers its token, which only the cookie will hold. */
export async function openSessionIn(tx: Tx, accountId: string, by: OpenedBy, proof?: Proof): Promise<string> {
  const token = newToken();
  const proved = proof ? [...new Set([...(proof.before ?? []), proof.grantId])] : [];
  await tx.execute(sql`insert into auth.sessions (token_hash, account_id, grant_id, proved_grants, by_account, by_own)
    values (${tokenHash(token)}, ${accountId}, ${proof?.grantId ?? null}::uuid, ${`{${proved.join(",")}}`}::uuid[],
      ${by.account}, ${`{${by.organisations.join(",")}}`}::uuid[])`);
  return token;
}

export async function endSession(token: string, reason: string): Promise<void> {
  await authAs((tx) =>
    tx.execute(
      sql`update auth.sessions set ended_at = clock_timestamp(), ended_reason = ${reason} where token_hash = ${tokenHash(token)} and ended_at is null`,
    ),
  );
}

/** Takes one of the person's own memberships for the rest of the session. */
export async function chooseMembership(
  token: string,
  membership: Pick<Membership, "id" | "organisationId">,
): Promise<void> {
  await authAs((tx) =>
    tx.execute(
      sql`update auth.sessions set membership_id = ${membership.id}, organisation_id = ${membership.organisationId} where token_hash = ${tokenHash(token)}`,
    ),
  );
}

/** Takes one of the person's own grants for the rest of the session; what it needs before it opens is asked next. */
export async function chooseGrant(token: string, grant: Pick<Grant, "id">): Promise<void> {
  await authAs((tx) =>
    tx.execute(
      sql`update auth.sessions set grant_id = ${grant.id} where token_hash = ${tokenHash(token)} and ended_at is null`,
    ),
  );
}
