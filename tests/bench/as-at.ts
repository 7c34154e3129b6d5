import { readAs } from "#db/client.ts";
import { listSince } from "#lib/records/since.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { readRegister } from "#lib/risks/queries/page.ts";
import { fillPast } from "./as-at-rows.ts";
import type { Bench } from "./bench.ts";
import { compare, type Figure } from "./measure.ts";
import { openPlace } from "./organisation.ts";
import { filledTables, fillRisks } from "./risk-rows.ts";

const most = 3;
const back = new Date(Date.now() - 2 * 365 * 86_400_000);

/** What the register's page reads as at two years back, with what changed since, against what it reads now. */
export async function asAtFigures({ small, world }: Bench): Promise<Figure[]> {
  const { owner, ownerUrl } = await world();
  const place = await openPlace(ownerUrl, "Bench");
  const actor = place.actor("quality-compliance-lead");
  // Twenty for each of 300 services, each changed every other month for three years.
  const risks = small ? 500 : 6_000;
  await fillRisks(owner, place, risks);
  const entries = await fillPast(owner, place, 21, small ? 0 : 700_000);
  for (const table of ["trail_entries", ...filledTables.flatMap((one) => [one, `${one}_versions`])])
    await owner`vacuum analyze ${owner(table)}`;
  const query = RiskQuery.parse({});
  const told = `${risks.toLocaleString("en-GB")} risks, ${entries.toLocaleString("en-GB")} entries`;
  const now = async () => void (await readAs(actor, (tx) => readRegister(tx, actor, query)));
  const then = async () => void (await readAs(actor, (tx) => readRegister(tx, actor, query), back));
  const page = async () =>
    void (await readAs(
      actor,
      async (tx) => [await readRegister(tx, actor, query), await listSince(tx, actor, "risk")],
      back,
    ));
  const runs = small ? 3 : 7;
  const of = "the same register now";
  return [
    await compare({ what: `/risks as at two years back, ${told}`, of, runs, aim: { most } }, then, now),
    await compare(
      { what: "/risks as at two years back, with all that changed since", of, runs, aim: { most } },
      page,
      now,
    ),
  ];
}
