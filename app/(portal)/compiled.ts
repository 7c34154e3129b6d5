import { faultKind } from "#db/faults.ts";
import { leave } from "#lib/access/leave.ts";
import { logFault } from "#lib/access/log-fault.ts";

/** A PDF, or the finished page that says why there is none: the compiler has one for each person at a time. */
export async function compiled(run: () => Promise<Response>): Promise<Response> {
  let failed: unknown;
  try {
    return await run();
  } catch (error) {
    failed = error;
  }
  if (faultKind(failed) === "unavailable") leave("/unavailable");
  return leave(`/fault?reference=${logFault(failed)}`);
}
