import { DisruptionFrame } from "#components/disruptions/disruption-frame.tsx";
import { AgreeForm, ConsiderForm, DecideForm } from "#components/disruptions/duty-forms.tsx";
import { DutyTable } from "#components/disruptions/duty-table.tsx";
import { LockedButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { formatDateTime } from "#lib/dates.ts";
import { decisionsOpen, duties, dutiesFollow, dutyStanding, noDuty } from "#lib/disruptions/duty.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { titled } from "../../../records/titled.ts";
import { agreeDutyAction, considerDutyAction, decideDutyAction } from "../../actions.ts";

export const generateMetadata = titled("Who we had to tell", "who we had to tell");

export default async function DutiesPage({ params }: PageProps<"/disruptions/[id]/duties">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const whole = found(await read(actor, (tx) => findWhole(tx, actor, id)));
  found(whole.reads.review || undefined);
  const { disruption, duties: rows, facts } = whole;
  const mayDecide = may(actor, "decide", disruption);
  const signing = disruption.state === "awaiting-approval";
  const toDecide = mayDecide ? rows.filter((row) => decisionsOpen(row, signing).length > 0) : [];
  const toAgree = may(actor, "agree", disruption) ? rows.filter((row) => dutyStanding(row) === "to-agree") : [];
  const role = roleLabels[actor.role].toLowerCase();
  return (
    <DisruptionFrame whole={whole} part="duties" title="Who we had to tell">
      <Card
        title="Who we had to tell"
        flush
        aside={
          disruption.noticedAt
            ? `We became aware ${formatDateTime(disruption.noticedAt)}.`
            : "When we became aware is not known yet."
        }
        footer="A named role decides each duty. Nothing here is sent for you, and nothing is decided for you."
      >
        {rows.length === 0 ? (
          <Empty missing="No duty is on the list." means={disruption.severity ? noDuty : dutiesFollow} />
        ) : (
          <DutyTable rows={rows} aware={disruption.noticedAt} roles={roleLabels} />
        )}
      </Card>
      {toAgree.length > 0 ? (
        <Card title="A second role agrees" flush>
          {toAgree.map((row) => {
            const mine = row.decidedBy === actor.personId || row.decidedRole === actor.role;
            return mine && !facts.signers.alone ? (
              <div className="pad" key={row.id}>
                <LockedButton
                  label={`Agree: ${duties[row.duty].name}`}
                  reason={`Decided by your role, the ${role}. Another role agrees.`}
                />
              </div>
            ) : (
              <AgreeForm key={row.id} action={agreeDutyAction} id={id} row={row} as={role} />
            );
          })}
        </Card>
      ) : null}
      {mayDecide && signing && toDecide.length < rows.length ? (
        <Notice title="The review is being signed">
          What is decided stays as its signers have read it. To decide otherwise, the review is returned first.
        </Notice>
      ) : null}
      {toDecide.length > 0 ? (
        <Card title="Decide">
          <div className="stack">
            {toDecide.map((row) => (
              <DecideForm
                key={row.id}
                action={decideDutyAction}
                id={id}
                row={row}
                decisions={decisionsOpen(row, signing)}
              />
            ))}
          </div>
        </Card>
      ) : null}
      {mayDecide ? (
        <Card title="Consider another duty">
          <ConsiderForm action={considerDutyAction} id={id} known={rows.map((row) => row.duty)} />
        </Card>
      ) : null}
    </DisruptionFrame>
  );
}
