/** What went wrong at the database, told by its SQLSTATE alone; messages and details are never shown. */
export type FaultKind = "unavailable" | "context-refused" | "context-expired" | "duplicate" | "impossible" | "other";

export class Unavailable extends Error {
  override name = "Unavailable";
}

export function faultKind(error: unknown): FaultKind {
  if (error instanceof Unavailable) return "unavailable";
  const code = stateOf(error);
  if (!code) return "other";
  if (/^(08|57P|53)/.test(code) || ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "57014", "55P03"].includes(code))
    return "unavailable";
  if (/^(CONNECT_TIMEOUT|CONNECTION_|28P01)/.test(code)) return "unavailable";
  if (code === "HF001" || code === "HF003" || code === "HF004") return "context-refused";
  if (code === "HF002") return "context-expired";
  if (code === "23505") return "duplicate";
  if (/^23/.test(code) || code === "22003" || code === "HF005") return "impossible";
  return "other";
}

function stateOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? stateOf(error.cause) : undefined;
}
