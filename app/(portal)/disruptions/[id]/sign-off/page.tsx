import { Closures } from "#components/disruptions/closures.tsx";
import { DisruptionFrame } from "#components/disruptions/disruption-frame.tsx";
import { OpenPoints } from "#components/disruptions/open-points.tsx";
import { CloseForm, ReopenForm, ReturnForm, SignForm, SubmitForm } from "#components/disruptions/sign-forms.tsx";
import { SignOffStrip } from "#components/disruptions/sign-off-strip.tsx";
import { WhatIsSigned } from "#components/disruptions/what-is-signed.tsx";
import { LockedButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { placeWords } from "#lib/disruptions/disruption.ts";
import { lockOnSigning, reasonNotToSubmit } from "#lib/disruptions/open-points.ts";
import { may, placeFor, pointHref, servicesFor, standsApart } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { titled } from "../../../records/titled.ts";
import {
  closeDisruptionAction,
  reopenDisruptionAction,
  returnReviewAction,
  signReviewAction,
  submitReviewAction,
} from "../../actions.ts";

export const generateMetadata = titled("Sign-off", "sign-off");

export default async function SignOffPage({ params }: PageProps<"/disruptions/[id]/sign-off">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const whole = found(await read(actor, (tx) => findWhole(tx, actor, id)));
  found(whole.reads.review || undefined);
  const { disruption, review, facts, places, open } = whole;
  const slot = may(actor, "sign", disruption) ? placeFor(actor, places, facts) : undefined;
  const signsFor = slot === "registered-manager" ? servicesFor(actor, places) : [];
  const of = signsFor.length > 0 ? ` of ${placeWords(signsFor, whole.names)}` : "";
  const role = `${roleLabels[actor.role].toLowerCase()}${of}`;
  const lock = slot && lockOnSigning(facts, { ...actor, slot });
  const notYet = reasonNotToSubmit(disruption, review, facts.findings);
  const mayClose = may(actor, "close", disruption);
  const [first] = open;
  return (
    <DisruptionFrame whole={whole} part="sign-off" title="Sign-off">
      <SignOffStrip whole={whole} roles={roleLabels} />
      {open.length > 0 ? (
        <OpenPoints
          points={open}
          roles={roleLabels}
          hrefOf={pointHref(actor, disruption)}
          apart={standsApart(actor, disruption, whole.names)}
        />
      ) : null}
      {may(actor, "review", disruption) && disruption.severity !== 1 ? (
        review && !notYet ? (
          <SubmitForm action={submitReviewAction} id={id} version={review.version} />
        ) : (
          <Card title="Send for sign-off">
            <LockedButton
              label="Send for sign-off"
              reason={notYet ?? "Write the review first."}
              fix={{ href: `/disruptions/${id}/review`, label: "Review and learning" }}
            />
          </Card>
        )
      ) : null}
      {review && slot ? <WhatIsSigned whole={whole} /> : null}
      {slot && review && !lock ? (
        <SignForm action={signReviewAction} id={id} version={review.version} as={role} alone={facts.signers.alone} />
      ) : null}
      {slot && lock ? (
        <Card title="Sign off this review">
          <LockedButton
            label={`Sign off as ${role}`}
            reason={`The last signature waits. ${lock.says} ${lock.closes}`}
            fix={{ href: `/disruptions/${id}`, label: "See what is open" }}
          />
        </Card>
      ) : null}
      {review && may(actor, "return", disruption) ? (
        <ReturnForm action={returnReviewAction} id={id} version={review.version} />
      ) : null}
      {mayClose && !first ? <CloseForm action={closeDisruptionAction} id={id} version={disruption.version} /> : null}
      {mayClose && first ? (
        <Card title="Close this disruption">
          <LockedButton label="Close the disruption" reason={`${first.says} ${first.closes}`} />
        </Card>
      ) : null}
      {whole.closures.length > 0 ? <Closures closures={whole.closures} roles={roleLabels} /> : null}
      {may(actor, "reopen", disruption) ? (
        <ReopenForm action={reopenDisruptionAction} id={id} version={disruption.version} />
      ) : null}
    </DisruptionFrame>
  );
}
