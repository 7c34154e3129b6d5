import { createServer } from "node:http";
import postgres from "postgres";
import { startPortal } from "#tests/support/portal.ts";
import { newSession } from "#tests/support/session.ts";
import type { Bench } from "./bench.ts";
import { compare, type Figure } from "./measure.ts";

const requests = 40;

/** A register page against the least that could answer: the same rows from a bare server. */
export async function pageFigures({ stops, built }: Bench): Promise<Figure[]> {
  await built();
  const portal = await startPortal({ bench: true });
  stops.add(portal.stop);
  const sql = postgres(portal.ownerUrl, { max: 4, onnotice: () => undefined });
  const bare = createServer(async (_request, response) => {
    const rows = await sql`select id, name, tier, supplier from systems order by tier, id limit 50`;
    response.setHeader("content-type", "application/json").end(JSON.stringify(rows));
  });
  await new Promise<void>((ready) => bare.listen(0, "127.0.0.1", ready));
  const address = bare.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const cookie = await newSession(portal, "quality.lead@fennmoor.example");
  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(url, { headers, redirect: "manual" });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  };
  const many =
    (url: string, headers: Record<string, string> = {}) =>
    async () => {
      for (let n = 0; n < requests; n += 1) await ask(url, headers);
    };
  try {
    return [
      await compare(
        { what: "the systems register, signed in", of: "a bare server with the same rows as JSON", runs: 9 },
        many(`${portal.origin}/systems`, { cookie }),
        many(`http://127.0.0.1:${port}/`),
      ),
      await compare(
        { what: "the sign-in page", of: "a bare server with 50 rows as JSON", runs: 9 },
        many(`${portal.origin}/sign-in`),
        many(`http://127.0.0.1:${port}/`),
      ),
    ];
  } finally {
    bare.close();
    await sql.end();
  }
}
