import { isUtf8 } from "node:buffer";
import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";

/** One record of a file: its number as a spreadsheet counts rows, the line it begins on, and its cells, trimmed. */
export type CsvRow = { row: number; line: number; cells: string[] };

export type CsvProblemKind =
  | "not-utf8"
  | "utf16"
  | "spreadsheet"
  | "not-text"
  | "cut-short"
  | "open-quote"
  | "stray-quote";

/** Why a file cannot be read any further, and the line where that shows. */
export class CsvProblem extends Error {
  override name = "CsvProblem";
  readonly kind: CsvProblemKind;
  readonly line: number;

  constructor(kind: CsvProblemKind, line: number) {
    super(`${kind} on line ${line}`);
    this.kind = kind;
    this.line = line;
  }
}

/** Longest record in characters: a quotation mark that never closes is found here, not at the end of the file. */
const longestRecord = 200_000;

/**
 * Reads comma-separated values as they come: strict UTF-8 with or without a byte order mark, any line ends, quoted
 * line breaks. Memory holds one chunk and one record. Rows without any text are passed over. Throws a CsvProblem.
 */
export async function* readCsv(source: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  let row = 0;
  let line = 1;
  const places: { row: number; line: number }[] = [];
  const parser = parse({
    delimiter: ",",
    record_delimiter: "\n",
    relax_column_count: true,
    max_record_size: longestRecord,
    // Counted as records are parsed: when the parser fails, those it has not handed out yet are gone.
    on_record: (record: string[]) => {
      row += 1;
      places.push({ row, line });
      line += 1 + record.reduce((breaks, cell) => breaks + countBreaks(cell), 0);
      return record;
    },
  });
  pipeline(Readable.from(plainText(source)), parser, () => undefined);
  try {
    for await (const record of parser) {
      const place = places.shift();
      const cells: string[] = record.map((cell: string) => cell.trim());
      if (place && cells.some((cell) => cell !== "")) yield { ...place, cells };
    }
  } catch (error) {
    throw problemOf(error, line);
  }
}

function problemOf(error: unknown, line: number): unknown {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_MAX_RECORD_SIZE":
      return new CsvProblem("open-quote", line);
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return new CsvProblem("stray-quote", line);
    default:
      return error;
  }
}

function countBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) breaks += 1;
  return breaks;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The bytes as text with \n line ends, whole characters only. */
async function* plainText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let carried = Buffer.alloc(0);
  let heldReturn = "";
  let line = 1;
  let begun = false;
  for await (const chunk of source) {
    carried = carried.length === 0 ? Buffer.from(chunk) : Buffer.concat([carried, chunk]);
    if (!begun && carried.length < 4) continue;
    const start = begun ? 0 : skipMark(carried);
    begun = true;
    const end = wholeCharacters(carried);
    const text = heldReturn + decoded(carried.subarray(start, end), line, heldReturn);
    carried = Buffer.from(carried.subarray(end));
    heldReturn = text.endsWith("\r") ? "\r" : "";
    const plain = text.slice(0, text.length - heldReturn.length).replace(/\r\n?/g, "\n");
    line += countBreaks(plain);
    if (plain) yield plain;
  }
  const start = begun ? 0 : skipMark(carried);
  if (wholeCharacters(carried) < carried.length) throw new CsvProblem("cut-short", line);
  const rest = heldReturn + decoded(carried.subarray(start), line, heldReturn);
  if (rest) yield rest.replace(/\r\n?/g, "\n");
}

function decoded(bytes: Buffer, line: number, before: string): string {
  if (!isUtf8(bytes)) throw new CsvProblem("not-utf8", line + linesBefore(bytes, firstBad(bytes), before));
  const text = bytes.toString("utf8");
  const strange = text.search(control);
  if (strange === -1) return text;
  throw new CsvProblem("not-text", line + countBreaks((before + text.slice(0, strange)).replace(/\r\n?/g, "\n")));
}

function linesBefore(bytes: Buffer, at: number, before: string): number {
  return countBreaks((before + bytes.toString("latin1", 0, at)).replace(/\r\n?/g, "\n"));
}

/** The start of the first line that is not UTF-8. */
function firstBad(bytes: Buffer): number {
  let start = 0;
  while (start < bytes.length) {
    const next = bytes.subarray(start).findIndex((byte) => byte === 10 || byte === 13);
    const end = next === -1 ? bytes.length : start + next + 1;
    if (!isUtf8(bytes.subarray(start, end))) return start;
    start = end;
  }
  return start;
}

/** Length of what can be decoded: a character cut by the end of a chunk waits for the next. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** Where the text begins, past a UTF-8 byte order mark. Other kinds of file are told by their first bytes. */
function skipMark(bytes: Buffer): number {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw new CsvProblem("utf16", 1);
  if ((a === 0x50 && b === 0x4b && c === 3 && d === 4) || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0))
    throw new CsvProblem("spreadsheet", 1);
  return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
}
