import { readFileSync } from "node:fs";

/** The characters that a TrueType font holds, from its cmap (formats 4 and 12). */
export function charactersIn(path: string): Set<number> {
  const font = readFileSync(path);
  const tables = font.readUInt16BE(4);
  let cmap = 0;
  for (let index = 0; index < tables; index += 1) {
    if (font.toString("latin1", 12 + index * 16, 16 + index * 16) === "cmap") cmap = font.readUInt32BE(20 + index * 16);
  }
  const found = new Set<number>();
  for (let index = 0; cmap && index < font.readUInt16BE(cmap + 2); index += 1) {
    const at = cmap + font.readUInt32BE(cmap + 8 + index * 8);
    const format = font.readUInt16BE(at);
    if (format === 12) addGroups(font, at, found);
    if (format === 4) addSegments(font, at, found);
  }
  return found;
}

function addGroups(font: Buffer, at: number, found: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(at + 12); group += 1) {
    const from = font.readUInt32BE(at + 16 + group * 12);
    const to = font.readUInt32BE(at + 20 + group * 12);
    for (let code = from; code <= to; code += 1) found.add(code);
  }
}

function addSegments(font: Buffer, at: number, found: Set<number>): void {
  const twice = font.readUInt16BE(at + 6);
  for (let segment = 0; segment < twice; segment += 2) {
    const to = font.readUInt16BE(at + 14 + segment);
    const from = font.readUInt16BE(at + 16 + twice + segment);
    const delta = font.readUInt16BE(at + 16 + twice * 2 + segment);
    const rangeAt = at + 16 + twice * 3 + segment;
    const range = font.readUInt16BE(rangeAt);
    for (let code = from; code <= to && code !== 0xffff; code += 1) {
      const glyph = range === 0 ? code + delta : font.readUInt16BE(rangeAt + range + (code - from) * 2);
      if ((glyph & 0xffff) !== 0) found.add(code);
    }
  }
}

/** A text with only characters that every given set holds. The rest appear as their code: nothing is lost and no other font is drawn in. */
export function printable(text: string, sets: readonly Set<number>[]): string {
  const shown = Array.from(text.normalize("NFC").replace(/\s+/g, " "), (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    const isControl =
      code < 32 ||
      (code >= 0x7f && code < 0xa0) ||
      (code >= 0x200b && code <= 0x200f) ||
      (code >= 0x2028 && code <= 0x206f);
    if (!isControl && sets.every((set) => set.has(code))) return sign;
    return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  }).join("");
  return shown.replace(/[^\s]{36,}/g, (run) => run.replace(/.{18}/gu, "$&\u200b"));
}
