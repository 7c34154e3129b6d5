import { addDays, formatDate } from "#lib/dates.ts";
import type { PaperRow } from "#lib/meetings/paper.ts";
import { acceptanceStanding, appetiteFor, bandOf, bandWords, defaultAppetite, proofDays } from "#lib/risks/risk.ts";
import { counted } from "#lib/words.ts";
import { type Body, type Desk, postOf, table, where } from "../desk.ts";
import { countRiskFigures, listClosed, listHighest, listScored, listTolerated } from "../queries/risks.ts";
import { begins, within } from "../words.ts";

/** An acceptance that ends within this many days is told before it does. */
const soonDays = 60;

type Listed = Awaited<ReturnType<typeof listHighest>>[number];

const scored = (score: number) => `${score}, ${bandWords[bandOf(score)].label.toLowerCase()}`;
const shapes = { low: "ok", moderate: "info", high: "warn", extreme: "bad" } as const;

function rowOf(desk: Desk, risk: Listed, ...cells: string[]): PaperRow {
  return {
    id: risk.id,
    href: `/risks/${risk.id}`,
    reference: risk.reference,
    cells: [risk.title, scored(risk.score), ...cells, where(desk, risk.serviceIds)],
    mark: { cell: 1, shape: shapes[bandOf(risk.score)] },
  };
}

export async function risksPaper(desk: Desk): Promise<Body> {
  const counts = await countRiskFigures(desk);
  const above = await listHighest(desk, true);
  const top = await listHighest(desk, false);
  const moved = await listScored(desk);
  const closed = await listClosed(desk);
  const tolerated = await listTolerated(desk);
  const fresh = moved.filter((risk) => risk.before === null);
  const up = moved.filter((risk) => risk.before !== null && risk.score > risk.before);
  const down = moved.filter((risk) => risk.before !== null && risk.score < risk.before);
  const ending = tolerated
    .filter((risk) => {
      const newest = { score: risk.accepted, expiresOn: risk.expiresOn };
      const holds = acceptanceStanding(risk, newest, desk.today) === "holds";
      return !holds || risk.expiresOn <= addDays(desk.today, soonDays);
    })
    .sort((a, b) => a.expiresOn.localeCompare(b.expiresOn) || a.id.localeCompare(b.id));
  const notAssured = [
    counts.open === 0 ? "No risk is recorded, so none is known." : "",
    counts.unproved > 0
      ? `${begins(counts.unproved, "open risk has", "open risks have")} no control proved in the last ${proofDays} days.`
      : "",
    counts.reviewOverdue > 0
      ? `${begins(counts.reviewOverdue, "review is", "reviews are")} overdue, so the score may not be of today.`
      : "",
  ].filter(Boolean);
  return {
    sentence: sentence(desk, counts, { fresh: fresh.length, up: up.length, down: down.length, closed: closed.length }),
    figures: [
      {
        key: "above",
        value: String(counts.above),
        label: "above appetite",
        worse: counts.above > 0,
        ...desk.link("/risks", { view: "above", ...narrow(desk) }),
      },
      {
        key: "extreme",
        value: String(counts.extreme),
        label: `extreme, ${bandWords.extreme.from} to ${bandWords.extreme.to}`,
        worse: counts.extreme > 0,
        ...desk.link("/risks", { least: String(bandWords.extreme.from), ...narrow(desk) }),
      },
      { key: "open", value: String(counts.open), label: "open risks", ...desk.link("/risks", narrow(desk)) },
      {
        key: "review-overdue",
        value: String(counts.reviewOverdue),
        label: "overdue for review",
        worse: counts.reviewOverdue > 0,
        ...desk.link("/risks", { view: "overdue", ...narrow(desk) }),
      },
    ],
    tables: [
      table("above", "Above appetite", {
        columns: ["Risk", "Score", "Limit", "Owner", "Where"],
        none: "No risk is above appetite.",
        rows: above.map((risk) =>
          rowOf(desk, risk, String(appetiteFor(desk.appetites, risk.category)), postOf(desk, risk.ownerId)),
        ),
        total: counts.above,
      }),
      table("moved", `Moved since ${desk.since.words}`, {
        columns: ["Risk", "Score", "Was", "Where"],
        none: "No score moved.",
        compare: false,
        rows: [...up, ...fresh, ...down].map((risk) => rowOf(desk, risk, movedFrom(risk))),
      }),
      table("closed", `Closed since ${desk.since.words}`, {
        columns: ["Risk", "Score", "Where"],
        none: "No risk was closed.",
        compare: false,
        rows: closed.map((risk) => rowOf(desk, risk)),
      }),
      table("ending", `Acceptances that end within ${soonDays} days, or no longer hold`, {
        columns: ["Risk", "Score", "Accepted until", "Where"],
        none: "No acceptance ends soon.",
        rows: ending.map((risk) => rowOf(desk, risk, formatDate(risk.expiresOn, "short"))),
      }),
      table("top", "The five highest", {
        columns: ["Risk", "Score", "Next review", "Where"],
        none: "No risk is open.",
        compare: false,
        rows: top.map((risk) => rowOf(desk, risk, formatDate(risk.nextReviewOn, "short"))),
      }),
    ],
    notAssured,
  };
}

/** The register of one service leaves out here what stands for the whole organisation. */
const narrow = (desk: Desk): Record<string, string> => (desk.serviceIds.length > 0 ? { wide: "no" } : {});

function movedFrom({ before, score }: { before: number | null; score: number }): string {
  if (before === null) return "New";
  return `${before}, ${score > before ? "up" : "down"}`;
}

type Moves = { fresh: number; up: number; down: number; closed: number };

function sentence(desk: Desk, counts: { open: number; above: number }, moves: Moves): string {
  if (counts.open === 0) return "No risk is recorded as open.";
  const own = desk.appetites.some((one) => one.category !== "all");
  const limit = desk.appetites.find((one) => one.category === "all")?.maximum ?? defaultAppetite;
  const appetite = own ? "the board's appetite" : `the board's appetite of ${limit}`;
  const first =
    counts.above === 0
      ? `None of ${counted(counts.open, "open risk")} is above ${appetite}.`
      : `${begins(counts.above, "risk is", "risks are")} above ${appetite}.`;
  const parts = [
    moves.fresh > 0 ? within(moves.fresh, "new risk") : "",
    moves.up > 0 ? `${within(moves.up, "risk")} up` : "",
    moves.down > 0 ? `${within(moves.down, "risk")} down` : "",
    moves.closed > 0 ? `${within(moves.closed, "risk")} closed` : "",
  ].filter(Boolean);
  return `${first} Since ${desk.since.words}: ${parts.length > 0 ? parts.join(", ") : "no score moved"}.`;
}
