import { readdirSync, readFileSync } from "node:fs";

const MB = 1024;

/** The most memory a process has held so far, in MB, as Linux counts it; undefined elsewhere or when it has ended. */
export function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kB ? Number(kB) / MB : undefined;
  } catch {
    return undefined;
  }
}

/** Looks at a process's children until told to stop; answers the most that any of them has held. */
export function watchChildren(pid: number | undefined): () => number {
  let most = 0;
  const look = setInterval(() => {
    for (const child of childrenOf(pid)) most = Math.max(most, peakOf(child) ?? 0);
  }, 50);
  return () => {
    clearInterval(look);
    return most;
  };
}

function childrenOf(pid: number | undefined): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
