import type { Metadata } from "next";
import { AccessTabs } from "#components/access/access-tabs.tsx";
import { ReachList } from "#components/access/reach-list.tsx";
import { AsAt } from "#components/ui/as-at.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { listReach } from "#lib/access/queries/reach.ts";
import { countWaiting } from "#lib/access/queries/requests.ts";

export const metadata: Metadata = { title: "Who can see what" };

export default async function ReachPage() {
  const actor = await enter("access");
  const { reach, waiting, now } = await read(actor, async (tx) => ({
    reach: await listReach(tx, actor),
    waiting: await countWaiting(tx, actor),
    now: tx.now,
  }));
  return (
    <Page
      title="Who can see what, and why"
      says={
        <>
          Every role and every access from outside that is in force. <AsAt when={now} />
        </>
      }
    >
      <AccessTabs here="/access/reach" waiting={waiting} />
      <ReachList reach={reach} />
    </Page>
  );
}
