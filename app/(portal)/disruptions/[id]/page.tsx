import { CareAnswer } from "#components/disruptions/care-answer.tsx";
import { Closures } from "#components/disruptions/closures.tsx";
import { DisruptionFrame } from "#components/disruptions/disruption-frame.tsx";
import { DutyTable } from "#components/disruptions/duty-table.tsx";
import { FallbackList, ImpactList } from "#components/disruptions/impact-list.tsx";
import { Learning } from "#components/disruptions/learning.tsx";
import { OpenPoints } from "#components/disruptions/open-points.tsx";
import { PaperCard } from "#components/disruptions/paper-card.tsx";
import { RecordFacts } from "#components/disruptions/record-facts.tsx";
import { SignOffStrip } from "#components/disruptions/sign-off-strip.tsx";
import { WhatHappened } from "#components/disruptions/what-happened.tsx";
import { ThreadLink } from "#components/thread/thread-link.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { can, roleLabels } from "#lib/access/roles.ts";
import { formatDateTime } from "#lib/dates.ts";
import { isLive } from "#lib/disruptions/disruption.ts";
import { dutiesFollow, noDuty } from "#lib/disruptions/duty.ts";
import { may, pointHref, standsApart } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { RecordParts, readParts } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";
import { readLearned } from "./learned.ts";
import { nextStep } from "./next-step.ts";

export const generateMetadata = titled("Disruption");

export default async function DisruptionPage({ params, searchParams }: PageProps<"/disruptions/[id]">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const { attached, sent } = await searchParams;
  const page = await read(actor, async (tx) => {
    const whole = await findWhole(tx, actor, id);
    return (
      whole && {
        whole,
        learned: whole.reads.review ? await readLearned(tx, actor, id) : undefined,
        parts: await readParts(tx, actor, id),
      }
    );
  });
  const { whole, learned, parts } = found(page);
  const { disruption, duties, papers } = whole;
  const roles = roleLabels;
  const live = isLive(disruption);
  const points =
    whole.open.length > 0 ? (
      <OpenPoints
        points={whole.open}
        roles={roles}
        hrefOf={pointHref(actor, disruption)}
        apart={standsApart(actor, disruption, whole.names)}
      />
    ) : null;
  const next = nextStep(actor, whole);
  const steps = [
    [
      "triage",
      "Triage",
      next?.part !== "triage" && may(actor, "triage", disruption) && disruption.severityConfirmed === null,
    ],
    ["times", "Times", may(actor, "time", disruption)],
    ["timeline", "Add to the timeline", may(actor, "add", disruption)],
  ] as const;
  return (
    <DisruptionFrame
      whole={whole}
      part="whole"
      answer={whole.reads.review ? <CareAnswer whole={whole} roles={roles} /> : null}
      actions={
        <>
          <ThreadLink recordId={id} />
          {steps.map(([part, label, offered]) =>
            offered ? (
              <LinkButton key={part} href={`/disruptions/${id}/${part}`}>
                {label}
              </LinkButton>
            ) : null,
          )}
          {next ? (
            <LinkButton variant="primary" href={`/disruptions/${id}/${next.part}`}>
              {next.label}
            </LinkButton>
          ) : null}
        </>
      }
    >
      {sent === "before" ? (
        <Notice title={`This report was sent before: it is ${disruption.reference}.`} live>
          Nothing was added by sending it again. What has changed since belongs in the timeline.
        </Notice>
      ) : null}
      {live ? null : points}
      <WhatHappened whole={whole} />
      {whole.reads.paper ? (
        <div className="grid-2">
          <PaperCard disruption={disruption} papers={papers} roles={roles} />
          {learned ? (
            <Learning
              whole={whole}
              {...learned}
              aside={<Go href={`/disruptions/${id}/review`}>Review and learning</Go>}
            />
          ) : null}
        </div>
      ) : null}
      {whole.reads.review ? (
        <Card
          title="Who we had to tell"
          flush
          aside={
            disruption.noticedAt
              ? `Each duty is decided by a named role. We became aware ${formatDateTime(disruption.noticedAt)}.`
              : "When we became aware is not known yet."
          }
          footer={<Go href={`/disruptions/${id}/duties`}>Decisions and agreement</Go>}
        >
          {duties.length === 0 ? (
            <Empty missing="No duty is on the list." means={disruption.severity ? noDuty : dutiesFollow} />
          ) : (
            <DutyTable rows={duties} aware={disruption.noticedAt} roles={roles} />
          )}
        </Card>
      ) : null}
      <div className="grid-2">
        <ImpactList impacts={whole.impacts} names={whole.names} />
        <FallbackList fallbacks={whole.fallbacks} />
      </div>
      {live ? points : null}
      {whole.reads.review ? <SignOffStrip whole={whole} roles={roles} /> : null}
      {whole.closures.length > 0 ? <Closures closures={whole.closures} roles={roles} /> : null}
      <RecordFacts whole={whole} roles={roles} opens={can(actor, "systems", "read")} />
      <RecordParts parts={parts} attached={attached} />
    </DisruptionFrame>
  );
}
