import type { Stops } from "#lib/run/stops.ts";
import type { World } from "#tests/support/clone.ts";

/** What every measure is given. `small` is the short form: it proves that a measure works and measures little. */
export type Bench = {
  small: boolean;
  stops: Stops;
  /** Makes the build with the bare pages, once. */
  built(): Promise<void>;
  /** A migrated database of the measure's own. */
  world(): Promise<World>;
};
