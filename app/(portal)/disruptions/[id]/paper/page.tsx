import { DisruptionFrame } from "#components/disruptions/disruption-frame.tsx";
import { PaperCard } from "#components/disruptions/paper-card.tsx";
import { CheckForm, CountForm, NoPaperForm } from "#components/disruptions/paper-forms.tsx";
import { LockedButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { whoReturns } from "#lib/disruptions/open-points.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { paperWords } from "#lib/disruptions/words.ts";
import { titled } from "../../../records/titled.ts";
import { checkPaperAction, countPaperAction, stateNoPaperAction } from "../../actions.ts";

export const generateMetadata = titled("Paper records", "paper records");

export default async function PaperPage({ params }: PageProps<"/disruptions/[id]/paper">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const whole = found(await read(actor, (tx) => findWhole(tx, actor, id)));
  found(whole.reads.paper || undefined);
  const { disruption, papers, facts, open } = whole;
  const signed = disruption.state === "awaiting-approval" && !open.some((point) => point.kind === "paper");
  const mayCount = may(actor, "paper", disruption) && !signed;
  const signers = whoReturns(facts)
    .map((role) => roleLabels[role].toLowerCase())
    .join(" or the ");
  const unchecked = papers.filter((paper) => paper.checked < paper.written);
  return (
    <DisruptionFrame whole={whole} part="paper" title="Paper records">
      <PaperCard disruption={disruption} papers={papers} roles={roleLabels} here />
      {signed ? (
        <Notice title="The review is being signed">
          {`These counts stay as its signers have read them. To change them, the review is returned first, by the ${signers}. `}
          {may(actor, "return", disruption) ? <Go href={`/disruptions/${id}/sign-off`}>Return it</Go> : null}
        </Notice>
      ) : null}
      {mayCount && unchecked.length > 0 ? (
        <Card title="Second check">
          <div className="stack loose">
            {unchecked.map((paper) => {
              const mine = paper.enteredBy === actor.personId || paper.enteredRole === actor.role;
              return mine && !facts.signers.alone ? (
                <LockedButton
                  key={paper.id}
                  label={`Check ${paperWords[paper.kind].toLowerCase()}`}
                  reason={`Entered by your role, the ${roleLabels[paper.enteredRole].toLowerCase()}. Another role checks it.`}
                />
              ) : (
                <CheckForm key={paper.id} action={checkPaperAction} id={id} paper={paper} />
              );
            })}
          </div>
        </Card>
      ) : null}
      {mayCount ? (
        <Card
          title="Count a kind of paper record"
          footer="Names, rooms and what is written on the sheets stay out of here."
        >
          <CountForm action={countPaperAction} id={id} />
        </Card>
      ) : null}
      {mayCount && papers.length === 0 && disruption.paper !== "not-used" && !disruption.onPaperAt ? (
        <NoPaperForm action={stateNoPaperAction} id={id} version={disruption.version} />
      ) : null}
    </DisruptionFrame>
  );
}
