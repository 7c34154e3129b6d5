import postgres from "postgres";

export type OwnerOptions = { password: string; database: string };

const OWNER = "holdfast_owner";

/**
 * Makes the owner of everything Holdfast keeps, and an empty database for it, on a server of our own. The owner is
 * no superuser. It passes row security because migrations and sample organisations cross tenants.
 */
export async function ensureOwner(superuserUrl: string, { password, database }: OwnerOptions): Promise<string> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${OWNER}`;
    const verb = role ? "alter" : "create";
    const secret = password.replaceAll("'", "''");
    await sql.unsafe(`${verb} role ${OWNER} login createdb createrole bypassrls password '${secret}'`);
    // So that the portal's roles can be kept from reading each other's statements.
    await sql.unsafe(`grant set on parameter track_activities to ${OWNER}`);
    const [found] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!found) await sql.unsafe(`create database "${database}" owner ${OWNER}`);
  } finally {
    await sql.end();
  }
  const url = new URL(superuserUrl);
  url.username = OWNER;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}
