import { run } from "graphile-worker";
import { tasks } from "#lib/jobs/tasks.ts";
import { leaveWith } from "#lib/run/refusals.ts";
import { mustBeSafeRole, mustBeSafeServer, mustHoldOnly } from "#lib/run/safety.ts";
import { need, WORKER_NEEDS } from "#lib/run/settings.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";

/** Takes jobs until it is told to stop; a job that is running then may end first. */
async function work(): Promise<void> {
  for (const name of WORKER_NEEDS) need(name, process.env);
  mustHoldOnly("worker", process.env);
  const url = need("DATABASE_WORKER_URL", process.env);
  if (process.env.HOLDFAST_DEMO !== "1") await mustBeSafeServer(url);
  await mustBeSafeRole(url);
  const runner = await run({
    connectionString: url,
    taskList: tasks,
    parsedCronItems: [],
    concurrency: 1,
    pollInterval: 2000,
    maxPoolSize: 4,
    noHandleSignals: true,
  });
  const stops = new Stops();
  stops.add(() => runner.stop());
  stopOnSignals(stops);
  await runner.promise;
}

await work().then(() => process.exit(0), leaveWith);
