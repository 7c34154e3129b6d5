import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { assembleBundleTask, bundleFailed } from "#lib/evidence/assemble.ts";

const Payload = z.object({ organisationId: z.uuid(), recordId: z.uuid() });

/** After so many failures a person is asked. A worker that was killed did not fail: the queue allows for more. */
const enoughAttempts = 3;

/** Every kind of work that the worker process takes, by name: the closed list of `guard.enqueue`. */
export const tasks: TaskList = {
  "assemble-bundle": async (payload, { job, logger }) => {
    const { recordId } = Payload.parse(payload);
    try {
      await assembleBundleTask(recordId);
    } catch (error) {
      logger.error(error instanceof Error ? error.name : "The bundle could not be made");
      if (job.attempts < enoughAttempts) throw error;
      await bundleFailed(recordId);
    }
  },
};
