import { sql } from "drizzle-orm";
import { authAs } from "#db/client.ts";

export const dynamic = "force-dynamic";

/** Up or down, nothing more: no version, no counts. */
export async function GET() {
  const up = await authAs((tx) => tx.execute(sql`select 1`)).then(
    () => true,
    () => false,
  );
  return Response.json(
    { status: up ? "up" : "down" },
    { status: up ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
