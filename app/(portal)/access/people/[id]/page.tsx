import type { Metadata } from "next";
import { PersonActs } from "#components/access/person-acts.tsx";
import { PersonRecord } from "#components/access/person-record.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/access/policy.ts";
import { accountStandings, findPerson } from "#lib/access/queries/people.ts";
import { serviceNames } from "#lib/records/queries.ts";
import {
  disablePersonAction,
  enablePersonAction,
  endPersonSessionsAction,
  resetPasswordAction,
} from "../../actions.ts";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: PageProps<"/access/people/[id]">) {
  const actor = await enter("access");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    person: await findPerson(tx, actor, id),
    standings: await accountStandings(tx),
    names: await serviceNames(tx, actor),
    now: tx.now,
  }));
  const person = found(page.person);
  const standing = page.standings.get(person.accountId);
  return (
    <Page
      title={person.name}
      crumbs={[{ label: "Access", href: "/access" }]}
      marks={person.disabledAt ? <StateChip state="bad">Disabled</StateChip> : null}
    >
      <PersonRecord
        person={person}
        standing={standing}
        names={page.names}
        mayChange={may(actor, "membership")}
        now={page.now}
      />
      {may(actor, "disable") ? (
        <PersonActs
          person={person}
          standing={standing}
          actions={{
            reset: resetPasswordAction,
            endSessions: endPersonSessionsAction,
            disable: disablePersonAction,
            enable: enablePersonAction,
          }}
        />
      ) : null}
    </Page>
  );
}
