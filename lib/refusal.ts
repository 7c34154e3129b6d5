export type RefusalKind = "not-found" | "forbidden" | "stale" | "conflict";

/**
 * A command's no, in words for the person who asked. `field` places it beside one field; `current` carries what the
 * record says now, for a stale edit.
 */
export class Refusal extends Error {
  override name = "Refusal";
  readonly kind: RefusalKind;
  readonly field: string | undefined;
  readonly current: Record<string, string> | undefined;

  constructor(kind: RefusalKind, message: string, more: { field?: string; current?: Record<string, string> } = {}) {
    super(message);
    this.kind = kind;
    this.field = more.field;
    this.current = more.current;
  }
}

/** The row that an update changed. No row means that somebody took it away meanwhile: it is never passed over. */
export function mustHave<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (!row) throw new Refusal("stale", "Someone changed this while you were reading it. Open it again.");
  return row;
}
