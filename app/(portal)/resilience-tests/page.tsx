import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { TestRegister } from "#components/resilience-tests/test-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { countTestViews, listTests, testOrders, testsSentence } from "#lib/resilience-tests/queries/register.ts";
import { listServicesWithoutTest } from "#lib/resilience-tests/queries/services.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Tests" };

export default async function TestsPage({ searchParams }: PageProps<"/resilience-tests">) {
  const actor = await enter("resilience-tests");
  const params = await searchParams;
  const query = TestQuery.parse(params);
  const { since, saved, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listTests(tx, actor, query),
      counts: await countTestViews(tx, actor),
      untested: await listServicesWithoutTest(tx, actor),
      names: await serviceNames(tx, actor),
      services: await listServicesInScope(tx, actor),
      saved: await listViews(tx, actor, "resilience-tests"),
      since: query.at ? await listSince(tx, actor, "resilience-test") : undefined,
      now: tx.now,
    }),
    query.at,
  );
  const untested = query.view === "no-test";
  const total = untested ? found.untested.length : found.page.total;
  const mayPlan = query.at === undefined && can(actor, "resilience-tests", "plan");
  return (
    <Page
      title="Tests"
      says={testsSentence(query, total, query.service && found.names.get(query.service))}
      actions={
        mayPlan ? (
          <LinkButton variant="primary" href="/resilience-tests/new">
            Plan a test
          </LinkButton>
        ) : null
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/resilience-tests", params, { at: undefined })}
        since={since}
      />
      <TestRegister
        {...found}
        query={query}
        params={params}
        order={untested ? { words: "longest ago first", direction: "asc" } : testOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "resilience-tests", "export")}
        mayPlan={mayPlan}
      />
    </Page>
  );
}
