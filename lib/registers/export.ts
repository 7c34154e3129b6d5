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

/** How long a reader may take nothing before the export ends in an error and gives its place back. */
const patience = 15_000;

/** What of it a reader takes within that time at the least, in bytes. */
const piece = 16_000;

/**
 * A CSV of every row of a view, streamed from one snapshot; the file ends in an error, never short, if it breaks.
 * Answers 503 while the organisation has two exports under way, or the portal four. Nothing is asked of the database
 * before somebody reads.
 */
export function csvResponse<R>(actor: Actor, wanted: Export<R>, asAt?: Date, waits = patience): Response {
  if (!begin(actor.organisationId)) {
    return finishedPage({
      status: 503,
      title: "Other exports are still being written",
      paragraphs: ["Wait until they have ended, then export again. Nothing is lost."],
      headers: { "retry-after": "20" },
    });
  }
  const encoder = new TextEncoder();
  let fail: (error: unknown) => void = () => undefined;
  const lines = new TransformStream<Uint8Array, Uint8Array>({
    start: (out) => {
      fail = (error) => out.error(error);
    },
  });
  const writer = lines.writable.getWriter();
  writer.closed.catch(() => undefined);
  const say = async (text: string) => {
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length; at += piece) {
      await inTime(writer.write(bytes.subarray(at, at + piece)), waits);
    }
  };
  const write = async (tx: Tx) => {
    const { sentence, batches } = await wanted.rows(tx);
    const back = asAt ? `, looking back from ${formatDateTime(new Date())}` : "";
    await say(csvHead(`${actor.organisation}. ${sentence}`, `As at ${formatDateTime(tx.now)}${back}`));
    await say(csvLine(wanted.columns.map((column) => column.header)));
    for await (const batch of batches) {
      await say(batch.map((row) => csvLine(wanted.columns.map((column) => column.value(row)))).join(""));
    }
  };
  const start = () => {
    void readAs(actor, write, asAt)
      .catch((error) => {
        logFault(error);
        throw error;
      })
      // Before its reader hears of it: that may take them as long as they like.
      .finally(() => end(actor.organisationId))
      .then(() => inTime(writer.close(), waits))
      .catch(fail);
    return lines.readable;
  };
  const day = asAt ? `-as-at-${londonDay(asAt)}` : "";
  return new Response(
    onceRead(start, () => end(actor.organisationId), waits),
    {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="${wanted.name}${day}.csv"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    },
  );
}

/** Fails when a reader takes nothing for too long. */
async function inTime<T>(taken: Promise<T>, waits: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error("Nobody read on.")), waits);
  });
  try {
    return await Promise.race([taken, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What begins when it is first read. An answer that nobody reads, as to HEAD, is given up after a while. */
function onceRead(start: () => ReadableStream<Uint8Array>, giveUp: () => void, waits: number) {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let over = false;
  const unread = setTimeout(stop, waits);
  function stop() {
    clearTimeout(unread);
    if (!reader && !over) giveUp();
    over = true;
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (over) throw new Error("Nobody read this in time.");
        clearTimeout(unread);
        reader ??= start().getReader();
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel(reason) {
        stop();
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
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
