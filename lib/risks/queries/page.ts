import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listServicesInScope, personNames, serviceNames } from "#lib/records/queries.ts";
import { listViews } from "#lib/registers/views.ts";
import type { RiskQuery } from "#lib/risks/inputs.ts";
import {
  countCells,
  countViews,
  listAboveAppetite,
  listOwners,
  listRiskRows,
  momentOf,
  pastOf,
  totalOf,
} from "./register.ts";

/** All that the register's page shows, from one snapshot. What does not wait for another goes to the database together. */
export async function readRegister(tx: Tx, actor: Actor, query: RiskQuery) {
  const moment = await momentOf(tx, actor);
  const [{ rows, ...page }, counts, cells, { above, atLimit, limits }, names, people, services, owners, saved] =
    await Promise.all([
      listRiskRows(tx, actor, query, moment),
      countViews(tx, actor, moment),
      countCells(tx, actor, query, moment),
      listAboveAppetite(tx, actor, moment),
      serviceNames(tx, actor),
      personNames(tx, actor),
      listServicesInScope(tx, actor),
      listOwners(tx, actor),
      listViews(tx, actor, "risks"),
    ]);
  const past = await pastOf(
    tx,
    actor,
    [...rows, ...above, ...atLimit].map((row) => row.id),
  );
  return {
    page: { ...page, rows: rows.map(past), total: totalOf(cells, query) },
    notable: { above: above.map(past), atLimit: atLimit.map(past), limits },
    ...{ counts, cells, names, people, services, owners, saved },
    appetites: moment.appetites,
    now: tx.now,
  };
}
