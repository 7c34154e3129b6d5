import { afterAll, beforeAll } from "vitest";
import { openWorld, type World } from "#tests/support/clone.ts";
import { cloneSample, type SampleCast } from "#tests/support/sample.ts";

export type { World };

/** Opens a world for the whole file and drops it at the end: `const here = useWorld()`, then `here().owner`. */
export function useWorld(clone?: (name: string) => Promise<unknown>): () => World {
  let opened: World | undefined;
  beforeAll(async () => {
    opened = await openWorld(clone);
  }, 120_000);
  afterAll(async () => {
    await opened?.end();
  });
  return () => {
    if (!opened) throw new Error("The world opens in beforeAll; ask for it inside a test.");
    return opened;
  };
}

/** The same with the sample organisations in it, and who is who in them: `here().world`, `here().cast`. */
export function useSample(): () => { world: World; cast: SampleCast } {
  let cast: SampleCast | undefined;
  const world = useWorld(async (name) => {
    cast = await cloneSample(name);
  });
  return () => {
    if (!cast) throw new Error("The sample has nobody in it yet; ask for it inside a test.");
    return { world: world(), cast };
  };
}
