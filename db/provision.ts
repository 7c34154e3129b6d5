import { createHash } from "node:crypto";
import postgres from "postgres";

const roles = ["app", "outside", "auth", "worker"] as const;
export type RolePasswords = Record<(typeof roles)[number], string>;

/** Makes the four login roles beside the owner and returns their URLs. Run before `migrate`, which grants to them. */
export async function provision(ownerUrl: string, passwords: RolePasswords): Promise<RolePasswords> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [me] = await sql`select rolsuper, has_parameter_privilege('track_activities', 'set') as silences
      from pg_roles where rolname = current_user`;
    await sql`select pg_advisory_lock(7014523)`;
    for (const role of roles) {
      const name = `holdfast_${role}`;
      const [known] = await sql`select 1 from pg_roles where rolname = ${name}`;
      const verb = known ? "alter" : "create";
      await sql.unsafe(
        `${verb} role ${name} login noinherit nocreatedb nocreaterole ${me?.rolsuper ? "nosuperuser nobypassrls noreplication" : ""} password '${passwords[role].replaceAll("'", "''")}'`,
      );
      if (me?.silences) await sql.unsafe(`alter role ${name} set track_activities = off`);
    }
    await closeDatabase(sql);
    return Object.fromEntries(roles.map((role) => [role, urlFor(ownerUrl, role, passwords[role])])) as RolePasswords;
  } finally {
    await sql.end();
  }
}

/** Only the portal's roles connect, and none of them makes temporary tables; a copied database begins without this. */
export async function closeDatabase(sql: postgres.Sql): Promise<void> {
  const [database] = await sql`select current_database() as name`;
  const target = sql(String(database?.name));
  await sql`revoke all on database ${target} from public`;
  await sql`grant connect on database ${target} to holdfast_app, holdfast_outside, holdfast_auth, holdfast_worker`;
}

function urlFor(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = `holdfast_${role}`;
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Stores the key that signs contexts, as padded HMAC keys; an older key stays valid for ten minutes. */
export async function setContextKey(ownerUrl: string, keyHex: string): Promise<void> {
  const key = Buffer.alloc(64);
  Buffer.from(keyHex, "hex").copy(key);
  const pad = (byte: number) => Buffer.from(key.map((value) => value ^ byte));
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`update guard.keys set retires_at = clock_timestamp() + interval '10 minutes' where id <> ${keyId(keyHex)} and retires_at is null`;
    await sql`insert into guard.keys (id, inner_pad, outer_pad) values (${keyId(keyHex)}, ${pad(0x36)}, ${pad(0x5c)}) on conflict (id) do update set retires_at = null`;
  } finally {
    await sql.end();
  }
}

export function keyId(keyHex: string): string {
  return createHash("sha256").update(`holdfast-context-key:${keyHex}`).digest("hex").slice(0, 12);
}
