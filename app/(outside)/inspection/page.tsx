import type { Metadata } from "next";
import { InspectionFront } from "#components/evidence/inspection/inspection-front.tsx";
import { enterOutside, openRoom } from "#lib/access/gate.ts";
import { listMyRequests } from "#lib/access/outside.ts";
import { findKnownGaps } from "#lib/evidence/collect/gaps.ts";
import { RoomQuery } from "#lib/evidence/inputs.ts";
import { countGranted, grantedSections, listIssuedBundles, outsideNames } from "#lib/evidence/inspection/queries.ts";
import { listByQuestion } from "#lib/evidence/inspection/statements.ts";
import { askAction } from "./actions.ts";

export const metadata: Metadata = { title: "Inspection room" };

export default async function InspectionPage({ searchParams }: PageProps<"/inspection">) {
  const outsider = await enterOutside("inspector");
  const { question, asked } = RoomQuery.parse(await searchParams);
  const room = await openRoom(outsider, { what: "The inspection room's first page" }, async (tx) => {
    const names = await outsideNames(tx, outsider);
    return {
      names,
      counts: await countGranted(tx, outsider),
      questions: await listByQuestion(tx, outsider),
      gaps: await findKnownGaps(tx, outsider, grantedSections(outsider), names),
      bundles: await listIssuedBundles(tx, outsider),
      requests: await listMyRequests(tx, outsider),
      now: tx.now,
    };
  });
  return <InspectionFront outsider={outsider} chosen={question} asked={asked} ask={askAction} {...room} />;
}
