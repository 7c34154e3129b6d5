import type { Metadata } from "next";
import { CallForm } from "#components/meetings/call-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { londonDay } from "#lib/dates.ts";
import { daysToCall } from "#lib/meetings/calling.ts";
import { NewMeetingQuery } from "#lib/meetings/inputs/meetings.ts";
import { findCommittee, listCallable, listCalledDays } from "#lib/meetings/queries/committees.ts";
import { callMeetingsAction } from "../actions.ts";

export const metadata: Metadata = { title: "Call a meeting" };
const crumbs = [{ label: "Meetings", href: "/meetings" }];

export default async function NewMeetingPage({ searchParams }: PageProps<"/meetings/new">) {
  const actor = await enter("meetings");
  const query = NewMeetingQuery.parse(await searchParams);
  const { callable, committee, called, today } = await read(actor, async (tx) => {
    const mine = await listCallable(tx, actor);
    const asked = mine.find((one) => one.id === query.committee) ?? (mine.length === 1 ? mine[0] : undefined);
    return {
      callable: mine,
      committee: asked && (await findCommittee(tx, actor, asked.id)),
      called: asked ? await listCalledDays(tx, actor, asked.id) : [],
      today: londonDay(tx.now),
    };
  });
  found(callable.length > 0 || undefined);
  if (!committee)
    return (
      <Page title="Call a meeting" crumbs={crumbs} says="Of which committee?">
        <Card title="Committees whose meetings you call" flush>
          <ul className="list">
            {callable.map((one) => (
              <li key={one.id}>
                <Go href={`/meetings/new?committee=${one.id}`}>{one.name}</Go>
              </li>
            ))}
          </ul>
        </Card>
      </Page>
    );
  return (
    <Page
      title={`Call a meeting: ${committee.name}`}
      crumbs={[...crumbs, { label: committee.name, href: `/meetings/committees/${committee.id}` }]}
      says="Each day becomes a meeting of its own, with the committee's agenda."
    >
      <CallForm action={callMeetingsAction} committee={committee} days={daysToCall(committee, today, called)} />
    </Page>
  );
}
