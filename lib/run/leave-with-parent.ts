/** Loaded before a child process: when the process that started it is gone, even by SIGKILL, it leaves too. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
