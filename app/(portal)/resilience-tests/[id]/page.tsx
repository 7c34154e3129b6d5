import { ApproveAct, CancelAct, ReportAct } from "#components/resilience-tests/closing-acts.tsx";
import { FindingsCard } from "#components/resilience-tests/findings-card.tsx";
import { TestChips } from "#components/resilience-tests/result-mark.tsx";
import { TestRecord } from "#components/resilience-tests/test-record.tsx";
import { ThreadLink } from "#components/thread/thread-link.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listHolders } from "#lib/access/holders.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { can, roleLabels } from "#lib/access/roles.ts";
import { isUndone, standingOf } from "#lib/action-items/action-item.ts";
import { listActionsOf } from "#lib/action-items/queries/register.ts";
import { formatDate, formatDateTime, formatTime, londonDay } from "#lib/dates.ts";
import { materialKinds, materialKindWords } from "#lib/records/material-kinds.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { evaluating, may, mayBeNamed, mayJudge, othersJudge, othersWhoApprove } from "#lib/resilience-tests/policy.ts";
import {
  type FoundTest,
  findTest,
  listEvents,
  listFindings,
  listMeasured,
  listObjectives,
  listParticipants,
} from "#lib/resilience-tests/queries/record.ts";
import { retestsFrom } from "#lib/resilience-tests/queries/retests.ts";
import { isHeld, leavesToRepeat, noticeWords, testKindWords } from "#lib/resilience-tests/resilience-test.ts";
import { isOfItsServices, openSaid } from "#lib/resilience-tests/retest.ts";
import { reportBlock } from "#lib/resilience-tests/scoring.ts";
import { listed } from "#lib/words.ts";
import { RecordParts, readParts } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";
import { approveTestAction, cancelTestAction, reportTestAction } from "../actions.ts";

export const generateMetadata = titled("Test");

export default async function TestPage({ params, searchParams }: PageProps<"/resilience-tests/[id]">) {
  const actor = await enter("resilience-tests");
  const id = foundId((await params).id);
  const { attached } = await searchParams;
  const page = await read(actor, async (tx) => {
    const test = await findTest(tx, actor, id);
    if (!test) return undefined;
    const objectives = await listObjectives(tx, actor, id);
    const measures = objectives.flatMap((one) => (one.measure && one.actualMinutes !== null ? [one.measure] : []));
    return {
      test,
      objectives,
      groups: await listParticipants(tx, actor, id),
      events: await listEvents(tx, actor, id),
      findings: await listFindings(tx, actor, id),
      measured: await listMeasured(tx, actor, test, measures),
      raised: await listActionsOf(tx, actor, id),
      names: await serviceNames(tx, actor),
      people: await personNames(tx, actor),
      parts: await readParts(tx, actor, id),
      retests: await retestsFrom(tx, actor, id),
      approvers: test.state === "reported" ? othersWhoApprove(await listHolders(tx, actor), actor, test) : [],
      others:
        may(actor, "report", test) && !mayJudge(actor, "report", test)
          ? mayBeNamed(actor, await listAbleChoices(tx, actor, test.serviceIds, evaluating), test, objectives)
          : [],
      now: tx.now,
    };
  });
  const { test, findings, raised, names, parts, retests, others, approvers, ...rest } = found(page);
  const version = { id, version: test.version };
  const today = londonDay(rest.now);
  const ofIt = (one: string) => retests.get(one) ?? [];
  const again = ofIt(id).findLast(
    (one) => one.state !== "cancelled" && isOfItsServices(one.serviceIds, test.serviceIds),
  );
  const open = openSaid(test, ofIt, again?.reference);
  const actions = new Map(
    raised.map((action) => {
      const { shape, word } = standingOf(action, today);
      const owner = rest.people.get(action.ownerId);
      const due = isUndone(action.state) ? { due: `Due ${formatDate(action.dueOn)}` } : {};
      const { reference, title } = action;
      const href = `/action-items/${action.id}`;
      return [
        action.id,
        { id: action.id, reference, title, href, state: shape, word, ...(owner ? { owner } : {}), ...due },
      ];
    }),
  );
  return (
    <Page
      title={test.title}
      crumbs={[{ label: "Tests", href: "/resilience-tests" }]}
      marks={
        <>
          <TestChips test={test} now={rest.now} />
          <Tag>{test.reference}</Tag>
          <Tag>{`${noticeWords[test.notice]}, ${testKindWords[test.kind].label.toLowerCase()}`}</Tag>
        </>
      }
      says={whereAndWhen(test, names, rest.people)}
      actions={
        <>
          <ThreadLink recordId={id} />
          {may(actor, "change", test) ? (
            <LinkButton href={`/resilience-tests/${id}/edit`}>Change the plan</LinkButton>
          ) : null}
          {may(actor, "link", test) && test.state !== "approved" ? (
            <LinkButton href={`/resilience-tests/${id}/record`}>Record this test</LinkButton>
          ) : null}
          {again ? <LinkButton href={`/resilience-tests/${again.id}`}>Its retest, {again.reference}</LinkButton> : null}
          {may(actor, "retest", test) && !again && leavesToRepeat(test) ? (
            <LinkButton variant="primary" href={`/resilience-tests/new?retest=${id}`}>
              Plan the retest
            </LinkButton>
          ) : null}
        </>
      }
    >
      <TestRecord
        test={test}
        {...rest}
        materials={new Map(materialKinds.map((kind) => [kind, materialKindWords[kind].label]))}
        mayScore={mayJudge(actor, "score", test)}
        findings={
          <FindingsCard
            testId={id}
            findings={findings}
            actions={actions}
            mayFind={may(actor, "find", test)}
            mayRaise={may(actor, "raise", test) && can(actor, "action-items", "raise")}
            {...(open ? { open } : {})}
          />
        }
      />
      {may(actor, "report", test) ? (
        <ReportAct
          action={reportTestAction}
          {...version}
          lock={
            mayJudge(actor, "report", test)
              ? lockOf(reportBlock(rest.objectives, test.evaluatorId), {
                  href: "#objectives",
                  label: "Score the objectives",
                })
              : lockOf(
                  othersJudge(rest.people.get(test.evaluatorId)),
                  others.length > 0
                    ? { href: `/resilience-tests/${id}/record#evaluator`, label: "Name another evaluator" }
                    : undefined,
                )
          }
        />
      ) : null}
      {may(actor, "approve", test) ? (
        <ApproveAct
          action={approveTestAction}
          {...version}
          role={actor.title ?? roleLabels[actor.role]}
          others={test.reportedBy === actor.personId ? listed(approvers, "or") : ""}
        />
      ) : null}
      {may(actor, "cancel", test) ? <CancelAct action={cancelTestAction} {...version} /> : null}
      <RecordParts parts={parts} attached={attached} />
    </Page>
  );
}

function lockOf(reason: string | undefined, fix: { href: string; label: string } | undefined) {
  return reason ? { reason, ...(fix ? { fix } : {}) } : undefined;
}

function whereAndWhen(test: FoundTest, names: Map<string, string>, people: Map<string, string>): string {
  const where = test.serviceIds.map((id) => names.get(id)).join(", ") || "Whole organisation";
  if (!isHeld(test.state) || !test.heldFrom || !test.heldTo)
    return `${where}. Planned for ${formatDateTime(test.plannedFor)}.`;
  const watched = people.get(test.evaluatorId);
  return `${where}. ${formatDateTime(test.heldFrom)} to ${formatTime(test.heldTo)}. ${watched ? `Observed by: ${watched}.` : ""}`.trim();
}
