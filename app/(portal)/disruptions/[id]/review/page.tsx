import { DisruptionFrame } from "#components/disruptions/disruption-frame.tsx";
import { Learning } from "#components/disruptions/learning.tsx";
import {
  AnswerForm,
  ConfirmSeverityForm,
  FactorForm,
  FindingForm,
  WriteReviewForm,
} from "#components/disruptions/review-forms.tsx";
import { Factors, ReviewText } from "#components/disruptions/review-text.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { formatDateTime } from "#lib/dates.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { titled } from "../../../records/titled.ts";
import {
  addFactorAction,
  addFindingAction,
  answerReviewAction,
  confirmSeverityAction,
  withdrawFactorAction,
  writeReviewAction,
} from "../../actions.ts";
import { readLearned } from "../learned.ts";

export const generateMetadata = titled("Review and learning", "review");

export default async function ReviewPage({ params }: PageProps<"/disruptions/[id]/review">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const whole = await findWhole(tx, actor, id);
    return whole?.reads.review ? { whole, learned: await readLearned(tx, actor, id) } : undefined;
  });
  const { whole, learned } = found(page);
  const { disruption, review, factors } = whole;
  const mayWrite = may(actor, "review", disruption);
  return (
    <DisruptionFrame whole={whole} part="review" title="Review and learning">
      {review?.returnedReason && review.returnedAt && review.returnedRole && mayWrite ? (
        <Notice tone="warn" title={`Returned by the ${roleLabels[review.returnedRole].toLowerCase()}.`}>
          {formatDateTime(review.returnedAt)}: {review.returnedReason}
        </Notice>
      ) : null}
      {disruption.state === "awaiting-approval" ? (
        <Notice title="Sent for sign-off.">It stays as it is until a signer returns it.</Notice>
      ) : null}
      {disruption.severity ? null : (
        <Card title="Triage comes first" flush>
          <Empty
            missing="No severity is given yet."
            means="Triage gives the severity, and the severity says which review follows."
            {...(may(actor, "triage", disruption)
              ? { link: { href: `/disruptions/${id}/triage`, label: "Triage" } }
              : {})}
          />
        </Card>
      )}
      <div className="grid-2">
        <ReviewText review={review} />
        <Factors
          factors={factors}
          {...(mayWrite
            ? {
                withdraw: (factor) => (
                  <Form
                    action={withdrawFactorAction}
                    submit="Withdraw"
                    variant="quiet"
                    hidden={{ id, factorId: factor.id }}
                  />
                ),
              }
            : {})}
        />
      </div>
      <Learning
        whole={whole}
        {...learned}
        {...(mayWrite
          ? {
              decide: (finding) => (
                <LinkButton small href={`/disruptions/${id}/review/${finding}`}>
                  Decide on an action
                </LinkButton>
              ),
            }
          : {})}
      />
      {mayWrite ? (
        <>
          <Card title={review ? "Change what is written" : "Write the review"}>
            <WriteReviewForm action={writeReviewAction} id={id} review={review} />
          </Card>
          <div className="grid-2">
            <Card title="Add a factor">
              <FactorForm action={addFactorAction} id={id} />
            </Card>
            <Card title="Add a finding">
              <FindingForm action={addFindingAction} id={id} />
            </Card>
          </div>
          <Card title="Severity">
            <ConfirmSeverityForm action={confirmSeverityAction} disruption={disruption} />
          </Card>
        </>
      ) : null}
      {review && may(actor, "answer", disruption) ? (
        <Card title="The signers' answer" footer="It is shown once somebody has signed.">
          <AnswerForm action={answerReviewAction} id={id} review={review} />
        </Card>
      ) : null}
    </DisruptionFrame>
  );
}
