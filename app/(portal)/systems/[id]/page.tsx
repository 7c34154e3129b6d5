import { RetireSystemForm } from "#components/systems/retire-system-form.tsx";
import { SystemRecord } from "#components/systems/system-record.tsx";
import { ThreadLink } from "#components/thread/thread-link.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { may } from "#lib/systems/policy.ts";
import { findSystem } from "#lib/systems/queries.ts";
import { categoryWords, tierWords } from "#lib/systems/system.ts";
import { RecordParts, readParts } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";
import { retireSystemAction } from "../actions.ts";

export const generateMetadata = titled("System");

export default async function SystemPage({ params, searchParams }: PageProps<"/systems/[id]">) {
  const actor = await enter("systems");
  const id = foundId((await params).id);
  const { attached } = await searchParams;
  const page = await read(actor, async (tx) => {
    const system = await findSystem(tx, actor, id);
    return (
      system && {
        system,
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        parts: await readParts(tx, actor, id),
        now: tx.now,
      }
    );
  });
  const { system, parts, ...rest } = found(page);
  return (
    <Page
      title={system.name}
      crumbs={[{ label: "Systems", href: "/systems" }]}
      marks={<Tag>{system.reference}</Tag>}
      says={`${categoryWords[system.category]}. ${tierWords[system.tier].label}: ${tierWords[system.tier].meaning}.`}
      actions={
        <>
          <ThreadLink recordId={id} />
          {may(actor, "change", system) ? (
            <LinkButton href={`/systems/${id}/edit`}>Change this system</LinkButton>
          ) : null}
        </>
      }
    >
      <SystemRecord system={system} {...rest} />
      <RecordParts parts={parts} attached={attached} />
      {may(actor, "retire", system) ? (
        <RetireSystemForm action={retireSystemAction} id={id} version={system.version} />
      ) : null}
    </Page>
  );
}
