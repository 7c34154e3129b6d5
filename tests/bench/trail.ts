import { verifyTrail } from "#db/verify-trail.ts";
import type { Bench } from "./bench.ts";
import { aimed, type Figure, time } from "./measure.ts";
import { openPlace } from "./organisation.ts";
import { filledTables, fillRisks, rowsPerRisk } from "./risk-rows.ts";
import { fillTrail } from "./trail-rows.ts";

const most = 60;

/** One chain of a million entries, walked as `npm run verify-trail` walks it, beside a plain reading of the same rows. */
export async function trailFigures({ small, world }: Bench): Promise<Figure[]> {
  const { owner, ownerUrl } = await world();
  const place = await openPlace(ownerUrl, "Bench");
  await fillRisks(owner, place, (small ? 10_000 : 1_000_000) / rowsPerRisk);
  const entries = await fillTrail(owner, place);
  for (const table of ["trail_entries", "trail_texts", ...filledTables.flatMap((one) => [one, `${one}_versions`])])
    await owner`vacuum analyze ${owner(table)}`;
  const read = async () => {
    const rows = owner`select e.*, t.salt, t.before, t.after from trail_entries e
      join trail_texts t on t.organisation_id = e.organisation_id and t.number = e.number order by e.organisation_id, e.number`;
    for await (const _ of rows.cursor(5_000));
  };
  const verify = async () => {
    const bad = (await verifyTrail(ownerUrl)).find((report) => report.problem);
    if (bad) throw new Error(`The trail that was made is not whole: ${bad.problem}`);
  };
  await read();
  const plain = (await time(read)) / 1000;
  const seconds = (await time(verify)) / 1000;
  return [
    {
      what: `A chain of ${entries.toLocaleString("en-GB")} entries verified, with its texts and versions`,
      says: `${seconds.toFixed(1)} s, ${(seconds / plain).toFixed(2)} times a plain reading of the same rows`,
      aim: aimed(seconds, { most }, " s"),
    },
  ];
}
