import "server-only";
import { readAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { logFault } from "#lib/access/log-fault.ts";
import { type CsvValue, csvHead, csvLine } from "#lib/csv.ts";
import { formatDateTime } from "#lib/dates.ts";

type Export<R> = {
  /** File name without ending: the room and nothing about a person. */
  name: string;
  columns: readonly { header: string; value: (row: R) => CsvValue }[];
  /** The register's sentence and all its rows, asked inside one snapshot. */
  rows: (tx: Tx) => Promise<{ sentence: string; batches: AsyncIterable<readonly R[]> }>;
};

/** A CSV of every row of a view, streamed from one snapshot; the file ends in an error, never short, if it breaks. */
export function csvResponse<R>(actor: Actor, wanted: Export<R>): Response {
  const encoder = new TextEncoder();
  const lines = new TransformStream<string, Uint8Array>({
    transform: (text, out) => out.enqueue(encoder.encode(text)),
  });
  const writer = lines.writable.getWriter();
  void readAs(actor, async (tx) => {
    const { sentence, batches } = await wanted.rows(tx);
    await writer.write(csvHead(`${actor.organisation}. ${sentence}`, `As at ${formatDateTime(tx.now)}`));
    await writer.write(csvLine(wanted.columns.map((column) => column.header)));
    for await (const batch of batches) {
      await writer.write(batch.map((row) => csvLine(wanted.columns.map((column) => column.value(row)))).join(""));
    }
  })
    .then(
      () => writer.close(),
      (error) => {
        logFault(error);
        return writer.abort(error);
      },
    )
    .catch(() => undefined);
  return new Response(lines.readable, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${wanted.name}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** Rows of a keyset register, page after page, for an export. */
export async function* allPages<R>(
  page: (cursor: string | undefined) => Promise<{ rows: readonly R[]; next?: string }>,
): AsyncGenerator<readonly R[]> {
  let cursor: string | undefined;
  do {
    const { rows, next } = await page(cursor);
    yield rows;
    cursor = next;
  } while (cursor);
}
