/** A file to check: opened on disk, or chosen in a browser. */
export interface ByteSource {
  readonly size: number;
  read(from: number, length: number): Promise<Uint8Array>;
}

const longest = 300;
const unseen = /\p{Cc}|\p{Cf}|\p{Surrogate}|[\u2028\u2029]/gu;

/** Words out of a file for a terminal or a page: what would hide, paint over or reorder others stands as its code. */
export function plainly(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(unseen, (sign) => {
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `[U+${code.padStart(4, "0")}]`;
  });
}

/** The first wrong thing, with the member it is about, both in words that are safe to show. */
export class Wrong extends Error {
  readonly member: string;
  constructor(member: string, problem: string) {
    super(plainly(problem));
    this.member = plainly(member);
  }
}

/** Nothing is wrong, but nothing can be claimed either. */
export class CannotCheck extends Error {}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
