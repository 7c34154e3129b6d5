import type { Metadata } from "next";
import { CommissionerFront } from "#components/evidence/inspection/commissioner-front.tsx";
import { enterOutside, openRoom } from "#lib/access/gate.ts";
import { listMyRequests } from "#lib/access/outside.ts";
import { AskedQuery } from "#lib/evidence/inputs.ts";
import { bodyName, listIssuedBundles, listMyAcknowledgements, outsideNames } from "#lib/evidence/inspection/queries.ts";
import { acknowledgeAction, askAction } from "./actions.ts";

export const metadata: Metadata = { title: "Commissioner's room" };

export default async function CommissionerPage({ searchParams }: PageProps<"/commissioner">) {
  const outsider = await enterOutside("commissioner");
  const { asked } = AskedQuery.parse(await searchParams);
  const room = await openRoom(outsider, { what: "The commissioner's room" }, async (tx) => ({
    body: await bodyName(tx, outsider),
    bundles: await listIssuedBundles(tx, outsider),
    acknowledged: await listMyAcknowledgements(tx, outsider),
    requests: await listMyRequests(tx, outsider),
    names: await outsideNames(tx, outsider),
    now: tx.now,
  }));
  return (
    <CommissionerFront
      {...room}
      organisation={outsider.organisation}
      asked={asked}
      acknowledge={acknowledgeAction}
      ask={askAction}
    />
  );
}
