export type Figure = { what: string; ratio: number; of: string; low: number; high: number; runs: number };

/**
 * Two pieces of work in turn, A B A B, and the ratio of their times pair by pair: what a noisy machine does to one it
 * does to the other. Answers the median ratio with its lowest and highest.
 */
export async function compare(
  what: string,
  of: string,
  runs: number,
  a: () => Promise<void>,
  b: () => Promise<void>,
): Promise<Figure> {
  await a();
  await b();
  const ratios: number[] = [];
  for (let run = 0; run < runs; run += 1) ratios.push((await time(a)) / (await time(b)));
  ratios.sort((x, y) => x - y);
  return {
    what,
    of,
    runs,
    ratio: ratios[Math.floor(runs / 2)] ?? Number.NaN,
    low: ratios[0] ?? Number.NaN,
    high: ratios.at(-1) ?? Number.NaN,
  };
}

async function time(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function asLine({ what, of, ratio, low, high, runs }: Figure): string {
  return `${what.padEnd(58)} ${ratio.toFixed(2).padStart(7)} times ${of} (${low.toFixed(2)} to ${high.toFixed(2)}, ${runs} pairs)`;
}
