import type { Metadata } from "next";
import { InspectionFront } from "#components/evidence/inspection/inspection-front.tsx";
import { enterOutside, openRoom } from "#lib/access/gate.ts";
import { listMyRequests } from "#lib/access/outside.ts";
import { findKnownGaps } from "#lib/evidence/collect/gaps.ts";
import { RoomQuery } from "#lib/evidence/inputs.ts";
import {
  countGranted,
  grantedSections,
  listGranted,
  listIssuedBundles,
  outsideNames,
} from "#lib/evidence/inspection/queries.ts";
import { listByQuestion } from "#lib/evidence/inspection/statements.ts";
import { askAction } from "./actions.ts";

export const metadata: Metadata = { title: "Inspection room" };

export default async function InspectionPage({ searchParams }: PageProps<"/inspection">) {
  const outsider = await enterOutside("inspector");
  const { question, asked } = RoomQuery.parse(await searchParams);
  const room = await openRoom(outsider, { what: "The inspection room's first page" }, async (tx) => {
    const names = await outsideNames(tx, outsider);
    const questions = await listByQuestion(tx, outsider);
    const requests = await listMyRequests(tx, outsider);
    const answers = requests.flatMap(({ replies }) => replies.flatMap(({ recordId }) => recordId ?? []));
    const items = questions.flatMap(({ statements }) => statements.flatMap((one) => one.items));
    return {
      names,
      counts: await countGranted(tx, outsider),
      questions,
      opened: await listGranted(tx, outsider, [...answers, ...items.map(({ recordId }) => recordId)]),
      gaps: await findKnownGaps(tx, outsider, grantedSections(outsider), names),
      bundles: await listIssuedBundles(tx, outsider),
      requests,
      now: tx.now,
    };
  });
  return <InspectionFront outsider={outsider} chosen={question} asked={asked} ask={askAction} {...room} />;
}
