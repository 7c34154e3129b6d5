import "server-only";
import { eq } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { recordLinks } from "#db/schema/records.ts";
import { testsOf } from "./record.ts";

type Retest = Awaited<ReturnType<typeof testsOf>>[number];
const mostRounds = 10;

/** The retests of a test and those of its retests, by the test that each answers, as far as the reader sees them. */
export async function retestsFrom(tx: Tx, actor: Context, id: string): Promise<Map<string, Retest[]>> {
  const retests = new Map<string, Retest[]>();
  let edge = [id];
  for (let round = 0; round < mostRounds && edge.length > 0; round += 1) {
    const links = await tx
      .select({ again: recordLinks.fromId, failed: recordLinks.toId })
      .from(recordLinks)
      .where(own(recordLinks, actor, eq(recordLinks.kind, "retests"), among(recordLinks.toId, edge)));
    if (links.length === 0) break;
    const found = await testsOf(
      tx,
      actor,
      links.map((link) => link.again),
    );
    const rows = found.sort((a, b) => a.plannedFor.getTime() - b.plannedFor.getTime());
    const fresh = edge.filter((failed) => !retests.has(failed));
    for (const failed of fresh)
      retests.set(
        failed,
        rows.filter((row) => links.some((link) => link.again === row.id && link.failed === failed)),
      );
    edge = rows.map((row) => row.id).filter((one) => !retests.has(one));
  }
  return retests;
}
