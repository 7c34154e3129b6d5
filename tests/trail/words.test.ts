import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tableWordList, verbWordList } from "#lib/trail/verb-words.ts";
import { fieldsSaid, fieldWords } from "#lib/trail/words.ts";
import { sourcesIn } from "#tests/support/sources.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

/** The verbs that the doors are opened with: literals beside a changing door, and those of a list of verbs. */
function verbsUsed(): string[] {
  const texts = sourcesIn(["lib", "db"]).map(({ path }) => readFileSync(path, "utf8"));
  const subjects = new Set(Object.keys(verbWordList).map((verb) => verb.split(".")[0]));
  const found = texts.flatMap((text) => [...text.matchAll(/"([a-z-]+)\.([a-z-]+)"/g)]);
  const files = ["json", "txt", "log", "pdf", "typ", "pid", "html", "ts", "progress"];
  return [
    ...new Set(
      found.flatMap(([, subject = "", act = ""]) =>
        subjects.has(subject) && !files.includes(act) ? [`${subject}.${act}`] : [],
      ),
    ),
  ];
}

test("every act has words of its own, and no two are told alike by chance", () => {
  const used = verbsUsed();
  expect(used.length).toBeGreaterThan(80);
  expect(used.filter((verb) => !verbWordList[verb])).toEqual([]);
  const words = Object.entries(verbWordList).map(([verb, told]) => `${verb.split(".")[0]}: ${told}`);
  expect(words).toEqual([...new Set(words)]);
});

test("every table that the trail speaks of has words of its own", async () => {
  const rows = await here().owner`select c.relname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where g.tgname = 'capture' and c.relname not like '%\\_versions'`;
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.map((row) => String(row.name)).filter((name) => !tableWordList[name])).toEqual([]);
});

test("every column that the trail tells is told in words", async () => {
  const rows = await here().owner`select distinct a.attname as name from pg_trigger g
    join pg_attribute a on a.attrelid = g.tgrelid and a.attnum > 0 and not a.attisdropped
    where g.tgname = 'capture'`;
  expect(rows.length).toBeGreaterThan(200);
  const told = rows.map(({ name }) => String(name)).filter((name) => name !== "id");
  const raw = /sha256|_|\bids?$|\btags$|^(Alone|Says|Hash|Bytes)$/i;
  const words = told.map(fieldWords).filter((said) => !/^CQC .* id$/.test(said));
  expect(words.filter((said) => raw.test(said))).toEqual([]);
});

test("what an entry changed is summed up in a few words: who and as what go with the act, a new row is told as one", () => {
  const change = (column: string, from = "nothing") => ({ field: fieldWords(column), from });
  const submitted = ["submitted_at", "submitted_by", "submitted_role"].map((column) => change(column));
  expect(submitted.map((one) => one.field)).toEqual(["Submitted", "Submitted by", "Submitted as"]);
  expect(fieldsSaid(submitted)).toBe("Submitted");
  expect(fieldsSaid([change("title", "Old"), change("state", "open")])).toBe("Title and state");
  const many = ["title", "state", "level", "measure", "priority", "detail"];
  expect(fieldsSaid(many.map((column) => change(column, "before")))).toBe("Title, state, level and 3 more");
  expect(fieldsSaid(many.map((column) => change(column)))).toBe("First recorded, 6 fields");
});
