import postgres from "postgres";
import { startPortal } from "#tests/support/portal.ts";
import { many, type Reader, readerOf } from "./ask.ts";
import type { Bench } from "./bench.ts";
import { compare, type Figure } from "./measure.ts";
import { openPlace } from "./organisation.ts";
import { filledTables, fillRisks } from "./risk-rows.ts";

/** The risk register over HTTP: what other people's risks cost its reader, what one's own do, and what the frame does. */
export async function riskFigures({ small, stops, built }: Bench): Promise<Figure[]> {
  await built();
  const serve = async (organisations: number, risks: number): Promise<Reader> => {
    let email = "";
    const portal = await startPortal({
      bench: true,
      fill: async (ownerUrl) => {
        email = await fill(ownerUrl, organisations, risks);
      },
    });
    stops.add(portal.stop);
    return readerOf(portal, email);
  };
  const [organisations, own, whole] = small ? [5, 400, 2_000] : [50, 2_000, 100_000];
  const [runs, requests] = small ? [3, 12] : [9, 20];
  const few = await serve(1, 100);
  const busy = await serve(organisations, own);
  const big = await serve(1, whole);
  const page = (reader: Reader, count = requests) => many(reader, "/risks", count);
  const all = (organisations * own).toLocaleString("en-GB");
  const ratio = (what: string, of: string, a: () => Promise<void>, b: () => Promise<void>, aim?: { most: number }) =>
    compare({ what, of, runs, ...(aim ? { aim } : {}) }, a, b);
  return [
    await ratio(`/risks, ${all} risks, ${own} in the reader's own`, "the time with 100 in all", page(busy), page(few), {
      most: 1.3,
    }),
    // Few of these: each is long, and has no aim.
    await compare(
      {
        what: `/risks, ${whole.toLocaleString("en-GB")} in the reader's own`,
        of: "the time with 100 in all",
        runs: 3,
      },
      page(big, 4),
      page(few, 4),
    ),
    // Requests per second of the page in those of the bare one is the bare one's time in the page's.
    await compare(
      {
        what: "/risks, requests per second, everything read alike",
        of: "a bare page's with the same transaction",
        runs,
        aim: { least: 0.6 },
      },
      many(busy, "/bench/bare", requests),
      page(busy),
    ),
    await ratio(
      "/risks, requests per second, against 50 rows read alone",
      "a bare page's that reads nothing else",
      many(busy, "/bench/rows", requests),
      page(busy),
    ),
  ];
}

async function fill(ownerUrl: string, organisations: number, risks: number): Promise<string> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const places = [];
    for (let n = 0; n < organisations; n += 1) places.push(await openPlace(ownerUrl, `Bench ${n + 1}`));
    for (const place of places) await fillRisks(owner, place, risks);
    for (const table of filledTables) await owner`vacuum analyze ${owner(table)}`;
    return places[Math.floor(organisations / 2)]?.email ?? "";
  } finally {
    await owner.end();
  }
}
