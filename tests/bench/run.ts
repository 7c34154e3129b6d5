import { build } from "#lib/run/build.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";
import { openWorld } from "#tests/support/clone.ts";
import { startTestServer } from "#tests/support/server.ts";
import { asAtFigures } from "./as-at.ts";
import type { Bench } from "./bench.ts";
import { bundleFigures } from "./bundle.ts";
import { floorFigures } from "./floor.ts";
import { asLine, type Figure } from "./measure.ts";
import { outsideFigures } from "./outside.ts";
import { pageFigures } from "./pages.ts";
import { paperFigures } from "./papers.ts";
import { riskFigures } from "./risks.ts";
import { scriptFigures } from "./scripts.ts";
import { trailFigures } from "./trail.ts";

type Measure = (bench: Bench) => Promise<Figure[]>;

const measures: Record<string, Measure> = {
  floor: floorFigures,
  pages: pageFigures,
  risks: riskFigures,
  bundle: bundleFigures,
  trail: trailFigures,
  "as-at": asAtFigures,
  papers: paperFigures,
  scripts: scriptFigures,
  outside: outsideFigures,
};

/** Every figure is taken in one run on one machine; none is a promise in seconds. */
async function run(stops: Stops, asked: readonly string[]): Promise<void> {
  const small = asked.includes("--small");
  const names = asked.filter((name) => name !== "--small");
  const unknown = names.find((name) => !Object.hasOwn(measures, name));
  if (unknown) throw new Error(`${unknown} is no measure. There are: ${Object.keys(measures).join(", ")}.`);
  stops.add(await startTestServer());
  const figures: Figure[] = [];
  try {
    for (const [name, measure] of Object.entries(measures))
      if (names.length === 0 || names.includes(name)) figures.push(...(await taken(stops, name, measure, small)));
  } finally {
    // Last, so that what the processes said on the way does not stand between them; and whatever came in between.
    for (const figure of figures) console.log(asLine(figure));
  }
}

async function taken(stops: Stops, name: string, measure: Measure, small: boolean): Promise<Figure[]> {
  console.log(`Measuring ${name}.`);
  const own = new Stops();
  stops.add(() => own.all());
  const world = async () => {
    const opened = await openWorld();
    own.add(opened.end);
    return opened;
  };
  const built = () => build({ bench: true, onChild: (child) => own.add(() => child.stop()) });
  try {
    return await measure({ small, stops: own, built, world });
  } finally {
    await own.all();
  }
}

const stops = new Stops();
stopOnSignals(stops);
await run(stops, process.argv.slice(2)).then(
  () => stops.all(),
  async (error) => {
    console.error(error);
    await stops.all();
    process.exitCode = 1;
  },
);
