import { visible } from "#lib/csv.ts";
import { formatDate } from "#lib/dates.ts";
import type { BundleContent, Gap } from "#lib/evidence/bag/bundle.ts";
import { PROFILE, pdfName } from "#lib/evidence/bag/layout.ts";
import { moment, periodWords } from "#lib/evidence/bag/moment.ts";
import { periodRule } from "#lib/evidence/period.ts";

export const NOT_KNOWN = "Not known";

export function allGaps(content: BundleContent): Gap[] {
  const own = content.sections.flatMap((section) => [
    ...section.gaps,
    ...section.records.flatMap((record) => record.gaps),
  ]);
  return [...content.gaps, ...own];
}

/** The scope as data: everything that says what the bundle is, none of the records. */
export function scopeOf(content: BundleContent) {
  const { reference, issue, title, subtitle, purpose, marking, organisation, sample, recipient, services, period } =
    content;
  const { snapshotAt, preparedBy, issuedBy, supersedes, follows, framework, notIncluded } = content;
  return {
    profile: PROFILE,
    ...{ reference, issue, title, subtitle, purpose, marking, organisation, sample, recipient, services, period },
    ...{ snapshotAt, preparedBy, issuedBy, supersedes, follows, framework },
    periodRule,
    sections: content.sections.map((section) => section.title),
    registers: content.registers.map(({ name, sentence, rows }) => ({ name, sentence, rows: rows.length })),
    attachments: content.attachments.length,
    gaps: allGaps(content),
    notIncluded,
  };
}

/** A text for one line of a plain text file. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, " ").trim());
}

function gapLine(gap: Gap): string {
  const who = gap.role ? ` (${gap.role}${gap.due ? `, by ${formatDate(gap.due)}` : ""})` : "";
  return `- ${gap.what}\n  What closes it: ${gap.closes}${who}`;
}

function attachmentsLine(files: number): string {
  if (files === 0) return "- data/attachments: no file is attached to these records";
  return files === 1
    ? "- data/attachments: 1 file as uploaded; index.csv gives its own name and record"
    : `- data/attachments: ${files} files as uploaded; index.csv gives their own names and records`;
}

/** data/README.txt: the same in words. */
export function readmeText(content: BundleContent): string {
  const gaps = allGaps(content);
  const lines = [
    `Evidence bundle ${content.reference}, issue ${content.issue}`,
    `${content.title}. ${content.subtitle}`,
    content.marking,
    ...(content.sample ? ["Sample data: this bundle holds sample history, not the records of a real provider."] : []),
    "",
    `Provider: ${content.organisation}`,
    `Prepared for: ${[content.recipient.body, content.recipient.name].filter(Boolean).join(", ")}`,
    `Purpose: ${content.purpose}`,
    `Services: ${content.services.join(", ") || NOT_KNOWN}`,
    `Period: ${periodWords(content.period)}. ${periodRule}`,
    `Records as at: ${moment(content.snapshotAt)} (London), ${content.snapshotAt}`,
    `Framework: ${content.framework.label}${content.framework.draft ? " (draft)" : ""}`,
    `Prepared by: ${content.preparedBy}`,
    `Issued by: ${content.issuedBy.role}${content.issuedBy.alone ? ". No second person available." : ""}`,
    ...(content.supersedes ? [`Supersedes: ${content.supersedes}`] : []),
    ...(content.follows ? [`Follows: ${content.follows}`] : []),
    ...(content.compared ? [`Compared with it: ${content.compared}`] : []),
    "",
    "What is here",
    `- ${pdfName(content.reference)}: the bundle to read`,
    "- data/sections.json: what the PDF says, as data",
    ...content.registers.map(({ name, sentence }) => `- data/registers/${name}.csv and .json: ${sentence}`),
    attachmentsLine(content.attachments.length),
    `- data/trail: ${content.trail.entries.length === 1 ? "1 entry" : `${content.trail.entries.length} entries`} of the trail about these records, and a signed checkpoint`,
    "",
    `Known gaps (${gaps.length})`,
    ...(gaps.length ? gaps.map(gapLine) : ["- None recorded."]),
    "",
    `What is not included (${content.notIncluded.length})`,
    ...content.notIncluded.map(
      ({ what, why, count }) => `- ${what}: ${count === null ? "not counted" : count}. ${why}`,
    ),
    ...(content.notIncluded.length ? [] : ["- Nothing recorded as left out."]),
    "",
    "How to check this bundle: see HOW-TO-CHECK.txt beside the folder data.",
  ];
  return lines
    .map(
      (line) =>
        `${line
          .split("\n")
          .map((part) => visible(part.replace(/[\t\r]+/g, " ")))
          .join("\n")}\n`,
    )
    .join("");
}
