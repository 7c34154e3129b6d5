type Stop = () => void | Promise<void>;

/** What was started, to be stopped in the opposite order, once, whatever happens on the way. */
export class Stops {
  private readonly list: Stop[] = [];
  private stopping: Promise<void> | undefined;

  add(stop: Stop): void {
    this.list.unshift(stop);
  }

  get asked(): boolean {
    return this.stopping !== undefined;
  }

  all(): Promise<void> {
    this.stopping ??= this.run();
    return this.stopping;
  }

  private async run(): Promise<void> {
    for (const stop of this.list) {
      try {
        await stop();
      } catch (error) {
        console.error(error);
      }
    }
  }
}

/** Ctrl-C, SIGTERM, a closed terminal and the end of npm stop everything in order, then end the process. */
export function stopOnSignals(stops: Stops, code = 0): void {
  const leave = () => {
    stops.all().then(() => process.exit(code));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, leave);
  if (process.env.npm_lifecycle_event) leaveWithShell(leave);
}

/** npm hands a signal to the shell between us, which dies of it and tells nobody. */
function leaveWithShell(leave: () => void): void {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    leave();
  }, 250);
  watch.unref();
}
