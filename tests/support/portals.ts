import { z } from "zod";

/** The settings of each portal under test, as JSON: the runner writes them, Playwright's workers read them. */
export const PORTALS = "HOLDFAST_TEST_PORTALS";

const Portals = z.array(z.record(z.string(), z.string()));

/** Gives this worker the portal of its own, and tells how many there are. */
export function takePortal(env: NodeJS.ProcessEnv): number {
  const portals = Portals.parse(JSON.parse(env[PORTALS] ?? "[]"));
  Object.assign(env, portals[Number(env.TEST_PARALLEL_INDEX ?? 0)]);
  return Math.max(1, portals.length);
}
