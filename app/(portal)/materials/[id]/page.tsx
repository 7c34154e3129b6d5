import { CheckForm, EndForm, KnowForm, StampForm } from "#components/materials/material-acts.tsx";
import { MaterialRecord } from "#components/materials/material-record.tsx";
import { StandingChip } from "#components/materials/standing-mark.tsx";
import { ThreadLink } from "#components/thread/thread-link.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { resultsFor, standingReason } from "#lib/materials/material.ts";
import { may } from "#lib/materials/policy.ts";
import { listChecks, listKnowledge, listStamps } from "#lib/materials/queries/facts.ts";
import { findMaterial } from "#lib/materials/queries/register.ts";
import { materialKindWords } from "#lib/records/material-kinds.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { RecordParts, readParts } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";
import { checkOneAction, endMaterialAction, noteKnowledgeAction, stampMaterialAction } from "../actions.ts";

export const generateMetadata = titled("Material");

export default async function MaterialPage({ params, searchParams }: PageProps<"/materials/[id]">) {
  const actor = await enter("materials");
  const id = foundId((await params).id);
  const { attached } = await searchParams;
  const page = await read(actor, async (tx) => {
    const material = await findMaterial(tx, actor, id);
    return (
      material && {
        material,
        checks: await listChecks(tx, actor, id),
        stamps: await listStamps(tx, actor, id),
        knowledge: await listKnowledge(tx, actor, id),
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        parts: await readParts(tx, actor, id),
        now: tx.now,
      }
    );
  });
  const { material, parts, now, ...rest } = found(page);
  const { refreshDays } = materialKindWords[material.kind];
  const until = new Date(now.getTime() + refreshDays * 86_400_000);
  const where = [rest.names.get(material.serviceId), material.site].filter(Boolean).join(", ");
  return (
    <Page
      title={material.title}
      crumbs={[{ label: "Materials", href: "/materials" }]}
      marks={
        <>
          <StandingChip material={material} now={now} />
          <Tag>{material.reference}</Tag>
        </>
      }
      says={`${where}. ${standingReason(material, now) ?? ""}`.trim()}
      actions={
        <>
          {can(actor, "risks", "read") ? <ThreadLink recordId={id} /> : null}
          {may(actor, "check", material) ? <LinkButton href="#check">Check this copy</LinkButton> : null}
          {may(actor, "stamp", material) ? <LinkButton href="#reprint">Record a reprint</LinkButton> : null}
          {may(actor, "change", material) ? (
            <LinkButton href={`/materials/${id}/edit`}>Change this material</LinkButton>
          ) : null}
        </>
      }
    >
      <MaterialRecord material={material} now={now} {...rest} />
      {may(actor, "check", material) ? (
        <CheckForm action={checkOneAction} id={id} results={resultsFor(material)} />
      ) : null}
      {may(actor, "stamp", material) ? (
        <StampForm action={stampMaterialAction} id={id} version={material.version} now={now} until={until} />
      ) : null}
      {may(actor, "know", material) ? <KnowForm action={noteKnowledgeAction} id={id} /> : null}
      {may(actor, "withdraw", material) ? (
        <EndForm action={endMaterialAction} id={id} version={material.version} used={material.state === "current"} />
      ) : null}
      <RecordParts parts={parts} attached={attached} />
    </Page>
  );
}
