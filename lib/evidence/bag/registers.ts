import { csvHead, csvLine } from "#lib/csv.ts";
import type { BundleContent, Register } from "#lib/evidence/bag/bundle.ts";
import { jsonText } from "#lib/evidence/bag/json-text.ts";
import type { Member } from "#lib/evidence/bag/member.ts";
import { inChunks, streamed } from "#lib/evidence/bag/member.ts";
import { asAtWords } from "#lib/evidence/bag/moment.ts";

/** A row may hold its register's columns and nothing else: what is not on the field list does not leave. */
function valuesOf(register: Register, row: Register["rows"][number]) {
  const known = new Set(register.columns.map((column) => column.key));
  for (const key of Object.keys(row)) {
    if (!known.has(key)) throw new Error(`Register ${register.name} has no column for ${key}`);
  }
  return register.columns.map((column) => row[column.key] ?? null);
}

function* csvOf(register: Register, asAt: string): Generator<string> {
  yield csvHead(register.sentence, asAt);
  yield csvLine(register.columns.map((column) => column.label));
  for (const row of register.rows) yield csvLine(valuesOf(register, row));
}

function* jsonOf(register: Register, snapshotAt: string): Generator<string> {
  const head = { name: register.name, sentence: register.sentence, recordsAsAt: snapshotAt, columns: register.columns };
  yield `${jsonText(head).slice(0, -1)},"rows":[`;
  for (const [index, row] of register.rows.entries()) {
    const values = valuesOf(register, row);
    const named = Object.fromEntries(register.columns.map((column, at) => [column.key, values[at]]));
    yield `${index ? "," : ""}\n${jsonText(named)}`;
  }
  yield "\n]}\n";
}

export async function registerMembers(content: BundleContent): Promise<Member[]> {
  const members: Member[] = [];
  const asAt = asAtWords(content.snapshotAt);
  for (const register of content.registers) {
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(register.name)) throw new Error(`${register.name} is not a name for a register`);
    const path = `data/registers/${register.name}`;
    members.push(await streamed(`${path}.csv`, () => inChunks(csvOf(register, asAt))));
    members.push(await streamed(`${path}.json`, () => inChunks(jsonOf(register, content.snapshotAt))));
  }
  return members;
}
