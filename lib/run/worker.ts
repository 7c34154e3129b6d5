import { run } from "graphile-worker";
import postgres from "postgres";
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
  await releaseJobs(url);
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

/** Jobs that a killed worker still holds: there is one worker, so what is locked at its start has no owner. */
async function releaseJobs(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const held = await sql`select distinct locked_by from graphile_worker._private_jobs where locked_by is not null`;
    const ids = held.map((row) => String(row.locked_by));
    if (ids.length > 0) await sql`select graphile_worker.force_unlock_workers(${ids})`;
  } finally {
    await sql.end();
  }
}

await work().then(() => process.exit(0), leaveWith);
