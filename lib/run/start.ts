import { mustBeBuilt } from "#lib/run/build.ts";
import { answers, startChild, webArguments } from "#lib/run/child.ts";
import { endOf } from "#lib/run/parts.ts";
import { mustBeFree } from "#lib/run/ports.ts";
import { leaveWith, refuse } from "#lib/run/refusals.ts";
import { mustBeSafeRole, mustBeSafeServer, mustBeSecret, mustHoldNoSample, mustHoldOnly } from "#lib/run/safety.ts";
import {
  type Environment,
  hostFrom,
  need,
  originFrom,
  plainEnvironment,
  portFrom,
  proxiesFrom,
  WEB_NEEDS,
} from "#lib/run/settings.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";

const ROLE_URLS = ["DATABASE_APP_URL", "DATABASE_OUTSIDE_URL", "DATABASE_AUTH_URL"] as const;

/** Every reason not to serve real records, in the order in which they are cheapest to find. */
async function mustBeReadyForProduction(from: Environment): Promise<void> {
  if (from.HOLDFAST_DEMO) {
    throw refuse("setting-forbidden", { name: "HOLDFAST_DEMO", reason: "sample accounts have a known password" });
  }
  mustHoldOnly("web", from);
  for (const name of WEB_NEEDS) need(name, from);
  originFrom(from);
  proxiesFrom(from);
  for (const name of ["AUTH_SECRET", "HOLDFAST_CONTEXT_KEY"]) mustBeSecret(name, from);
  for (const name of ROLE_URLS) {
    await mustBeSafeServer(need(name, from));
    await mustBeSafeRole(need(name, from));
  }
  await mustHoldNoSample(need("DATABASE_APP_URL", from));
  await mustBeFree(portFrom(from));
  mustBeBuilt();
}

async function serve(from: Environment): Promise<void> {
  await mustBeReadyForProduction(from);
  const stops = new Stops();
  stopOnSignals(stops);
  const port = portFrom(from);
  const given = Object.fromEntries(WEB_NEEDS.map((name) => [name, need(name, from)]));
  const portal = startChild(webArguments("start", port, hostFrom(from)), {
    env: { ...plainEnvironment(from), ...given, ...proxiesFrom(from) },
  });
  stops.add(portal.stop);
  const ended = endOf({ name: "web", exit: portal.exit }, stops);
  if (await answers(`http://localhost:${port}/api/health`, portal)) {
    console.log(`Holdfast is ready at ${need("HOLDFAST_ORIGIN", from)}`);
  }
  await ended;
}

if (import.meta.main) await serve(process.env).catch(leaveWith);
