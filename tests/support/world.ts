import { afterAll, beforeAll } from "vitest";
import { openWorld, type World } from "#tests/support/clone.ts";

export type { World };

/** Opens a world for the whole file and drops it at the end: `const here = useWorld()`, then `here().owner`. */
export function useWorld(): () => World {
  let opened: World | undefined;
  beforeAll(async () => {
    opened = await openWorld();
  });
  afterAll(async () => {
    await opened?.end();
  });
  return () => {
    if (!opened) throw new Error("The world opens in beforeAll; ask for it inside a test.");
    return opened;
  };
}
