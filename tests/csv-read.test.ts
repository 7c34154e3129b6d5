import { expect, test } from "vitest";
import { CsvProblem, type CsvRow, readCsv } from "#lib/csv-read.ts";

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(content: string | Buffer, size = 65_536): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readCsv(inChunks(Buffer.from(content), size))) rows.push(row);
  return rows;
}

async function problemOf(content: string | Buffer, size?: number) {
  const error = await rowsOf(content, size).catch((one: unknown) => one);
  if (!(error instanceof CsvProblem)) throw new Error(`expected a problem, got ${String(error)}`);
  return { kind: error.kind, line: error.line };
}

const same: CsvRow[] = [
  { row: 1, line: 1, cells: ["name", "note"] },
  { row: 2, line: 2, cells: ["Café, Weir Lane", "two\nlines"] },
  { row: 3, line: 4, cells: ["Heron “Court”", ""] },
];

test.each([
  ["LF", "\n"],
  ["CRLF", "\r\n"],
  ["CR alone", "\r"],
])("line ends of %s and quoted line breaks are read, whatever the chunks", async (_words, end) => {
  const text = ["name,note", `"Café, Weir Lane","two${end}lines"`, "Heron “Court”,"].join(end);
  for (const size of [1, 2, 3, 7, 65_536])
    for (const content of [text, `${text}${end}`, `\ufeff${text}`]) expect(await rowsOf(content, size)).toEqual(same);
});

test("rows without text are passed over and still counted", async () => {
  const rows = await rowsOf("a,b\n\n,\n1,2\n\n");
  expect(rows.map(({ row, line }) => [row, line])).toEqual([
    [1, 1],
    [4, 4],
  ]);
});

test("doubled quotation marks are one, and a short row keeps its cells", async () => {
  expect((await rowsOf('a,b,c\n"say ""now""",2\n')).at(1)?.cells).toEqual(['say "now"', "2"]);
});

test("text that is not UTF-8 is refused with its line, in every chunking and with every line end", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const bytes = Buffer.concat([Buffer.from(`a,b${end}ok,é${end}Caf`), Buffer.from([0xe9]), Buffer.from(`,x${end}`)]);
    for (const size of [1, 3, 65_536]) expect(await problemOf(bytes, size)).toEqual({ kind: "not-utf8", line: 3 });
  }
});

test("a file that ends inside a character is cut short", async () => {
  expect(await problemOf(Buffer.from("a,b\n1,é").subarray(0, -1))).toEqual({ kind: "cut-short", line: 2 });
});

test("a quotation mark that never closes is refused with the line it opens on", async () => {
  expect(await problemOf('a,b\n1,2\n"open,3\n4,5\n6,7\n')).toEqual({ kind: "open-quote", line: 3 });
  const long = `a,b\n"${"x,y\n".repeat(100_000)}`;
  expect(await problemOf(long)).toEqual({ kind: "open-quote", line: 2 });
});

test("a quotation mark inside a cell is refused with its line", async () => {
  expect(await problemOf('a,b\n1,2\nThe "Hall",3\n')).toEqual({ kind: "stray-quote", line: 3 });
  expect(await problemOf('a,b\n"The" Hall,3\n')).toEqual({ kind: "stray-quote", line: 2 });
});

test("other kinds of file are told from their first bytes", async () => {
  expect(await problemOf(Buffer.from("504b030414000600", "hex"), 1)).toEqual({ kind: "spreadsheet", line: 1 });
  expect(await problemOf(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toEqual({ kind: "spreadsheet", line: 1 });
  expect(await problemOf(Buffer.from("\ufeffa,b", "utf16le"))).toEqual({ kind: "utf16", line: 1 });
  expect(await problemOf("a,b\n1,\u0000\n")).toEqual({ kind: "not-text", line: 2 });
});

test("nothing is read from nothing", async () => {
  expect(await rowsOf("")).toEqual([]);
  expect(await rowsOf("\ufeff")).toEqual([]);
});
