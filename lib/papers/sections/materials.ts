import { formatDate } from "#lib/dates.ts";
import {
  checkLastsDays,
  copiesMark,
  inDateMeasure,
  type Standing,
  standing,
  standingReason,
  standings,
  standingWords,
} from "#lib/materials/material.ts";
import { materialsInDate } from "#lib/materials/queries/register.ts";
import { counted } from "#lib/words.ts";
import { type Body, type Desk, isOfScope, table } from "../desk.ts";
import { listNotInDate } from "../queries/materials.ts";
import { begins, names } from "../words.ts";

type Measure = Awaited<ReturnType<typeof materialsInDate>>[number];

const lacking = ({ all, inDate, counts }: Measure) => all - inDate - (counts["not-known"] ?? 0);

export async function materialsPaper(desk: Desk): Promise<Body> {
  const rows = (await materialsInDate(desk.tx, desk.actor))
    .filter((row) => isOfScope(desk, row.serviceId))
    .map((row) => ({ ...row, name: desk.services.get(row.serviceId) ?? "A service" }))
    .sort((a, b) => (a.percent ?? 0) - (b.percent ?? 0) || a.name.localeCompare(b.name, "en-GB"));
  const counts: Partial<Record<Standing, number>> = {};
  for (const one of standings) counts[one] = rows.reduce((sum, row) => sum + (row.counts[one] ?? 0), 0);
  const whole = inDateMeasure(counts);
  const bad = rows.reduce((sum, row) => sum + lacking(row), 0);
  const unknown = counts["not-known"] ?? 0;
  const unordered = rows.reduce((sum, row) => sum + row.withoutPriorities, 0);
  const copies = await listNotInDate(desk);
  return {
    sentence: sentence(rows, whole, bad),
    figures: [
      {
        key: "in-date",
        value: whole.percent === undefined ? "Not known" : `${whole.percent}%`,
        label: `of copies in date, ${whole.inDate} of ${whole.all}`,
        worse: bad > 0,
        ...desk.link("/materials"),
      },
      {
        key: "not-in-date",
        value: String(bad),
        label: "missing, out of date or without a date stamp",
        worse: bad > 0,
        ...desk.link("/materials", { view: "not-in-date" }),
      },
      {
        key: "not-known",
        value: String(unknown),
        label: "not known",
        worse: unknown > 0,
        ...desk.link("/materials", { view: "not-known" }),
      },
      {
        key: "no-priorities",
        value: String(unordered),
        label: "rotas without priorities",
        worse: unordered > 0,
        ...desk.link("/materials", { view: "no-priorities" }),
      },
    ],
    tables: [
      table("services", "By service, least in date first", {
        columns: ["Service", "In date", "Not in date", "Not known", "Last checked"],
        none: "No copy is recorded.",
        rows: rows.map((row) => ({
          id: row.serviceId,
          reference: "",
          cells: [
            row.name,
            `${row.inDate} of ${row.all}${row.percent === undefined ? "" : `, ${row.percent}%`}`,
            String(lacking(row)),
            String(row.counts["not-known"] ?? 0),
            row.lastCheckedAt ? formatDate(row.lastCheckedAt, "short") : "Never",
          ],
          mark: { cell: 1, shape: copiesMark({ ...row, notKnown: row.counts["not-known"] ?? 0 }) },
          serviceId: row.serviceId,
        })),
      }),
      table("copies", "Copies that are not in date", {
        columns: ["Copy", "Service", "Place", "Standing", "Why"],
        none: "No copy is known to be missing, out of date or without a date stamp.",
        rows: copies.map((copy) => ({
          id: copy.id,
          href: `/materials/${copy.id}`,
          reference: copy.reference,
          cells: [
            copy.title,
            copy.service,
            copy.place,
            standingWords[standing(copy, desk.tx.now)],
            standingReason(copy, desk.tx.now) ?? "",
          ],
          mark: { cell: 3, shape: "bad" as const },
        })),
        total: bad,
      }),
    ],
    bars: {
      title: "Copies in date, by service",
      series: ["In date", "Not in date", "Not known"],
      rows: rows
        .slice(0, 40)
        .map((row) => ({ label: row.name, values: [row.inDate, lacking(row), row.counts["not-known"] ?? 0] })),
    },
    notAssured: notAssured(desk, rows, unknown),
  };
}

function notAssured(desk: Desk, rows: readonly Measure[], unknown: number): string[] {
  const held = new Set(rows.map((row) => row.serviceId));
  const without = [...desk.services].filter(([id]) => isOfScope(desk, id) && !held.has(id)).map(([, name]) => name);
  return [
    without.length > 0 ? `No copy is recorded for ${names(without)}.` : "",
    unknown > 0
      ? `${begins(unknown, "copy has", "copies have")} not been seen at the place for ${checkLastsDays} days, or never.`
      : "",
  ].filter(Boolean);
}

function sentence(
  rows: readonly { name: string; percent: number | undefined }[],
  whole: { inDate: number; all: number; percent: number | undefined },
  bad: number,
): string {
  if (whole.percent === undefined) return "No copy is recorded, so no share is known.";
  const [least] = rows;
  const first = `${whole.inDate} of ${counted(whole.all, "copy", "copies")} ${whole.all === 1 ? "is" : "are"} in date, ${whole.percent}%.`;
  const second =
    bad > 0 ? ` ${begins(bad, "copy is", "copies are")} missing, out of date or without a date stamp.` : "";
  const third =
    rows.length > 1 && least && (least.percent ?? 0) < 100
      ? ` ${least.name} has the smallest share, ${least.percent ?? 0}%.`
      : "";
  return first + second + third;
}
