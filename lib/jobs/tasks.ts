import type { TaskList } from "graphile-worker";

/** Every kind of work that the worker process takes, by name. */
export const tasks: TaskList = {};
