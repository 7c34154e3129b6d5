import type { Metadata } from "next";
import { AsAtMenu } from "#components/data-table/as-at-menu.tsx";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { CoverageMatrix } from "#components/frameworks/coverage-matrix.tsx";
import { CoverageTables } from "#components/frameworks/coverage-tables.tsx";
import { AsAt } from "#components/ui/as-at.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { changedSince, coverageOf, coverageSentence, frameworkOf, heldSentence } from "#lib/frameworks/framework.ts";
import { FrameworkQuery } from "#lib/frameworks/inputs.ts";
import { countEvidence, currentFrameworks, listLinksSince } from "#lib/frameworks/queries.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { yesterday } from "#lib/registers/moment.ts";
import { registerHref } from "#lib/registers/query.ts";

export const metadata: Metadata = { title: "Frameworks" };

export default async function FrameworksPage({ searchParams }: PageProps<"/frameworks">) {
  const actor = await enter("frameworks");
  const params = await searchParams;
  const query = FrameworkQuery.parse(params);
  const page = await read(
    actor,
    async (tx) => {
      const list = await currentFrameworks(tx);
      const framework = frameworkOf(list, query.framework);
      return (
        framework && {
          list,
          framework,
          counts: await countEvidence(tx, actor, framework.id),
          services: await listServicesInScope(tx, actor),
          moves: query.at ? await listLinksSince(tx, actor, framework.id) : [],
          now: tx.now,
        }
      );
    },
    query.at,
  );
  const { list, framework, counts, services, moves, now } = found(page);
  const present = query.at ? await read(actor, (tx) => countEvidence(tx, actor, framework.id)) : undefined;
  const changed = present && changedSince(framework, counts, present, moves);
  const today = londonDay(now);
  const only = services.find((service) => service.id === query.service);
  const coverage = coverageOf(framework, counts.statements, today);
  const href = (change: Record<string, string | undefined>) => registerHref("/frameworks", params, change);
  return (
    <Page
      title="Frameworks"
      eyebrow={framework.status === "draft" ? `${framework.name}` : undefined}
      says={coverageSentence(framework, coverage)}
      facts={
        <Facts
          items={[
            { label: "Hold records", value: `${coverage.held} of ${framework.statements.length}` },
            { label: "Older than 12 months", value: coverage.old },
            { label: "Not known", value: coverage.none },
          ]}
        />
      }
      actions={
        <>
          <AsAtMenu href={href({})} at={query.at} latest={yesterday(new Date())} />
          {can(actor, "frameworks", "export") ? (
            <LinkButton href={registerHref("/frameworks/export", params, { framework: framework.id })} download>
              Export as CSV
            </LinkButton>
          ) : null}
        </>
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={href({ at: undefined })}
        since={
          changed && {
            total: changed.length,
            rows: changed.map(({ statement, says, at }) => ({
              href: `/frameworks/${statement.id}`,
              reference: statement.code,
              title: statement.name,
              added: false,
              acts: says,
              at,
            })),
          }
        }
      />
      <p className="sm muted">
        {heldSentence(list, formatDate(list.asOf))} Numbers are records linked by people, not a judgement and not a
        rating. <AsAt when={now} />.
      </p>
      {framework.status === "draft" ? (
        <Notice tone="warn" title="This is a draft">
          It is not in force and its statements may still change. Names and codes were read from one transcription.
        </Notice>
      ) : null}
      <Tabs
        label="Framework"
        tabs={list.frameworks.map((one) => ({
          label: one.status === "draft" ? `Draft: ${one.name}` : one.name,
          href: href({ framework: one.id }),
          current: one.id === framework.id,
        }))}
      />
      <Tabs
        label="How to read it"
        tabs={[
          { label: "By key question", href: href({ view: "statements" }), current: query.view === "statements" },
          { label: "By service", href: href({ view: "services" }), current: query.view === "services" },
        ]}
      />
      {query.view === "services" ? (
        <CoverageMatrix
          framework={framework}
          counts={counts.services}
          services={services}
          today={today}
          {...(only ? { only, allHref: registerHref("/frameworks", params, { service: undefined }) } : {})}
        />
      ) : (
        <CoverageTables framework={framework} counts={counts.statements} today={today} />
      )}
    </Page>
  );
}
