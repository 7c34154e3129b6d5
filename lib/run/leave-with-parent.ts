/** Loaded before a child process: when the process that started it is gone, even by SIGKILL, it leaves too. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// The listener alone would keep a finished process waiting for its parent.
process.channel?.unref();
