import { ActionNotices, ActionRecord } from "#components/action-items/action-record.tsx";
import { ActionStory } from "#components/action-items/action-story.tsx";
import { NextStep } from "#components/action-items/next-step.tsx";
import { ThreadLink } from "#components/thread/thread-link.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { effectMayShow, standingOf } from "#lib/action-items/action-item.ts";
import { whereAlone } from "#lib/action-items/commands/advance.ts";
import { may, stepsFor } from "#lib/action-items/policy.ts";
import { findHistory } from "#lib/action-items/queries/history.ts";
import { findAction } from "#lib/action-items/queries/register.ts";
import { londonDay } from "#lib/dates.ts";
import { placesOfCopies } from "#lib/materials/queries/register.ts";
import { recordChoices } from "#lib/records/choices.ts";
import { maySee } from "#lib/records/policy.ts";
import { listRecordsToLink, personNames, serviceNames } from "#lib/records/queries.ts";
import { RecordParts, readParts } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";
import { stepActions } from "../steps.ts";

export const generateMetadata = titled("Action");

export default async function ActionPage({ params, searchParams }: PageProps<"/action-items/[id]">) {
  const actor = await enter("action-items");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const action = await findAction(tx, actor, id);
    return (
      action && {
        action,
        history: await findHistory(tx, actor, id),
        parts: await readParts(tx, actor, id),
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        provable: await listRecordsToLink(tx, actor, ["risk", "disruption", "resilience-test", "material", "system"]),
        places: can(actor, "materials", "read") ? await placesOfCopies(tx, actor) : new Map<string, string>(),
        alone: await whereAlone(tx, actor, action),
        now: tx.now,
      }
    );
  });
  const { action, history, parts, names, people, provable, places, alone, now } = found(page);
  const today = londonDay(now);
  const standing = standingOf(action, today);
  const { files, linked } = parts ?? { files: [], linked: [] };
  const { attached, step } = await searchParams;
  const shows = effectMayShow(action.completedAt ? londonDay(action.completedAt) : undefined, today);
  const steps = stepsFor(actor, action, alone).filter((each) => shows || each.step !== "check-effect");
  const current = steps.find((each) => each.step === step) ?? steps[0];
  const told = (
    <>
      <ActionRecord action={action} names={names} people={people} />
      <ActionStory action={action} history={history} people={people} linked={linked} files={files} />
    </>
  );
  return (
    <Page
      title={action.title}
      crumbs={[{ label: "Actions", href: "/action-items" }]}
      marks={
        <>
          <StateChip state={standing.shape}>{standing.word}</StateChip>
          <Tag>{action.reference}</Tag>
        </>
      }
      says={action.finding ? `Because: ${action.finding}` : undefined}
      actions={
        <>
          <ThreadLink recordId={id} />
          {may(actor, "change", action) ? (
            <LinkButton href={`/action-items/${id}/edit`}>Change this action</LinkButton>
          ) : null}
        </>
      }
    >
      <ActionNotices action={action} />
      <div className="grid two">
        {steps.length > 0 ? <div className="stack">{told}</div> : told}
        <NextStep
          action={action}
          steps={steps}
          asked={step}
          actions={stepActions}
          files={files}
          records={recordChoices(
            provable.filter((one) => maySee(actor, one)),
            names,
            places,
          )}
        />
      </div>
      <RecordParts
        parts={parts}
        attached={attached}
        {...(current ? { here: `/action-items/${id}?step=${current.step}` } : {})}
      />
    </Page>
  );
}
