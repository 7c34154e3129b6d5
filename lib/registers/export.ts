import "server-only";
import { readAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { finishedPage } from "#lib/access/finished-page.ts";
import { logFault } from "#lib/access/log-fault.ts";
import { type CsvValue, csvHead, csvLine } from "#lib/csv.ts";
import { formatDateTime, londonDay } from "#lib/dates.ts";

type Export<R> = {
  /** File name without ending: the room and nothing about a person. */
  name: string;
  columns: readonly { header: string; value: (row: R) => CsvValue }[];
  /** The register's sentence and all its rows, asked inside one snapshot. */
  rows: (tx: Tx) => Promise<{ sentence: string; batches: AsyncIterable<readonly R[]> }>;
};

// Each export holds a database connection for as long as its reader takes: pages must never wait for slow readers.
const limits = { organisation: 2, all: 4 };
const running = new Map<string, number>();

function begin(organisationId: string): boolean {
  const mine = running.get(organisationId) ?? 0;
  const all = [...running.values()].reduce((sum, count) => sum + count, 0);
  if (mine >= limits.organisation || all >= limits.all) return false;
  running.set(organisationId, mine + 1);
  return true;
}

function end(organisationId: string): void {
  const left = (running.get(organisationId) ?? 1) - 1;
  if (left > 0) running.set(organisationId, left);
  else running.delete(organisationId);
}

/**
 * A CSV of every row of a view, streamed from one snapshot; the file ends in an error, never short, if it breaks.
 * Answers 503 while the organisation has two exports under way, or the portal four.
 */
export function csvResponse<R>(actor: Actor, wanted: Export<R>, asAt?: Date): Response {
  if (!begin(actor.organisationId)) {
    return finishedPage({
      status: 503,
      title: "Other exports are still being written",
      paragraphs: ["Wait until they have ended, then export again. Nothing is lost."],
      headers: { "retry-after": "20" },
    });
  }
  const encoder = new TextEncoder();
  const lines = new TransformStream<string, Uint8Array>({
    transform: (text, out) => out.enqueue(encoder.encode(text)),
  });
  const writer = lines.writable.getWriter();
  const write = async (tx: Tx) => {
    const { sentence, batches } = await wanted.rows(tx);
    const back = asAt ? `, looking back from ${formatDateTime(new Date())}` : "";
    await writer.write(csvHead(`${actor.organisation}. ${sentence}`, `As at ${formatDateTime(tx.now)}${back}`));
    await writer.write(csvLine(wanted.columns.map((column) => column.header)));
    for await (const batch of batches) {
      await writer.write(batch.map((row) => csvLine(wanted.columns.map((column) => column.value(row)))).join(""));
    }
  };
  void readAs(actor, write, asAt)
    .then(
      () => writer.close(),
      (error) => {
        logFault(error);
        return writer.abort(error);
      },
    )
    .catch(() => undefined)
    .finally(() => end(actor.organisationId));
  const day = asAt ? `-as-at-${londonDay(asAt)}` : "";
  return new Response(lines.readable, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${wanted.name}${day}.csv"`,
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
