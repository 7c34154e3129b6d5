import { formatDateTime, formatDuration, minutesBetween } from "#lib/dates.ts";
import { type DutyStanding, decisionWords, duties, dutyStanding } from "#lib/disruptions/duty.ts";
import type { PaperMark, PaperRow } from "#lib/meetings/paper.ts";
import { type Body, type Desk, table, where } from "../desk.ts";
import { listDuties } from "../queries/duties.ts";
import { begins, within } from "../words.ts";

type Listed = Awaited<ReturnType<typeof listDuties>>[number];

const shapes: Record<DutyStanding, PaperMark> = {
  settled: "ok",
  undecided: "unknown",
  "to-send": "bad",
  "to-agree": "warn",
};
const waits: Record<Exclude<DutyStanding, "settled">, string> = {
  undecided: "Not decided",
  "to-send": "Decided, not sent yet",
  "to-agree": "Not required, not agreed yet",
};
const worst: readonly DutyStanding[] = ["to-send", "undecided", "to-agree"];

export async function notificationsPaper(desk: Desk): Promise<Body> {
  const all = await listDuties(desk);
  const standings = new Map(all.map((row) => [row.id, dutyStanding(row)]));
  const of = (standing: DutyStanding) => all.filter((row) => standings.get(row.id) === standing);
  const open = worst.flatMap(of);
  const settled = of("settled");
  const told = settled.filter((row) => row.decision !== "not-required");
  const alone = settled.filter((row) => row.agreedAlone).length;
  return {
    sentence: sentence(desk, { settled: settled.length, told: told.length, open: open.length }),
    figures: [
      { key: "told", value: String(told.length), label: `told since ${desk.since.words}`, compare: false },
      {
        key: "not-required",
        value: String(settled.length - told.length),
        label: "decided: not required",
        compare: false,
      },
      {
        key: "to-send",
        value: String(of("to-send").length),
        label: "decided, not sent yet",
        worse: of("to-send").length > 0,
      },
      {
        key: "open",
        value: String(open.length - of("to-send").length),
        label: "not decided or not agreed yet",
        worse: open.length > of("to-send").length,
      },
    ],
    tables: [
      table("open", "Open", {
        columns: ["Duty", "Disruption of", "Allowed", "Since it was noticed", "Where it stands"],
        none: "No decision is open.",
        rows: open.map((row) => openRow(desk, row, standings.get(row.id) ?? "undecided")),
      }),
      table("settled", `Decided since ${desk.since.words}`, {
        columns: ["Duty", "Disruption of", "Allowed", "Decided", "Decision"],
        none: "Nothing was decided.",
        compare: false,
        rows: settled.map((row) => settledRow(desk, row)),
      }),
    ],
    notAssured: [
      "Whether a legal time was kept is read from the times below and never decided here.",
      alone > 0
        ? `${begins(alone, "decision was", "decisions were")} agreed by one person alone, because nobody else could.`
        : "",
    ].filter(Boolean),
  };
}

const asked = (desk: Desk, row: Listed) => ({
  id: row.id,
  href: `/disruptions/${row.disruptionId}/duties`,
  reference: row.reference,
  cells: [duties[row.duty].name, where(desk, row.serviceIds), duties[row.duty].allowed],
});

function openRow(desk: Desk, row: Listed, standing: DutyStanding): PaperRow {
  const { cells, ...rest } = asked(desk, row);
  const since = formatDuration(minutesBetween(row.noticedAt ?? row.periodAt, desk.tx.now));
  const word = standing === "settled" ? decisionWords[row.decision] : waits[standing];
  return { ...rest, cells: [...cells, since, word], mark: { cell: 4, shape: shapes[standing] } };
}

function settledRow(desk: Desk, row: Listed): PaperRow {
  const { cells, ...rest } = asked(desk, row);
  const when = row.decidedAt
    ? `${formatDateTime(row.decidedAt, "short")}, after ${formatDuration(minutesBetween(row.noticedAt ?? row.periodAt, row.decidedAt))}`
    : "Not known";
  return { ...rest, cells: [...cells, when, decisionWords[row.decision]], mark: { cell: 4, shape: "ok" } };
}

function sentence(desk: Desk, facts: { settled: number; told: number; open: number }): string {
  const { settled, told, open } = facts;
  const first =
    settled === 0
      ? `No duty to tell somebody was decided since ${desk.since.words}.`
      : `${begins(settled, "duty was", "duties were")} decided since ${desk.since.words}: ${told === 0 ? "nobody had to be told" : within(told, "was told", "were told")}.`;
  return `${first} ${open === 0 ? "No decision is open." : `${begins(open, "stands", "stand")} open.`}`;
}
