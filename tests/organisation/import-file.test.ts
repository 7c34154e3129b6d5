import { expect, test } from "vitest";
import { guessMapping, type Mapping, providerKey, readRow, typeOf } from "#lib/organisation/import-file.ts";
import { planImport, planMark, type Standing } from "#lib/organisation/import-plan.ts";
import { importSentence } from "#lib/organisation/import-words.ts";

const trafford =
  "name,cqc_id,type,address,postcode,telephone,website,provider,inspection_date,cqc_webpage,area_name".split(",");
const directory = [
  "Location ID",
  "Location HSCA start date",
  "Dormant (Y/N)",
  "Care home?",
  "Location Name",
  "Location ODS Code",
  "Care homes beds",
  "Location Local Authority",
  "Location Postal Code",
  "Provider ID",
  "Provider Name",
  "Service type - Care home service with nursing",
  "Service type - Domiciliary care service",
  "Service type - Dental service",
];

const rowOf = (cells: string[], at = 2) => ({ row: at, line: at, cells });
const fill = (header: string[], values: Record<string, string>) => header.map((heading) => values[heading] ?? "");
const read = (header: string[], values: Record<string, string>, mapping = guessMapping(header)) =>
  readRow(rowOf(fill(header, values)), mapping, header);

test("the columns of the Trafford list are told by their headings; what has no place here is left out", () => {
  expect(guessMapping(trafford)).toEqual({
    columns: {
      name: 0,
      cqcLocationId: 1,
      providerName: 7,
      types: 2,
      address: 3,
      postcode: 4,
      localAuthority: 10,
    },
    kinds: [],
  });
});

test("the columns of the CQC directory are told by their headings, one column per kind of service", () => {
  const { columns, kinds } = guessMapping(directory);
  expect(columns).toEqual({
    name: 4,
    cqcLocationId: 0,
    providerName: 10,
    cqcProviderId: 9,
    careHome: 3,
    postcode: 8,
    localAuthority: 7,
    beds: 6,
    odsCode: 5,
    dormant: 2,
  });
  expect(kinds).toEqual([
    { column: 11, type: "care-home-nursing" },
    { column: 12, type: "homecare" },
    { column: 13, type: "other" },
  ]);
});

test("a row of the directory becomes facts; empty cells say nothing", () => {
  const { facts, problems, notes } = read(directory, {
    "Location ID": "1-101650888",
    "Location Name": "Heron  Court",
    "Location Postal Code": "m415bv",
    "Care homes beds": "42",
    "Provider ID": "1-9000000001",
    "Provider Name": "Fennmoor Care Trust",
    "Dormant (Y/N)": "Y",
    "Service type - Care home service with nursing": "Y",
    "Service type - Domiciliary care service": "Y",
  });
  expect(problems).toEqual([]);
  expect(notes.map((note) => note.column)).toEqual(["Dormant (Y/N)"]);
  expect(facts).toEqual({
    name: "Heron Court",
    cqcLocationId: "1-101650888",
    providerName: "Fennmoor Care Trust",
    cqcProviderId: "1-9000000001",
    types: ["care-home-nursing", "homecare"],
    postcode: "M41 5BV",
    beds: 42,
  });
});

test("types parted by a bar are each read, NA is missing, and an unknown type is read as Other and said", () => {
  const row = {
    name: "Broadway",
    cqc_id: "1-25539717985",
    provider: "Bright Limited",
    address: "2 Broadway,Partington",
  };
  const known = read(trafford, {
    ...row,
    type: "Residential homes|Homecare agencies|Supported living",
    postcode: "NA",
  });
  expect(known.facts).toEqual({
    name: "Broadway",
    cqcLocationId: "1-25539717985",
    providerName: "Bright Limited",
    types: ["care-home", "homecare", "supported-living"],
    address: "2 Broadway, Partington",
  });
  const other = read(trafford, { ...row, type: "Hydrotherapy" });
  expect(other.facts?.types).toEqual(["other"]);
  expect(other.notes[0]).toMatchObject({ row: 2, column: "type", reason: expect.stringContaining("“Hydrotherapy”") });
});

test("every wrong cell of a row is named with its row, its column and a reason", () => {
  const { facts, problems } = read(directory, {
    "Location ID": "RXA01",
    "Location Postal Code": "Sale",
    "Care homes beds": "about 40",
    "Provider ID": "1-9000000001",
    "Location ODS Code": "A?",
  });
  expect(facts).toBeUndefined();
  expect(problems.map(({ row, column }) => [row, column])).toEqual([
    [2, "Location Name"],
    [2, "Location ID"],
    [2, "Location Postal Code"],
    [2, "Care homes beds"],
    [2, "Location ODS Code"],
  ]);
  for (const { reason } of problems) expect(reason).toMatch(/\.$/);
});

test("dates are read day before month, and what is no date is refused with its cell", () => {
  const header = ["name", "cqc_id", "provider", "Closed on"];
  const closed = (text: string) =>
    read(header, { name: "Heron", cqc_id: "1-10100", provider: "X Ltd", "Closed on": text });
  expect(closed("03/11/2026").facts?.closedOn).toBe("2026-11-03");
  expect(closed("2026-11-03").facts?.closedOn).toBe("2026-11-03");
  expect(closed("31/03/2026 00:00:00").facts?.closedOn).toBe("2026-03-31");
  expect(closed("NA").facts).not.toHaveProperty("closedOn");
  for (const wrong of ["11/25/2026", "31/02/2026", "3/11/26", "soon"])
    expect(closed(wrong).problems, wrong).toMatchObject([{ row: 2, column: "Closed on" }]);
});

test("a row with too many or too few cells is refused whole", () => {
  const short = readRow(rowOf(["A", "1-1234"]), guessMapping(trafford), trafford);
  expect(short.problems).toEqual([
    { row: 2, line: 2, column: "Whole row", reason: "This row has 2 cells and the first row has 11." },
  ]);
});

test("hidden characters cannot pass into a name", () => {
  const row = { name: "Heron\u202etruoC", cqc_id: "1-10100", provider: "X Ltd" };
  expect(read(trafford, row).problems).toMatchObject([{ column: "name", reason: "It holds hidden characters." }]);
});

test("whose row it is: the CQC id where there is one, else the name however it is spaced or written", () => {
  const directoryRow = rowOf(fill(directory, { "Provider ID": "1-101", "Provider Name": "A Ltd" }));
  expect(providerKey(directoryRow, guessMapping(directory))).toBe("id:1-101");
  const named = (provider: string) => providerKey(rowOf(fill(trafford, { provider })), guessMapping(trafford));
  expect(named("Maria  LIMITED")).toBe(named("maria limited"));
  expect(named("NA")).toBeUndefined();
});

test("each kind of service has its words in both layouts", () => {
  expect(typeOf("Nursing homes")).toBe("care-home-nursing");
  expect(typeOf("Care home service without nursing")).toBe("care-home");
  expect(typeOf("Shared Lives")).toBe("shared-lives");
  expect(typeOf("Acute services")).toBeUndefined();
});

const mapping: Mapping = { columns: { name: 0, cqcLocationId: 1, providerName: 2, beds: 3 }, kinds: [] };
const header = ["name", "id", "provider", "beds"];
const planned = (rows: string[][], services: Standing[] = []) =>
  planImport(
    rows.map((cells, index) => readRow(rowOf(cells, index + 2), mapping, header)),
    { services, providers: [], names: new Set(["wren house"]) },
  );
const heron: Standing = {
  id: "s1",
  name: "Heron Court",
  types: ["care-home"],
  cqcLocationId: "1-1001",
  odsCode: null,
  address: "Kept",
  postcode: null,
  localAuthority: null,
  beds: 40,
  closedOn: null,
  provider: null,
};

test("says which legal providers the rows would open, each once", () => {
  const rows = [
    ["Heron Court", "1-1001", "Heron Homes", "40"],
    ["Lark Rise", "1-1002", "Heron Homes", ""],
    ["Dove Lodge", "1-1003", "Dove Care", ""],
  ];
  const plan = planned(rows);
  expect(plan.providers.sort()).toEqual(["Dove Care", "Heron Homes"]);
  const done = { created: plan.create.length, updated: 0, opened: plan.providers.length };
  expect(importSentence("would", done)).toBe("add 3 services and change no service, and open 2 legal providers");
  expect(importSentence("did", { created: 1, updated: 2, opened: 0 })).toBe("added 1 service and changed 2 services");
});

test("a known location is changed only where the file says something else", () => {
  const same = planned([["Heron Court", "1-1001", "NA", "40"]], [heron]);
  expect([same.create.length, same.update.length, same.unchanged.length]).toEqual([0, 0, 1]);
  const more = planned([["Heron Court", "1-1001", "NA", "41"]], [heron]);
  expect(more.update[0]?.changes).toEqual([{ field: "Beds", now: "40", file: "41" }]);
  const silent = planned([["Heron Court", "1-1001", "NA", ""]], [heron]);
  expect(silent.unchanged).toHaveLength(1);
});

test("rows that say different things of one location are all refused, whatever their order", () => {
  const rows = [
    ["Heron Court", "1-1001", "NA", "40"],
    ["Heron Court", "1-1001", "NA", "41"],
    ["Teal House", "1-1002", "NA", "9"],
    ["Teal House", "1-1002", "NA", "9"],
  ];
  for (const order of [rows, [...rows].reverse()]) {
    const plan = planned(order);
    expect([plan.create.length, plan.badRows]).toEqual([1, 2]);
    expect(plan.notes.map((note) => note.reason)).toEqual(["It repeats another row word for word."]);
  }
});

test("a service of the same name without an id is pointed out, not overwritten", () => {
  const plan = planned([["Wren House", "1-1003", "NA", ""]]);
  expect(plan.create).toHaveLength(1);
  expect(plan.notes[0]?.reason).toContain("is here without this id");
});

test("the mark of a check changes with anything that was shown", () => {
  const first = planMark(planned([["Heron Court", "1-1001", "NA", "40"]]));
  expect(planMark(planned([["Heron Court", "1-1001", "NA", "40"]]))).toBe(first);
  expect(planMark(planned([["Heron Court", "1-1001", "NA", "41"]]))).not.toBe(first);
  expect(planMark(planned([["Heron Court", "1-1001", "NA", "40"]], [heron]))).not.toBe(first);
});
