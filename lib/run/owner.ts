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
  for (const one of ["template1", database]) await closeLargeObjects(superuserUrl, one);
  const url = new URL(superuserUrl);
  url.username = OWNER;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}

/** They belong to no table, so neither row security nor the trail would see them; the same in databases made later. */
async function closeLargeObjects(superuserUrl: string, database: string): Promise<void> {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  try {
    const open = await sql<{ name: string }[]>`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_|loread$|lowrite$)'
        and has_function_privilege('public', p.oid, 'execute')`;
    for (const { name } of open) await sql.unsafe(`revoke execute on function pg_catalog.${name} from public`);
  } finally {
    await sql.end();
  }
}
