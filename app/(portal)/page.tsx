import type { Metadata } from "next";
import { AsAtMenu } from "#components/data-table/as-at-menu.tsx";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { CloseFirst } from "#components/overview/close-first.tsx";
import { MaterialsTrend } from "#components/overview/materials-trend.tsx";
import { MovedSince } from "#components/overview/moved-since.tsx";
import { ServiceMatrix } from "#components/overview/service-matrix.tsx";
import { SinceCard } from "#components/overview/since-card.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Page } from "#components/ui/page.tsx";
import { WaitingList } from "#components/ui/waiting-list.tsx";
import { enter, enterAny, read } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";
import { can, home } from "#lib/access/roles.ts";
import type { Waiting } from "#lib/carrying/carrying.ts";
import { listWaitingForMe } from "#lib/carrying/queries/waiting.ts";
import { londonDay } from "#lib/dates.ts";
import { aloneSentence, sinceFigures, trendSentence, wideSentence } from "#lib/overview/answer.ts";
import { columns } from "#lib/overview/overview.ts";
import { linkedAt, movedSince } from "#lib/overview/past.ts";
import { findOverview, listRows, mayOpen, sinceDays, sinceReads } from "#lib/overview/queries/overview.ts";
import { askedMoment, yesterday } from "#lib/registers/moment.ts";
import { registerHref } from "#lib/registers/query.ts";
import { counted } from "#lib/words.ts";

export const metadata: Metadata = { title: "Overview" };

const firstRows = 25;
const forMe = (one: Waiting) => ({ ...one, says: "Open it to carry it out" });

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  const anyone = await enterAny();
  if (!can(anyone, "overview", "read")) leave(home(anyone));
  const actor = await enter("overview");
  const params = await searchParams;
  const at = askedMoment.parse(params.at);
  const page = await read(actor, (tx) => findOverview(tx, actor), at);
  const moved = at && movedSince(page.rows, await read(actor, (tx) => listRows(tx, actor)));
  const { waiting, more } = at ? { waiting: [], more: false } : await read(actor, (tx) => listWaitingForMe(tx, actor));
  const { people, now, alone } = page;
  const rows = at ? linkedAt(page.rows, String(params.at)) : page.rows;
  const shown = params.all === "1" ? rows : rows.slice(0, firstRows);
  const href = (change: Record<string, string | undefined>) => registerHref("/", params, change);
  const reads = sinceReads(actor);
  const lately = sinceFigures(page.since).filter(({ key }) => reads[key]);
  return (
    <Page
      answer
      eyebrow="Where do we stand?"
      title={page.answer}
      says={
        <>
          Judged on what is tested, printed and dated, not on what is planned.{" "}
          <Go href="/how-this-is-worked-out">How this is worked out</Go>
        </>
      }
      actions={<AsAtMenu href={href({})} at={at} latest={yesterday(new Date())} />}
      facts={
        <Facts
          items={[
            {
              label: "People supported",
              value:
                people.unknown > 0
                  ? `${people.supported}, not known for ${counted(people.unknown, "service")}`
                  : people.supported,
            },
            { label: "In services that can show it", value: people.inShown },
            { label: "As at", value: <When when={now} /> },
          ]}
        />
      }
    >
      <LookingBack at={at} asked={params.at} nowHref={href({ at: undefined })} />
      <WaitingList title="Decided by a meeting, and waiting for you" waiting={waiting.map(forMe)} more={more} />
      {alone.length > 0 ? (
        <Notice tone="warn" title="No second person available">
          {aloneSentence(alone)}
        </Notice>
      ) : null}
      <ServiceMatrix
        rows={shown}
        total={rows.length}
        openable={columns.filter((column) => mayOpen(actor, column))}
        footer={wideSentence(page.wide)}
        {...(shown.length < rows.length ? { allHref: href({ all: "1" }) } : {})}
      />
      {moved ? <MovedSince moved={moved} /> : null}
      <div className="grid gap-4 md:grid-cols-2 md:max-xl:[&>:first-child:nth-last-child(3)]:col-span-2 xl:grid-cols-[1.4fr_1.1fr_0.9fr]">
        {can(actor, "action-items", "read") ? (
          <CloseFirst actions={page.actions} today={londonDay(now)} past={at !== undefined} />
        ) : null}
        <MaterialsTrend points={page.trend} finding={trendSentence(page.trend)} asAt={now} />
        {lately.length > 0 ? <SinceCard days={sinceDays} since={page.since.day} figures={lately} /> : null}
      </div>
    </Page>
  );
}
