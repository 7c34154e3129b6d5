import postgres from "postgres";
import { ownerAccess } from "#lib/run/owner-url.ts";
import { leaveWith } from "#lib/run/refusals.ts";
import {
  type ChainEntry,
  type ChainPoint,
  chainStart,
  type EntryText,
  entryProblem,
  headProblem,
  textProblem,
} from "#lib/trail/chain.ts";
import { type Captured, listCaptured } from "./captured.ts";
import { type Kept, noneKept, noteVersions, versionsProblem } from "./verify-versions.ts";

export type ChainReport = {
  organisationId: string;
  name: string;
  entries: number;
  /** Reasons of erasure with the number of texts that each emptied. */
  erased: Map<string, number>;
  /** The first thing that is wrong, which names its entry. */
  problem?: string;
};

const batch = 5_000;

/** Walks every chain in batches, in one snapshot; then compares what the versions tables and the records say. */
export async function verifyTrail(ownerUrl: string): Promise<ChainReport[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  try {
    return await sql.begin("isolation level repeatable read read only", async (tx) => {
      const heads = await tx<{ id: string; name: string; sample: boolean; number: string; hash: Buffer }[]>`
        select h.organisation_id as id, coalesce(o.name, h.organisation_id::text) as name, h.sample, h.number, h.hash
        from trail_heads h left join organisations o on o.organisation_id = h.organisation_id order by 2, 1`;
      const reports: ChainReport[] = [];
      const kept = new Map<string, Kept>();
      const captured = await listCaptured(tx);
      for (const { id, name, ...head } of heads) {
        const told = { tx, captured, kept, organisationId: id };
        reports.push(await walk(told, name, { ...head, number: Number(head.number) }));
      }
      const [stray] = await tx<{ id: string; number: string }[]>`
        select e.organisation_id as id, e.number from trail_entries e
        where not exists (select from trail_heads h where h.organisation_id = e.organisation_id) order by e.number limit 1`;
      if (stray)
        reports.push({
          ...blank(stray.id, stray.id),
          problem: `entry ${stray.number} belongs to no chain: its head is missing`,
        });
      for (const report of reports.filter((one) => !one.problem)) {
        const problem = await versionsProblem(tx, report.organisationId, captured, kept);
        if (problem) report.problem = problem;
      }
      return reports;
    });
  } finally {
    await sql.end();
  }
}

function blank(organisationId: string, name: string): ChainReport {
  return { organisationId, name, entries: 0, erased: new Map() };
}

type Told = {
  tx: postgres.TransactionSql;
  captured: readonly Captured[];
  kept: Map<string, Kept>;
  organisationId: string;
};

/** The database reads the next batch, and compares the versions of the one before, while this process sums what it has. */
async function walk(told: Told, name: string, head: Head): Promise<ChainReport> {
  const report = blank(told.organisationId, name);
  let point = chainStart;
  let summed: (() => Promise<void>) | undefined;
  for (let coming = read(told, 0); ; ) {
    const { rows, texts } = await coming;
    const last = Number(rows.at(-1)?.number ?? 0);
    const whole = rows.length < batch;
    const tables = new Set(rows.map((row) => row.tableName));
    const after = point.number;
    const compared = summed?.();
    if (!whole) coming = read(told, last);
    const problem = sum();
    await Promise.all([compared, whole ? undefined : coming]);
    if (problem) return { ...report, problem };
    summed = () => noteVersions(told, tables, { after, last });
    if (whole) break;

    function sum(): string | undefined {
      for (const row of rows) {
        const entry = { ...row, organisationId: told.organisationId, number: Number(row.number) };
        const text = texts.get(entry.number);
        const found = entryProblem(point, entry) ?? textProblem(entry, text) ?? sampleProblem(row, head);
        if (found) return found;
        report.entries += 1;
        note(report, told.kept, entry, text);
        point = entry;
      }
      return undefined;
    }
  }
  await summed?.();
  const problem = headProblem(point, head);
  return problem ? { ...report, problem } : report;
}

function sampleProblem({ number, sample }: Entry, head: Head): string | undefined {
  return sample && !head.sample ? `entry ${number} is marked as sample history where none is` : undefined;
}

async function read({ tx, organisationId }: Told, after: number) {
  const rows = await entriesAfter(tx, organisationId, after);
  return { rows, texts: await textsBetween(tx, organisationId, after, Number(rows.at(-1)?.number ?? 0)) };
}

type Entry = Omit<ChainEntry, "organisationId" | "number"> & { number: string; sample: boolean };
type Head = ChainPoint & { sample: boolean };
type Text = EntryText & { erasedReason: string | null };

/** Entries and texts are asked apart, each by a range of its own key: a join would begin each batch at the first text. */
function entriesAfter(tx: postgres.TransactionSql, organisationId: string, number: number) {
  return tx<Entry[]>`
    select number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_id as "actorId", verb,
      table_name as "tableName", row_id as "rowId", sample, commitment, previous_hash as "previousHash", hash
    from trail_entries where organisation_id = ${organisationId} and number > ${number} order by number limit ${batch}`;
}

async function textsBetween(tx: postgres.TransactionSql, organisationId: string, after: number, last: number) {
  const rows = await tx<(Text & { number: string })[]>`
    select number, salt, before, after, erased_at is not null as erased, erased_reason as "erasedReason"
    from trail_texts where organisation_id = ${organisationId} and number > ${after} and number <= ${last}`;
  return new Map<number, Text>(rows.map((row) => [Number(row.number), row]));
}

function note(report: ChainReport, kept: Map<string, Kept>, entry: ChainEntry, text: Text | undefined): void {
  const key = `${entry.organisationId} ${entry.tableName}`;
  const count = kept.get(key) ?? noneKept();
  if (text?.erased) {
    const reason = text.erasedReason ?? "no reason given";
    report.erased.set(reason, (report.erased.get(reason) ?? 0) + 1);
    count.erased += 1;
  } else if (text && text.after !== null) count.versions += 1;
  kept.set(key, count);
}

/** One line per organisation, for people. */
export function says(report: ChainReport): string {
  if (report.problem) return `${report.name}: not whole. The first thing wrong: ${report.problem}.`;
  const erased = [...report.erased].map(
    ([reason, count]) => `${count} ${count === 1 ? "text" : "texts"} erased: ${reason}`,
  );
  return [
    `${report.name}: ${report.entries.toLocaleString("en-GB")} entries, whole; the records and their versions agree.`,
    ...erased,
  ].join("\n  ");
}

async function main() {
  const reports = await verifyTrail(ownerAccess(process.env).ownerUrl);
  for (const report of reports) console.log(says(report));
  const entries = reports.reduce((sum, report) => sum + report.entries, 0);
  const wrong = reports.filter((report) => report.problem).length;
  console.log(
    `${reports.length} ${reports.length === 1 ? "chain" : "chains"}, ${entries.toLocaleString("en-GB")} entries checked, ${wrong} not whole.`,
  );
  if (wrong > 0) process.exit(1);
}

if (import.meta.main) await main().catch(leaveWith);
