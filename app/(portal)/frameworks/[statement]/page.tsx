import type { Metadata } from "next";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { BalanceCard } from "#components/frameworks/balance.tsx";
import { Newest } from "#components/frameworks/coverage-tables.tsx";
import { LinkForm } from "#components/frameworks/link-form.tsx";
import { LinkedRecords } from "#components/frameworks/linked-records.tsx";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import {
  balanceOf,
  countCategories,
  heldOf,
  heldSentence,
  linkableKinds,
  statementOf,
} from "#lib/frameworks/framework.ts";
import { LinkQuery } from "#lib/frameworks/inputs.ts";
import { may } from "#lib/frameworks/policy.ts";
import { currentFrameworks, listEvidence } from "#lib/frameworks/queries.ts";
import { listRecordsToLink, personNames, serviceNames } from "#lib/records/queries.ts";
import { linkEvidenceAction } from "../actions.ts";

export const metadata: Metadata = { title: "Quality statement" };

export default async function StatementPage({ params, searchParams }: PageProps<"/frameworks/[statement]">) {
  const actor = await enter("frameworks");
  const id = (await params).statement;
  const query = LinkQuery.parse(await searchParams);
  const mayLink = can(actor, "frameworks", "link");
  const page = await read(actor, async (tx) => {
    const list = await currentFrameworks(tx);
    const known = statementOf(list, id);
    return (
      known && {
        ...known,
        list,
        links: await listEvidence(tx, actor, id),
        records: mayLink ? await listRecordsToLink(tx, actor, linkableKinds, query.words) : [],
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        now: tx.now,
      }
    );
  });
  const { framework, statement, list, links, records, names, people, now } = found(page);
  const choices = records.filter((record) => may(actor, "link", { serviceIds: record.serviceIds, ended: false }));
  const counts = countCategories(links);
  const held = heldOf(links);
  return (
    <Page
      title={`${statement.code} ${statement.name}`}
      crumbs={[{ label: "Frameworks", href: `/frameworks?framework=${framework.id}` }]}
      marks={
        <>
          <Tag>{framework.name}</Tag>
          {framework.status === "draft" ? <StateChip state="warn">Draft, not in force</StateChip> : null}
        </>
      }
      says={heldSentence(list, formatDate(list.asOf))}
      facts={
        <Facts
          items={[
            { label: "Records", value: held?.records ?? 0 },
            { label: "Newest evidence", value: <Newest held={held} today={londonDay(now)} /> },
          ]}
        />
      }
    >
      <div className="grid-main">
        <Card title="Linked records" flush>
          <LinkedRecords
            links={links}
            names={names}
            people={people}
            listVersion={list.version}
            mayUnlink={(link) => may(actor, "unlink", { serviceIds: link.serviceIds, ended: false })}
          />
        </Card>
        <div className="stack">
          <BalanceCard balance={balanceOf(counts)} counts={counts} />
          {mayLink ? (
            <Card title="Link a record">
              <div className="stack">
                <FilterBar href={`/frameworks/${id}`} fields={["words"]}>
                  <label className="f">
                    <span className="sr">Find a record</span>
                    <input type="search" name="words" defaultValue={query.words} placeholder="Reference or title" />
                  </label>
                </FilterBar>
                {choices.length === 0 ? (
                  <p className="muted">
                    {query.words ? "No record you may link holds these words." : "There is no record you may link yet."}
                  </p>
                ) : (
                  <LinkForm
                    action={linkEvidenceAction}
                    statement={id}
                    record={choices.map((one) => ({ value: one.id, label: `${one.reference} ${one.title}` }))}
                  />
                )}
                {records.length === 500 ? (
                  <p className="sm muted">The list ends after 500 records. Find one by its reference or title.</p>
                ) : null}
              </div>
            </Card>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
