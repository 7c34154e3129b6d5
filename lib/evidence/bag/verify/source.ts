/** A file to check: opened on disk, or chosen in a browser. */
export interface ByteSource {
  readonly size: number;
  read(from: number, length: number): Promise<Uint8Array>;
}

/** The first wrong thing, with the member it is about. */
export class Wrong extends Error {
  readonly member: string;
  constructor(member: string, problem: string) {
    super(problem);
    this.member = member;
  }
}

/** Nothing is wrong, but nothing can be claimed either. */
export class CannotCheck extends Error {}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
