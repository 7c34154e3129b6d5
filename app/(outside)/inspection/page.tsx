import type { Metadata } from "next";
import { InspectionFront } from "#components/evidence/inspection/inspection-front.tsx";
import { enterOutside, openRoom } from "#lib/access/gate.ts";
import { countGranted, grantedSections, listIssuedBundles, outsideNames } from "#lib/evidence/inspection/queries.ts";

export const metadata: Metadata = { title: "Inspection room" };

export default async function InspectionPage() {
  const outsider = await enterOutside("inspector");
  const room = await openRoom(outsider, { what: "The inspection room's first page" }, async (tx) => ({
    names: await outsideNames(tx, outsider),
    counts: await countGranted(tx, outsider),
    bundles: await listIssuedBundles(tx, outsider),
    now: tx.now,
  }));
  return <InspectionFront outsider={outsider} sections={grantedSections(outsider)} {...room} />;
}
