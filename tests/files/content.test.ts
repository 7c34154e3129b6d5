import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tellContent } from "#lib/files/content.ts";
import { dispositionOf, safeName, tagWarning } from "#lib/files/file.ts";
import { findTags } from "#lib/files/metadata.ts";
import { sizeWords } from "#lib/words.ts";
import {
  bigPng,
  exifBlock,
  exifSegment,
  iptcSegment,
  jpeg,
  packedPdf,
  pdf,
  png,
  pngEnd,
  pngHeader,
  pngOf,
  pngStart,
  xmpSegment,
} from "./samples.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-content-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function opened<T>(bytes: Buffer, run: (file: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const path = join(folder, "one");
  writeFileSync(path, bytes);
  const file = await open(path, "r");
  try {
    return await run(file);
  } finally {
    await file.close();
  }
}

const told = async (bytes: Buffer | string, name = "x") => {
  const content = Buffer.from(bytes);
  const found = await opened(content, (file) => tellContent(file, content.length, name));
  return found.ok ? found.type : found.reason;
};

describe("what a file is, is told by its content", () => {
  test("the five kinds, whatever the name says", async () => {
    expect(await told(pdf(), "list.csv")).toBe("application/pdf");
    expect(await told(png(), "letter.pdf")).toBe("image/png");
    expect(await told(jpeg(), "photo.png")).toBe("image/jpeg");
    expect(await told("a,b\r\n1,2\r\n", "Visits.CSV")).toBe("text/csv");
    expect(await told("a,b\r\n1,2\r\n", "Visits.exe")).toBe("text/plain");
    expect(await told("x")).toBe("text/plain");
  });

  test("text in UTF-8 with a mark, and as older spreadsheets write it; a letter may lie across two reads", async () => {
    expect(await told("\ufeffCaf\u00e9")).toBe("text/plain");
    expect(await told(Buffer.from("Cost \u00a330", "latin1"), "costs.csv")).toBe("text/csv");
    expect(await told(Buffer.concat([Buffer.alloc(1024 * 1024 - 1, 0x61), Buffer.from("\u00e9")]))).toBe("text/plain");
  });

  test("a PNG of many parts, and one as large as a camera makes it", async () => {
    const parts = Array.from({ length: 9000 }, (_, part): [string, Buffer] => ["IDAT", Buffer.alloc(part % 40)]);
    expect(await told(png(...parts))).toBe("image/png");
    expect(await told(png(["IDAT", Buffer.alloc(200_000)], ["iCCP", Buffer.alloc(70_000)]))).toBe("image/png");
    expect(await told(bigPng(16_384, 12_096))).toBe("image/png");
    expect(await told(pngOf(["IHDR", pngHeader(9, 9, [16, 6, 0, 0, 1])], ["IDAT", Buffer.from("x")]))).toBe(
      "image/png",
    );
    expect(await told(bigPng(60_000, 60_000))).toMatch(/more pixels/);
    expect(await told(png(["zzZz", archive]))).toMatch(/another file hidden in it/);
  });

  const archive = Buffer.from("PK\x03\x04abcPK\x05\x06", "latin1");
  const endless = Buffer.concat([pngStart, Buffer.from("ffffffff49484452", "hex"), Buffer.alloc(20, 1), pngEnd]);
  const changed = (bytes: Buffer, at: number) => Buffer.from(bytes).fill(bytes.readUInt8(at) ^ 0x55, at, at + 1);
  const others: [string, Buffer | string][] = [
    ["a program", Buffer.from("MZ\x90\0\x03\0\0\0", "latin1")],
    ["an archive", Buffer.from("PK\x03\x04\x14\0\0\0", "latin1")],
    ["an old office document", Buffer.from("d0cf11e0a1b11ae1", "hex")],
    ["a GIF", Buffer.from("GIF89a\x01\0\x01\0", "latin1")],
    ["a web page", "<!doctype html><script>alert(1)</script>"],
    ["a web page behind blanks", "\ufeff  \r\n<HTML>"],
    ["a drawing with script", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ["XML", '<?xml version="1.0"?><a/>'],
    ["rich text", "{\\rtf1 hello}"],
    ["text with a hidden nought", "abc\0def"],
    ["UTF-16", Buffer.from("abc", "utf16le")],
    ["a PDF that was cut", pdf().subarray(0, 40)],
    ["a PDF that begins later", Buffer.concat([Buffer.from("GIF89a\0"), pdf()])],
    ["a PDF with an archive behind it", Buffer.concat([pdf(), Buffer.from("PK\x05\x06\0\0", "latin1")])],
    ["a PNG that was cut", png().subarray(0, 30)],
    ["a PNG with a page behind it", Buffer.concat([png(), Buffer.from("<script>1</script>")])],
    ["a PNG with an archive behind it and an end of its own", Buffer.concat([png(), archive, pngEnd])],
    ["a PNG with an archive in a part of its own", png(["zzZz", archive])],
    ["a PNG that is a PDF too", png(["tEXt", Buffer.from("Comment\0%PDF-1.7")])],
    ["a PNG that is a page too", png(["tEXt", Buffer.from("Comment\0<script>alert(1)</script>")])],
    ["a PNG of 3,600 million pixels", bigPng(60_000, 60_000)],
    ["a PNG longer than any picture", bigPng(2_000_000_000, 1)],
    ["a PNG without a width", bigPng(0, 10)],
    ["a PNG of no kind of colour", pngOf(["IHDR", pngHeader(1, 1, [3, 2, 0, 0, 0])], ["IDAT", Buffer.from("x")])],
    ["a PNG without a picture", pngOf(["IHDR", pngHeader(1, 1)])],
    ["a PNG with two headers", png(["IHDR", pngHeader(1, 1)])],
    ["a PNG with a header of another length", pngOf(["IHDR", Buffer.alloc(14, 1)], ["IDAT", Buffer.from("x")])],
    ["a PNG whose header says it is endless", endless],
    ["a PNG whose header is not what its sum says", changed(png(), 19)],
    ["a PNG with a part that reaches past its end", changed(png(["tEXt", Buffer.from("a\0b")]), 34)],
    [
      "a PNG with bytes between its parts",
      Buffer.concat([png().subarray(0, 33), Buffer.from("\0"), png().subarray(33)]),
    ],
    ["a JPEG that was cut", jpeg().subarray(0, 14)],
    ["a JPEG with an archive behind it", Buffer.concat([jpeg(), Buffer.from("PK\x03\x04abcPK\x05\x06", "latin1")])],
    ["a JPEG that is a PDF too", jpeg(xmpSegment("%PDF-1.7"))],
    ["a JPEG that is a page too", jpeg(xmpSegment("<script>alert(1)</script>"))],
  ];
  for (const [name, bytes] of others) {
    test(`${name} is none of them`, async () => {
      for (const claimed of ["a.pdf", "a.png", "a.jpg", "a.csv", "a.txt"]) {
        expect(await told(bytes, claimed)).toMatch(/[.]$/);
      }
    });
  }
});

describe("tags that say where or who", () => {
  const tags = (bytes: Buffer, type: Parameters<typeof findTags>[2]) =>
    opened(bytes, (file) => findTags(file, bytes.length, type));
  const none = { location: false, author: false };

  test("JPEG: EXIF in both byte orders, XMP and IPTC", async () => {
    expect(await tags(jpeg(), "image/jpeg")).toEqual(none);
    expect(await tags(jpeg(exifSegment({})), "image/jpeg")).toEqual(none);
    for (const order of ["II", "MM"] as const) {
      expect(await tags(jpeg(exifSegment({ gps: true }, order)), "image/jpeg")).toEqual({ ...none, location: true });
      expect(await tags(jpeg(exifSegment({ artist: "Somebody" }, order)), "image/jpeg")).toEqual({
        ...none,
        author: true,
      });
    }
    expect(await tags(jpeg(exifSegment({ artist: "      " })), "image/jpeg")).toEqual(none);
    expect(await tags(jpeg(xmpSegment("<x exif:GPSLatitude='51,5N'><dc:creator>")), "image/jpeg")).toEqual({
      location: true,
      author: true,
    });
    expect(await tags(jpeg(iptcSegment("Somebody")), "image/jpeg")).toEqual({ ...none, author: true });
  });

  test("PNG: eXIf, tEXt and iTXt", async () => {
    expect(await tags(png(), "image/png")).toEqual(none);
    expect(await tags(png(["tEXt", Buffer.from("Software\0Paint")]), "image/png")).toEqual(none);
    expect(await tags(png(["eXIf", exifBlock({ gps: true })]), "image/png")).toEqual({ ...none, location: true });
    expect(await tags(png(["tEXt", Buffer.from("Author\0Somebody")]), "image/png")).toEqual({ ...none, author: true });
    expect(await tags(png(["iTXt", Buffer.from("XML:com.adobe.xmp\0\0\0\0\0<dc:creator>")]), "image/png")).toEqual({
      ...none,
      author: true,
    });
  });

  test("PDF: the information dictionary, plain and packed; an empty author is none", async () => {
    expect(await tags(pdf(), "application/pdf")).toEqual(none);
    expect(await tags(pdf("<< /Author () /Title (x) >>\n"), "application/pdf")).toEqual(none);
    expect(await tags(pdf("<< /Author (Somebody) >>\n"), "application/pdf")).toEqual({ ...none, author: true });
    expect(await tags(pdf("<< /Author <FEFF0041> >>\n"), "application/pdf")).toEqual({ ...none, author: true });
    expect(await tags(packedPdf("<< /Author (Somebody) >>"), "application/pdf")).toEqual({ ...none, author: true });
    expect(await tags(packedPdf("<< /Title (Plan) >>"), "application/pdf")).toEqual(none);
  });

  test("damaged and lying structures end without an answer and without an error", async () => {
    const lying = exifBlock({ gps: true, artist: "Somebody" });
    for (let seed = 0; seed < 400; seed += 1) {
      const bytes = Buffer.from(lying);
      bytes[(seed * 37) % 60] = (seed * 101) % 256;
      await tags(png(["eXIf", bytes.subarray(0, 20 + (seed % 300))]), "image/png");
    }
    expect(await tags(jpeg(exifSegment({ gps: true })).subarray(0, 60), "image/jpeg")).toEqual(none);
    const loop = exifBlock({ gps: true });
    loop.writeUInt32LE(8, 18);
    expect(await tags(png(["eXIf", loop]), "image/png")).toEqual(none);
  });

  test("the warning is one sentence", () => {
    expect(tagWarning(none)).toBeUndefined();
    expect(tagWarning({ location: true, author: false })).toBe("This file says where it was made.");
  });
});

describe("names", () => {
  const names: [given: string, kept: string][] = [
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["..\\..\\windows\\win.pdf", "win.pdf"],
    ["/", "file.pdf"],
    ["...", "file.pdf"],
    ["", "file.pdf"],
    ["CON.pdf", "file CON.pdf"],
    ["report.exe", "report.exe.pdf"],
    ["scan\u202efdp.exe", "scanfdp.exe.pdf"],
    ["a\0b\r\nc.PDF", "abc.pdf"],
    ['x"; filename="y.html', "x_; filename=_y.html.pdf"],
    ["Caf\u0065\u0301 plan.pdf", "Caf\u00e9 plan.pdf"],
  ];
  for (const [given, kept] of names) {
    test(JSON.stringify(given), () => expect(safeName(given, "application/pdf")).toBe(kept));
  }
  test("a long name keeps its ending and stays within the column", () => {
    const name = safeName(`${"a".repeat(3000)}.jpeg`, "image/jpeg");
    expect(name).toHaveLength(155);
    expect(name.endsWith(".jpeg")).toBe(true);
  });
  test("a header cannot be broken by a name", () => {
    expect(dispositionOf("Café \u201cplan\u201d; x\r\n.pdf")).toBe(
      "attachment; filename=\"Caf_ _plan_; x__.pdf\"; filename*=UTF-8''Caf%C3%A9%20%E2%80%9Cplan%E2%80%9D%3B%20x%0D%0A.pdf",
    );
  });
  test("sizes are said in words", () => {
    expect([1, 900, 2048, 1_500_000].map(sizeWords)).toEqual(["1 byte", "900 bytes", "2 kB", "1.4 MB"]);
  });
});
