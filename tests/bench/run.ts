import { build } from "#lib/run/build.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";
import { openWorld } from "#tests/support/clone.ts";
import { startPortal } from "#tests/support/portal.ts";
import { startTestServer } from "#tests/support/server.ts";
import { floorFigures } from "./floor.ts";
import { asLine, type Figure } from "./measure.ts";
import { pageFigures } from "./pages.ts";

const stops = new Stops();

/** Every figure is a ratio of one run on one machine; none is a promise in seconds. */
async function run(): Promise<void> {
  stops.add(await startTestServer());
  const world = await openWorld();
  stops.add(world.end);
  const figures: Figure[] = await floorFigures(world);
  await build({ onChild: (child) => stops.add(() => child.stop()) });
  const portal = await startPortal();
  stops.add(portal.stop);
  figures.push(...(await pageFigures(portal)));
  for (const figure of figures) console.log(asLine(figure));
}

stopOnSignals(stops);
await run().then(
  () => stops.all(),
  async (error) => {
    console.error(error);
    await stops.all();
    process.exitCode = 1;
  },
);
