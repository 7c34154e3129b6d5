import {
  AddendumForm,
  AssureForm,
  ReturnMinutesForm,
  SendForm,
  SignMinutesForm,
} from "#components/meetings/sign-minutes.tsx";
import { When } from "#components/ui/as-at.tsx";
import { LockedButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { Actor } from "#lib/access/actor.ts";
import { checksOf, notSignable, wroteAll } from "#lib/meetings/checks.ts";
import { postWords, signsAs } from "#lib/meetings/committee.ts";
import { addedBy } from "#lib/meetings/compose.ts";
import { assuranceWords } from "#lib/meetings/meeting.ts";
import { quorumOf, quorumSentence } from "#lib/meetings/quorum.ts";
import { byAnother } from "#lib/meetings/signer.ts";
import {
  addAddendumAction,
  assureMeetingAction,
  returnMinutesAction,
  sendMinutesAction,
  signMinutesAction,
} from "./actions.ts";
import type { MinutesRead } from "./read-minutes.ts";

/** What comes next for the minutes as a whole: assure, send, sign or return, and after the signature an addendum. */
export function SignParts({ actor, page }: { actor: Actor; page: MinutesRead }) {
  const { written } = page;
  const { meeting, signature } = written;
  const on = { id: meeting.id, version: meeting.version };
  if (signature) return <Signed page={page} />;
  if (page.signing) {
    const { signer, other } = page.signing;
    const quorum = quorumOf(written.attended, { ...meeting, seats: written.seats }, written.now);
    const alone = wroteAll(written, actor.personId);
    const post = signsAs(meeting.posts);
    const why = notSignable(written) ?? (signer.ok ? (alone && other ? byAnother : undefined) : signer.why);
    return (
      <>
        {why ? (
          <Card title="Sign these minutes">
            <LockedButton label={`Sign as ${postWords[post].toLowerCase()}`} reason={why} />
          </Card>
        ) : (
          <SignMinutesForm
            action={signMinutesAction}
            {...on}
            as={postWords[post].toLowerCase()}
            quorum={quorumSentence(quorum)}
            quorate={quorum.known && quorum.throughout}
            wasThere={signer.ok && signer.wasThere}
            alone={alone}
          />
        )}
        <Card title="Return them">
          <ReturnMinutesForm action={returnMinutesAction} {...on} />
        </Card>
      </>
    );
  }
  if (!page.mayMinute || !meeting.beganAt) return null;
  const missing = checksOf(written).find(({ ok }) => !ok);
  return (
    <>
      {meeting.state === "minutes" ? (
        <Card title="Send to the chair">
          {missing ? (
            <LockedButton
              label="Send to the chair"
              reason={missing.says}
              fix={{ href: "#before", label: "See what is missing" }}
            />
          ) : (
            <SendForm action={sendMinutesAction} {...on} />
          )}
        </Card>
      ) : null}
      <Card title="Assurance">
        {meeting.assurance ? (
          <p>
            <b>{assuranceWords[meeting.assurance]}.</b> {meeting.assuranceReason}
          </p>
        ) : null}
        <details>
          <summary>{meeting.assurance ? "Change the level" : "Record the level"}</summary>
          <AssureForm
            action={assureMeetingAction}
            {...on}
            level={meeting.assurance ?? undefined}
            reason={meeting.assuranceReason ?? undefined}
          />
        </details>
      </Card>
    </>
  );
}

function Signed({ page: { written, mayCorrect } }: { page: MinutesRead }) {
  const { meeting, signature, addenda, items } = written;
  if (!signature) return null;
  return (
    <>
      <Card title="Signature">
        <div className="stack tight">
          <StateMark state="ok">{`Signed by the ${postWords[signature.post].toLowerCase()}`}</StateMark>
          <p className="sm">
            {signature.by}, <When when={signature.signedAt} />
          </p>
          {signature.reason ? (
            <p className="sm">
              <StateMark state="warn">
                {signature.quorate ? "The signer was not there in that post" : "Signed without a quorum throughout"}
              </StateMark>{" "}
              {signature.reason}
            </p>
          ) : null}
          {signature.alone ? <StateMark state="warn">No second person available</StateMark> : null}
          {meeting.assurance ? (
            <p className="sm">
              Assurance: <b>{assuranceWords[meeting.assurance].toLowerCase()}</b>. {meeting.assuranceReason}
            </p>
          ) : null}
          <p className="sm muted">
            Fingerprint of the signed text: <span className="hash fingerprint">{signature.sha256}</span>
          </p>
        </div>
      </Card>
      <Card title="Addenda">
        <div className="stack tight">
          {addenda.length === 0 ? <p className="muted sm">Nothing was added after the signature.</p> : null}
          {addenda.map((one) => (
            <div key={one.id}>
              <p className="keep-lines">{one.words}</p>
              <p className="sm muted">
                {addedBy(written, one)}, <When when={one.writtenAt} />
                {one.itemId ? `, to item ${items.find(({ id }) => id === one.itemId)?.position}` : ""}
              </p>
            </div>
          ))}
          {mayCorrect ? <AddendumForm action={addAddendumAction} id={meeting.id} /> : null}
        </div>
      </Card>
    </>
  );
}
