import "server-only";
import { eq, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { bundleTexts, bundleTicks } from "#db/schema/evidence.ts";
import type { ListedText } from "./texts.ts";

const atOnce = 2_000;

/** Lists a bundle's free texts anew, in their order. Ticks of an earlier list go with it: they were for other words. */
export async function keepTexts(
  tx: Tx,
  worker: Context,
  bundleId: string,
  texts: readonly ListedText[],
): Promise<void> {
  await tx.delete(bundleTicks).where(own(bundleTicks, worker, eq(bundleTicks.bundleId, bundleId)));
  await tx.delete(bundleTexts).where(own(bundleTexts, worker, eq(bundleTexts.bundleId, bundleId)));
  for (let from = 0; from < texts.length; from += atOnce) {
    const rows = texts
      .slice(from, from + atOnce)
      .map(({ recordId, ...text }, index) => ({ ...text, record_id: recordId, place: from + index }));
    await tx.execute(sql`
      insert into bundle_texts (organisation_id, id, bundle_id, service_ids, record_id, source, field, words, kinds, place)
      select b.organisation_id, gen_random_uuid(), b.id, b.service_ids, t.record_id, t.source, t.field, t.words, t.kinds, t.place
      from bundles b, jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as t (record_id uuid, source text, field text, words text, kinds text[], place integer)
      where b.organisation_id = ${worker.organisationId} and b.id = ${bundleId}`);
  }
}
