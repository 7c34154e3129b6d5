/** What was measured, in words, and whether its aim was met where it has one. */
export type Figure = { what: string; says: string; aim?: { words: string; met: boolean } };
export type Aim = { most: number } | { least: number };

export function aimed(value: number, aim: Aim, unit = ""): Figure["aim"] {
  return "most" in aim
    ? { words: `at most ${aim.most}${unit}`, met: value <= aim.most }
    : { words: `at least ${aim.least}${unit}`, met: value >= aim.least };
}

type Work = () => Promise<void>;
type Comparison = { what: string; of: string; runs: number; aim?: Aim };

/**
 * Two pieces of work in turn, A B A B, and the ratio of their times pair by pair: what a noisy machine does to one it
 * does to the other. Answers the median ratio with its lowest and highest.
 */
export async function compare({ what, of, runs, aim }: Comparison, a: Work, b: Work): Promise<Figure> {
  await a();
  await b();
  const ratios: number[] = [];
  for (let run = 0; run < runs; run += 1) ratios.push((await time(a)) / (await time(b)));
  ratios.sort((x, y) => x - y);
  const ratio = ratios[Math.floor(runs / 2)] ?? Number.NaN;
  const [low = Number.NaN, high = Number.NaN] = [ratios[0], ratios.at(-1)];
  return {
    what,
    says: `${ratio.toFixed(2)} times ${of} (${low.toFixed(2)} to ${high.toFixed(2)}, ${runs} pairs)`,
    ...(aim ? { aim: aimed(ratio, aim) } : {}),
  };
}

export async function time(work: Work): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function asLine({ what, says, aim }: Figure): string {
  const end = aim ? `  aim ${aim.words}: ${aim.met ? "met" : "NOT MET"}` : "";
  return `${what.padEnd(64)} ${says}${end}`;
}
