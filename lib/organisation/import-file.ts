import { z } from "zod";
import { isoDate, parseDate } from "#lib/dates.ts";
import { cqcId, odsCode, readPostcode, type ServiceType, serviceTypes, serviceTypeWords } from "./organisation.ts";

/** What a column of a file can mean here. A file's other columns are not kept. */
export const importFields = [
  "name",
  "cqcLocationId",
  "providerName",
  "cqcProviderId",
  "types",
  "careHome",
  "address",
  "postcode",
  "localAuthority",
  "beds",
  "odsCode",
  "dormant",
  "closedOn",
] as const;
export type ImportField = (typeof importFields)[number];

export const importFieldWords: Record<ImportField, { label: string; hint?: string }> = {
  name: { label: "Name of the service" },
  cqcLocationId: { label: "CQC location id", hint: "Tells which service a row is, so it is always needed" },
  providerName: { label: "Legal provider's name" },
  cqcProviderId: { label: "CQC provider id" },
  types: { label: "Kind of service", hint: "Several kinds in one cell are parted by a bar |" },
  careHome: { label: "Is it a care home", hint: "Used only where no kind is given" },
  address: { label: "Address" },
  postcode: { label: "Postcode" },
  localAuthority: { label: "Local authority" },
  beds: { label: "Beds" },
  odsCode: { label: "ODS code" },
  dormant: { label: "Dormant at CQC", hint: "Noted in the check, not kept" },
  closedOn: { label: "Date it closed", hint: "As 31/03/2026 or 2026-03-31" },
};

/** Headings of the two known layouts and their near relations, without signs and in small letters. */
const known: Record<ImportField, readonly string[]> = {
  name: ["locationname", "name", "servicename", "service"],
  cqcLocationId: ["locationid", "cqcid", "cqclocationid"],
  providerName: ["providername", "provider", "legalprovider"],
  cqcProviderId: ["providerid", "cqcproviderid"],
  types: ["type", "types", "servicetype", "servicetypes", "kind"],
  careHome: ["carehome"],
  address: ["address", "locationaddress", "locationstreetaddress"],
  postcode: ["locationpostalcode", "postcode", "postalcode"],
  localAuthority: ["locationlocalauthority", "localauthority", "areaname"],
  beds: ["carehomesbeds", "beds"],
  odsCode: ["locationodscode", "odscode"],
  dormant: ["dormantyn", "dormant"],
  closedOn: ["closedon", "locationhscaenddate", "enddate", "closuredate"],
};

const columnNumber = z.number().int().min(0).max(399);

/** Which column holds what, counted from 0; and the columns that hold Y when a service is of one kind. */
export const Mapping = z.object({
  columns: z.partialRecord(z.enum(importFields), columnNumber),
  kinds: z.array(z.object({ column: columnNumber, type: z.enum(serviceTypes) })).max(400),
});
export type Mapping = z.output<typeof Mapping>;

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The columns by their headings; what cannot be told is left for the person to choose. */
export function guessMapping(header: readonly string[]): Mapping {
  const headings = header.map(plain);
  const columns: Mapping["columns"] = {};
  for (const field of importFields) {
    const heading = known[field].find((one) => headings.includes(one));
    if (heading !== undefined) columns[field] = headings.indexOf(heading);
  }
  return { columns, kinds: kindColumns(header) };
}

/** The directory's own columns, one for each kind of service: "Service type - Domiciliary care service". */
export function kindColumns(header: readonly string[]): Mapping["kinds"] {
  return header.flatMap((heading, column) => {
    const found = /^service type\s*[-–]\s*(.+)$/i.exec(heading);
    return found ? [{ column, type: typeOf(found[1] ?? "") ?? "other" }] : [];
  });
}

const typeNames: Record<string, ServiceType> = {
  residentialhomes: "care-home",
  residentialhome: "care-home",
  carehome: "care-home",
  carehomeservicewithoutnursing: "care-home",
  carehomewithoutnursing: "care-home",
  nursinghomes: "care-home-nursing",
  nursinghome: "care-home-nursing",
  carehomeservicewithnursing: "care-home-nursing",
  carehomewithnursing: "care-home-nursing",
  homecareagencies: "homecare",
  homecareagency: "homecare",
  homecare: "homecare",
  domiciliarycareservice: "homecare",
  domiciliarycare: "homecare",
  supportedliving: "supported-living",
  supportedlivingservice: "supported-living",
  supportedhousing: "supported-living",
  extracarehousing: "extra-care",
  extracarehousingservices: "extra-care",
  sharedlives: "shared-lives",
  liveincare: "live-in-care",
  dayservice: "day-service",
  daycare: "day-service",
};

export function typeOf(words: string): ServiceType | undefined {
  return typeNames[plain(words)] ?? serviceTypes.find((type) => plain(serviceTypeWords[type]) === plain(words));
}

/** What one row says of a service. Absent: the file does not say, so nothing here is changed. */
export type ServiceFacts = {
  name: string;
  cqcLocationId: string;
  providerName?: string;
  cqcProviderId?: string;
  types?: ServiceType[];
  address?: string;
  postcode?: string;
  localAuthority?: string;
  beds?: number;
  odsCode?: string;
  closedOn?: string;
};

export type Message = { row: number; line: number; column: string; reason: string };
export type ReadRow = {
  row: number;
  line: number;
  facts: ServiceFacts | undefined;
  problems: Message[];
  notes: Message[];
};

type Row = { row: number; line: number; cells: readonly string[] };

const missing = new Set(["", "na", "n/a", "null", "none", "-"]);

/** One cell's text, with its line breaks as spaces; undefined where the file has nothing to say. */
export function cellOf(row: Row, mapping: Mapping, field: ImportField): string | undefined {
  const column = mapping.columns[field];
  const text = column === undefined ? "" : (row.cells[column] ?? "");
  return missing.has(text.toLowerCase()) ? undefined : text.replace(/\s+/g, " ");
}

/** Whose row it is, as chosen: by CQC provider id where the file has one, else by name. */
export function providerKey(row: Row, mapping: Mapping): string | undefined {
  const id = cellOf(row, mapping, "cqcProviderId");
  const name = cellOf(row, mapping, "providerName");
  if (id) return `id:${id}`;
  return name ? nameKey(name) : undefined;
}

export function nameKey(name: string): string {
  return `name:${name.toLowerCase().replace(/\s+/g, " ").trim()}`;
}

const hidden = /[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0080-\u009f]/;

/** Reads one row of a chosen provider: its facts, and a message for each cell that is wrong or was understood otherwise. */
export function readRow(row: Row, mapping: Mapping, header: readonly string[]): ReadRow {
  const problems: Message[] = [];
  const notes: Message[] = [];
  const column = (field: ImportField) => header[mapping.columns[field] ?? -1] ?? importFieldWords[field].label;
  const at = (field: ImportField, reason: string): Message => ({
    row: row.row,
    line: row.line,
    column: column(field),
    reason,
  });
  const wrong = (field: ImportField, reason: string) => {
    problems.push(at(field, reason));
    return undefined;
  };
  const text = (field: ImportField, longest: number) => {
    const value = cellOf(row, mapping, field);
    if (value === undefined) return undefined;
    if (hidden.test(value)) return wrong(field, "It holds hidden characters.");
    return value.length > longest ? wrong(field, `It is longer than ${longest} characters.`) : value;
  };
  const shaped = (field: ImportField, shape: RegExp, reason: string) => {
    const typed = text(field, 60);
    const value = typed?.toUpperCase();
    return value === undefined || shape.test(value) ? value : wrong(field, `“${typed}” ${reason}`);
  };
  if (row.cells.length !== header.length) {
    const reason = `This row has ${row.cells.length} cells and the first row has ${header.length}.`;
    problems.push({ row: row.row, line: row.line, column: "Whole row", reason });
    return { row: row.row, line: row.line, facts: undefined, problems, notes };
  }

  const name = text("name", 200);
  if (name === undefined && problems.length === 0) wrong("name", "It is missing.");
  else if (name !== undefined && name.length < 2) wrong("name", "It is too short.");
  const cqcLocationId = shaped("cqcLocationId", cqcId, "is not a CQC id: 1- and digits.");
  if (cellOf(row, mapping, "cqcLocationId") === undefined) wrong("cqcLocationId", "It is missing.");
  const facts = {
    providerName: text("providerName", 200),
    cqcProviderId: shaped("cqcProviderId", cqcId, "is not a CQC id: 1- and digits."),
    types: typesOf(row, mapping, (reason) => notes.push(at("types", reason))),
    address: addressOf(text("address", 300)),
    postcode: postcodeOf(text("postcode", 20), wrong),
    localAuthority: text("localAuthority", 120),
    beds: bedsOf(text("beds", 20), wrong),
    odsCode: shaped("odsCode", odsCode, "is not an ODS code: 3 to 10 letters and digits."),
    closedOn: dateOf(text("closedOn", 40), wrong),
  };
  if (/^y(es)?$/i.test(cellOf(row, mapping, "dormant") ?? ""))
    notes.push(at("dormant", "CQC lists this location as dormant. It is read like any other."));
  const good = problems.length === 0 && name !== undefined && cqcLocationId !== undefined;
  return {
    row: row.row,
    line: row.line,
    facts: good ? { name, cqcLocationId, ...given(facts) } : undefined,
    problems,
    notes,
  };
}

type Optional<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function given<T extends object>(facts: T): Optional<T>;
function given(facts: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function typesOf(row: Row, mapping: Mapping, note: (reason: string) => void): ServiceType[] | undefined {
  const found = new Set<ServiceType>();
  for (const words of (cellOf(row, mapping, "types") ?? "").split("|").map((one) => one.trim())) {
    if (words === "") continue;
    const type = typeOf(words);
    if (!type) note(`“${words}” is not a kind of service known here. It is read as Other.`);
    found.add(type ?? "other");
  }
  for (const { column, type } of mapping.kinds) if (/^y(es)?$/i.test(row.cells[column] ?? "")) found.add(type);
  if (found.size === 0 && /^y(es)?$/i.test(cellOf(row, mapping, "careHome") ?? "")) found.add("care-home");
  return found.size === 0 ? undefined : serviceTypes.filter((type) => found.has(type));
}

function addressOf(text: string | undefined): string | undefined {
  return text
    ?.split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .join(", ");
}

type Wrong = (field: ImportField, reason: string) => undefined;

function postcodeOf(text: string | undefined, wrong: Wrong): string | undefined {
  if (text === undefined) return undefined;
  return readPostcode(text) ?? wrong("postcode", `“${text}” is not a full postcode.`);
}

function bedsOf(text: string | undefined, wrong: Wrong): number | undefined {
  if (text === undefined) return undefined;
  const beds = /^[0-9]{1,4}(\.0)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  return beds <= 5000 ? beds : wrong("beds", `“${text}” is not a number of beds from 0 to 5,000.`);
}

function dateOf(text: string | undefined, wrong: Wrong): string | undefined {
  if (text === undefined) return undefined;
  const whole = /^(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00)?)?$/.exec(text);
  const date = whole?.[1] ? parseDate(whole[1], new Date(0)) : undefined;
  return date ? isoDate(date) : wrong("closedOn", `“${text}” is not a date as 31/03/2026, the day before the month.`);
}
