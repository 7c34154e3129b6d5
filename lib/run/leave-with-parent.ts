/** Loaded before a child process: when the process that started it is gone, even by SIGKILL, it leaves too. */
if (process.env.HOLDFAST_STARTED_BY === String(process.ppid)) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  // The listener alone would keep a finished process waiting. Its own children, which load this too, need theirs.
  process.channel?.unref();
}
