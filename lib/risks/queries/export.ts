import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { readCursor } from "#lib/registers/query.ts";
import type { RiskQuery } from "#lib/risks/inputs.ts";
import {
  acceptanceStanding,
  bandOf,
  bandWords,
  categoryWords,
  consequenceWords,
  likelihoodWords,
  movementOf,
  movementWords,
  standingState,
} from "#lib/risks/risk.ts";
import { listRisks, momentOf, type RiskRow, riskOrders } from "./register.ts";

const viewWords: Record<RiskQuery["view"], string> = {
  open: "Open risks",
  above: "Open risks above appetite",
  overdue: "Open risks overdue for review",
  unproved: "Open risks without a proof in 90 days",
  mine: "Open risks of my own",
  closed: "Closed risks",
  draft: "Draft risks",
};

type Names = { services: Map<string, string>; people: Map<string, string> };

/** The register's rows in one sentence: the table's caption, the export's first line. */
export function risksSentence(query: RiskQuery, total: number, { services, people }: Names): string {
  const [likelihood, consequence] = cellOf(query);
  const parts = [
    viewWords[query.view],
    query.category && categoryWords[query.category],
    query.service && services.get(query.service),
    query.owner && people.get(query.owner) && `owned by ${people.get(query.owner)}`,
    query.least && `score ${query.least} or more`,
    likelihood && consequence && `${likelihood} and ${consequence.toLowerCase()}`,
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${riskOrders[query.sort].words} (${total.toLocaleString("en-GB")}).`;
}

function cellOf(query: { cell?: string | undefined }): [string?, string?] {
  const [likelihood, consequence] = (query.cell ?? "").split("-").map(Number);
  const words = <T extends { label: string }>(list: Record<number, T>, level?: number) => level && list[level]?.label;
  return [words(likelihoodWords, likelihood) || undefined, words(consequenceWords, consequence) || undefined];
}

/** A view as CSV: its columns, its sentence, and the register's own query, page after page of one snapshot. */
export function riskExport(actor: Actor, query: RiskQuery) {
  let names: Names = { services: new Map(), people: new Map() };
  let now = new Date(0);
  const columns: { header: string; value: (row: RiskRow) => string | number | null }[] = [
    { header: "Reference", value: (row) => row.reference },
    { header: "Risk", value: (row) => row.title },
    { header: "What drives it", value: (row) => row.cause },
    { header: "Category", value: (row) => categoryWords[row.category] },
    {
      header: "Services",
      value: (row) => serviceCell(row.serviceIds, names.services),
    },
    { header: "State", value: (row) => stateWord(row, now) },
    { header: "Score before controls", value: (row) => row.initialScore },
    { header: "Likelihood now", value: (row) => likelihoodWords[row.likelihood].label },
    { header: "Consequence now", value: (row) => consequenceWords[row.consequence].label },
    { header: "Score now", value: (row) => row.score },
    { header: "Band now", value: (row) => bandWords[bandOf(row.score)].label },
    { header: "Target score", value: (row) => row.targetScore },
    { header: "Direction", value: (row) => movementWords[movementOf(row.history, now).direction] },
    { header: "Controls last proved", value: (row) => row.provedOn ?? "No proof on record" },
    { header: "Owner", value: (row) => (row.ownerId && names.people.get(row.ownerId)) || "Nobody yet" },
    { header: "Next review", value: (row) => row.nextReviewOn },
  ];
  return {
    name: "risks",
    columns,
    rows: async (tx: Tx) => {
      names = { services: await serviceNames(tx, actor), people: await personNames(tx, actor) };
      now = tx.now;
      const moment = await momentOf(tx, actor);
      const { total } = await listRisks(tx, actor, query, moment, 1);
      const page = (cursor: string | undefined) =>
        listRisks(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, moment, 1000);
      return { sentence: risksSentence(query, total, names), page };
    },
  };
}

function stateWord(row: RiskRow, now: Date): string {
  const state = standingState(row.state, acceptanceStanding(row, row.acceptance, londonDay(now)));
  return { draft: "Draft", open: "Open", tolerated: "Accepted", closed: "Closed" }[state];
}
