import "server-only";
import { isNull } from "drizzle-orm";
import { own } from "#db/client.ts";
import { services } from "#db/schema/organisation.ts";
import { countOverdue } from "#lib/action-items/queries/measures.ts";
import { servicesTable } from "#lib/meetings/changes.ts";
import { mostRows, type PaperRow } from "#lib/meetings/paper.ts";
import { countRisks } from "#lib/overview/queries/services.ts";
import { counted, countWord } from "#lib/words.ts";
import { type Body, type Desk, isOfScope, table } from "../desk.ts";
import { names } from "../words.ts";

type Standing = { id: string; name: string; open: number; above: number; overdue: number };
const needs = (row: Standing) => row.above > 0 || row.overdue > 0;

export async function positionPaper(desk: Desk): Promise<Body> {
  const { rows, wide } = await standings(desk);
  const risks = rows.filter((row) => row.above > 0).length;
  const late = rows.filter((row) => row.overdue > 0).length;
  const noRisk = rows.filter((row) => row.open === 0).map((row) => row.name);
  return {
    sentence: sentence(rows),
    figures: [
      {
        key: "needing",
        value: `${rows.filter(needs).length} of ${rows.length}`,
        label: "services with an overdue action or a risk above appetite",
        worse: rows.some(needs),
      },
      {
        key: "above",
        value: String(risks),
        label: risks === 1 ? "service with a risk above appetite" : "services with a risk above appetite",
        worse: risks > 0,
      },
      {
        key: "overdue",
        value: String(late),
        label: late === 1 ? "service with an overdue action" : "services with an overdue action",
        worse: late > 0,
      },
    ],
    tables: [
      table(servicesTable, "By service, risks above appetite first", {
        columns: ["Service", "Risks above appetite", "Overdue actions", "Open risks"],
        none: "No service is recorded.",
        rows: rows.map(rowOf),
      }),
    ],
    bars: {
      title: "Overdue actions and risks above appetite",
      series: ["Overdue actions", "Risks above appetite"],
      rows: rows.slice(0, mostRows).map((row) => ({ label: row.name, values: [row.overdue, row.above] })),
    },
    notAssured: [
      noRisk.length > 0 ? `No risk is recorded for ${names(noRisk)}, so none is known there.` : "",
      wide.above + wide.overdue > 0
        ? `For the organisation as a whole: ${counted(wide.above, "risk")} above appetite and ${counted(wide.overdue, "overdue action")}, counted under no service.`
        : "",
    ].filter(Boolean),
  };
}

async function standings(desk: Desk): Promise<{ rows: Standing[]; wide: { above: number; overdue: number } }> {
  const open = await desk.tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(own(services, desk.actor, isNull(services.closedOn)));
  const risks = await countRisks(desk.tx, desk.actor);
  const overdue = await countOverdue(desk.tx, desk.actor);
  const rows = open
    .filter((service) => isOfScope(desk, service.id))
    .map((service) => ({
      ...service,
      open: risks.get(service.id)?.open ?? 0,
      above: risks.get(service.id)?.above ?? 0,
      overdue: overdue.get(service.id)?.overdue ?? 0,
    }))
    .sort((a, b) => b.above - a.above || b.overdue - a.overdue || a.name.localeCompare(b.name, "en-GB"));
  const whole = desk.serviceIds.length === 0;
  return {
    rows,
    wide: {
      above: whole ? (risks.get("")?.above ?? 0) : 0,
      overdue: whole ? (overdue.get("all")?.overdue ?? 0) : 0,
    },
  };
}

function rowOf(row: Standing): PaperRow {
  const shape = row.above > 0 ? "bad" : row.overdue > 0 ? "warn" : row.open === 0 ? "unknown" : "ok";
  return {
    id: row.id,
    reference: "",
    cells: [row.name, String(row.above), String(row.overdue), row.open === 0 ? "None recorded" : String(row.open)],
    mark: { cell: 0, shape },
    serviceId: row.id,
  };
}

function sentence(rows: readonly Standing[]): string {
  const [worst] = rows;
  if (!worst) return "No service is recorded yet, so nothing can be said.";
  const some = rows.filter(needs).length;
  if (some === 0) {
    if (rows.length === 1) return `${worst.name} has no overdue action and no risk above appetite on record.`;
    return `None of ${counted(rows.length, "service")} has an overdue action or a risk above appetite on record.`;
  }
  const most = `${counted(worst.above, "risk")} above appetite and ${counted(worst.overdue, "overdue action")}`;
  if (rows.length === 1) return `${worst.name} has ${most}.`;
  const all = countWord(rows.length).toLowerCase();
  const which =
    some === rows.length
      ? `All ${all} services have`
      : `${countWord(some)} of ${all} services ${some === 1 ? "has" : "have"}`;
  return `${which} an overdue action or a risk above appetite. ${worst.name} comes first, with ${most}.`;
}
