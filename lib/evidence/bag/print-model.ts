import { formatDate } from "#lib/dates.ts";
import type { Block, BundleContent, Cell, Gap, RecordDetail, Section } from "#lib/evidence/bag/bundle.ts";
import { grouped } from "#lib/evidence/bag/layout.ts";
import type { Member } from "#lib/evidence/bag/member.ts";
import { asAtWords, lasting, minutesFrom, moment, periodWords, timeAfter } from "#lib/evidence/bag/moment.ts";
import { allGaps, NOT_KNOWN } from "#lib/evidence/bag/scope.ts";

export interface PrintOptions {
  /** Null on a draft: nothing has been sealed yet. */
  readonly recordsFingerprint: string | null;
  readonly files: readonly Pick<Member, "name" | "bytes" | "sha256">[];
}

/** The first and the last two groups, for footers. */
function short(fingerprint: string): string {
  const groups = grouped(fingerprint).split(" ");
  return `${groups.slice(0, 2).join(" ")} … ${groups.at(-1)}`;
}

function cell(value: Cell) {
  if (value === null || value === "") return { kind: "not-known", words: NOT_KNOWN };
  if (typeof value === "object") return { kind: "state", state: value.state, words: value.words };
  return { kind: "text", words: String(value) };
}

/** A column of figures, so far as they are known, stands under its right edge. */
function counts(values: readonly (Cell | undefined)[]): boolean {
  return (
    values.some((value) => typeof value === "number") &&
    values.every((value) => value === null || typeof value === "number")
  );
}

function gap(found: Gap) {
  const who = found.role ?? NOT_KNOWN;
  return [found.what, found.closes, found.due ? `${who}, by ${formatDate(found.due, "short")}` : who];
}

function block(found: Block) {
  switch (found.kind) {
    case "text":
      return { ...found, paragraphs: found.paragraphs.flatMap((text) => text.split(/\n\s*\n/)) };
    case "facts":
      return { ...found, facts: found.facts.map(({ label, value }) => ({ label, value: cell(value) })) };
    case "table":
      return {
        ...found,
        // What stands under its own heading is not named twice.
        caption: found.caption === found.heading ? "" : found.caption,
        columns: found.columns.map((column, index) => ({
          label: column.label,
          align: column.align ?? (index > 0 && counts(found.rows.map((row) => row[index])) ? "end" : "start"),
          width: column.width ?? 1,
        })),
        rows: found.rows.map((row) => row.map(cell)),
        total: found.total?.map(cell) ?? null,
      };
    case "timeline":
      return {
        ...found,
        events: found.events.map((event) => ({ ...event, at: event.at ? moment(event.at, "short") : NOT_KNOWN })),
      };
    case "phases":
      return { ...found, phases: phases(found.phases) };
    case "actions":
      return found;
  }
}

function phases(found: Extract<Block, { kind: "phases" }>["phases"]) {
  return found.map((phase, index) => {
    const next = found[index + 1];
    const before = found[index - 1];
    const starts = timeAfter(phase.from, before?.from);
    const minutes = next ? minutesFrom(phase.from, next.from) : 0;
    const showsTime = next !== undefined && index > 0;
    return {
      tone: phase.tone,
      starts,
      minutes,
      label: showsTime ? `${phase.label}, ${lasting(phase.from, next.from)}` : phase.label,
    };
  });
}

function record(found: RecordDetail) {
  return { ...found, blocks: found.blocks.map(block), gaps: found.gaps.map(gap) };
}

/** More gaps than these are told once, in the list of all at the end. */
const GAPS_IN_A_SECTION = 40;

function section(found: Section) {
  const more = found.gaps.length - GAPS_IN_A_SECTION;
  return {
    ...found,
    blocks: found.blocks.map(block),
    gaps: (more > 0 ? found.gaps.slice(0, GAPS_IN_A_SECTION) : found.gaps).map(gap),
    moreGaps: more > 0 ? `The first ${GAPS_IN_A_SECTION} of ${found.gaps.length}. The list at the end holds all.` : "",
    records: found.records.map(record),
  };
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Every service in one size; where they are many, how many, and their names below. */
function coverServices(services: readonly string[]): [string, string] {
  return services.length > 6
    ? [`${services.length} services`, services.join(", ")]
    : [services.join(", ") || NOT_KNOWN, ""];
}

/** Everything the templates print, already in words: they format and decide nothing. */
export function printModel(content: BundleContent, options: PrintOptions) {
  const { issuedBy, recipient, registers, attachments } = content;
  const fingerprint = options.recordsFingerprint;
  return {
    draft: fingerprint === null,
    sample: content.sample,
    reference: `${content.reference}, issue ${content.issue}`,
    title: content.title,
    running: content.title.length > 60 ? `${content.title.slice(0, 59)}…` : content.title,
    subtitle: content.subtitle,
    organisation: content.organisation,
    marking: content.marking,
    asAt: asAtWords(content.snapshotAt),
    fingerprint: fingerprint ? { whole: grouped(fingerprint), short: short(fingerprint) } : null,
    cover: {
      recipient: [recipient.body, recipient.name ?? content.purpose],
      asAt: [moment(content.snapshotAt), `Covers ${periodWords(content.period)}`],
      services: coverServices(content.services),
      issuedBy: [
        issuedBy.role,
        [issuedBy.at ? moment(issuedBy.at) : "", issuedBy.alone ? "No second person available" : ""]
          .filter(Boolean)
          .join(". "),
      ],
    },
    about: [
      ["Purpose", content.purpose],
      ["Prepared for", [recipient.body, recipient.name].filter(Boolean).join(", ")],
      ["Services", content.services.join(", ") || NOT_KNOWN],
      ["Period", periodWords(content.period)],
      ["Records as at", moment(content.snapshotAt)],
      ["Framework", `${content.framework.label}${content.framework.draft ? " (draft)" : ""}`],
      ["Prepared by", content.preparedBy],
      ["Issued by", issuedBy.alone ? `${issuedBy.role}. No second person available.` : issuedBy.role],
      ...(content.supersedes ? [["Supersedes", content.supersedes]] : []),
      ...(content.follows ? [["Follows", content.follows]] : []),
    ],
    sections: content.sections.map(section),
    gaps: allGaps(content).map(gap),
    notIncluded: content.notIncluded.map(({ what, why, count }) => [
      what,
      why,
      count === null ? "Not counted" : String(count),
    ]),
    registers: registers.map(({ name, sentence, rows }) => [
      `${name}.csv, ${name}.json`,
      sentence,
      String(rows.length),
    ]),
    attachments: attachments.map((file) => [
      [file.name, file.addedAfter].filter(Boolean).join(". "),
      file.recordReference,
      size(file.bytes),
      short(file.sha256),
    ]),
    files: options.files.map((file) => [file.name.replace(/^data\//, ""), size(file.bytes), short(file.sha256)]),
  };
}
