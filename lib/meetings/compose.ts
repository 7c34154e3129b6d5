import { inRole, roleLabels } from "#lib/access/roles.ts";
import { formatDate, formatDateTime, formatTime, londonDay, minutesBetween } from "#lib/dates.ts";
import { limitWords } from "#lib/records/risk-limits.ts";
import { canonical } from "./canonical.ts";
import { postWords } from "./committee.ts";
import { decisionNumber, sentTo } from "./deciding.ts";
import type { DocumentBlock, DocumentFigures, DocumentItem, MinutesDocument } from "./document.ts";
import { assuranceWords, plannedOn, presenceSaid, recordedLate, takingPartWords } from "./meeting.ts";
import { notDecided, noteNumbers, outcomeWords } from "./minute.ts";
import { paragraphsOf } from "./minute-text.ts";
import type { Decision } from "./queries/decisions.ts";
import type { AgendaItem } from "./queries/meeting.ts";
import type { Snapshot } from "./queries/snapshots.ts";
import type { Written } from "./queries/written.ts";
import { quorumOf, quorumSentence } from "./quorum.ts";
import { tallyOf, tallyWords } from "./voting.ts";

/** The snapshot that an item quotes: frozen as it was opened, otherwise that of the papers. */
export function quotedSnapshot(snapshots: readonly Snapshot[], itemId: string): Snapshot | undefined {
  const mine = snapshots.filter((one) => one.itemId === itemId);
  return (
    mine.findLast(({ occasion }) => occasion === "opened") ?? mine.findLast(({ occasion }) => occasion === "papers")
  );
}

type Given = { organisation: string; sample: boolean; snapshots: readonly Snapshot[] };

/** The minutes as they are read, printed and signed, made of what was written down. */
export function composeMinutes(written: Written, { organisation, sample, snapshots }: Given): MinutesDocument {
  const { meeting, signature } = written;
  const itemTitle = (id: string | null) => written.items.find((item) => item.id === id)?.title ?? "";
  return {
    organisation,
    sample,
    reference: meeting.reference,
    committee: meeting.committee,
    title: meeting.title,
    marking: meeting.marking,
    place: meeting.place,
    held: heldWords(written),
    papers:
      meeting.cutOff && meeting.papersSha256
        ? `Papers as at ${formatDateTime(meeting.cutOff)}, fingerprint ${meeting.papersSha256.slice(0, 16)}`
        : "",
    quorum: quorumSentence(quorumOf(written.attended, { ...meeting, seats: written.seats }, written.now)),
    attendance: written.attended.map((one) => ({
      who: one.name,
      post: postWords[one.post],
      presence: presenceSaid(one),
    })),
    interests: interestsOf(written),
    items: written.items.map((item) => itemOf(written, item, quotedSnapshot(snapshots, item.id))),
    assurance:
      meeting.assurance && meeting.assuranceReason
        ? { level: assuranceWords[meeting.assurance], reason: meeting.assuranceReason }
        : null,
    signature: signature ? signatureOf(signature) : null,
    addenda: written.addenda.map((one) => ({
      says: `${addedBy(written, one)}, ${formatDateTime(one.writtenAt)}`,
      item: itemTitle(one.itemId),
      paragraphs: paragraphsOf(one.words),
    })),
    asAt: (signature?.signedAt ?? written.now).toISOString(),
  };
}

export function interestsOf({ declared, items }: Pick<Written, "declared" | "items">): MinutesDocument["interests"] {
  return declared.map((one) => ({
    who: one.name,
    words: one.words,
    takingPart: takingPartWords[one.takingPart],
    item: items.find(({ id }) => id === one.itemId)?.title ?? "The whole meeting",
  }));
}

/** Who added to the minutes, by their post in the committee; by their role where they hold none. */
export function addedBy({ seats }: Pick<Written, "seats">, one: Written["addenda"][number]): string {
  const post = seats.find(({ personId }) => personId === one.writtenBy)?.post;
  return inRole(one.by, (post ? postWords[post] : roleLabels[one.writtenRole]).toLowerCase());
}

function signatureOf(signature: NonNullable<Written["signature"]>): NonNullable<MinutesDocument["signature"]> {
  return {
    says: `Signed by ${signature.by}, ${postWords[signature.post].toLowerCase()}, ${formatDateTime(signature.signedAt)}.`,
    marks: [
      ...(signature.quorate && signature.reason
        ? [`The signer was not there as chair or deputy chair. ${signature.reason}`]
        : []),
      ...(signature.quorate
        ? []
        : [`Signed although the meeting was not quorate throughout. ${signature.reason ?? ""}`]),
      ...(signature.alone ? ["No second person available."] : []),
    ],
    sha256: signature.sha256,
  };
}

/** "26 November 2026, 10:00 to 12:05", and where it was written down later, when. */
export function heldWords({ meeting }: Pick<Written, "meeting">): string {
  const { beganAt, endedAt, beginRecordedAt, endRecordedAt } = meeting;
  if (!beganAt) return `Planned for ${formatDateTime(meeting.startsAt)}`;
  const end = endedAt ? ` to ${formatTime(endedAt)}` : "";
  const late = [
    beginRecordedAt && minutesBetween(beganAt, beginRecordedAt) >= recordedLate
      ? `its beginning recorded ${formatDateTime(beginRecordedAt)}`
      : "",
    endedAt && endRecordedAt && minutesBetween(endedAt, endRecordedAt) >= recordedLate
      ? `its end recorded ${formatDateTime(endRecordedAt)}`
      : "",
  ].filter(Boolean);
  const planned = plannedOn(meeting);
  if (planned) late.unshift(`planned for ${formatDate(planned)}`);
  const words = late.length > 0 ? ` (${late.join(", ")})` : "";
  return `${formatDate(londonDay(beganAt))}, ${formatTime(beganAt)}${end}${words}`;
}

function itemOf(written: Written, item: AgendaItem, snapshot: Snapshot | undefined): DocumentItem {
  const blocks = written.blocks.filter(({ itemId }) => itemId === item.id);
  const numbers = noteNumbers(item.position, blocks);
  return {
    position: item.position,
    title: item.title,
    says: `${item.presenter ? `Presented by ${item.presenter}. ` : ""}${item.minutes} minutes.`,
    figures: snapshot ? figuresOf(snapshot) : null,
    blocks: blocks.flatMap((block): DocumentBlock[] => {
      if (block.kind === "decision") {
        const decision = written.decisions.find(({ id }) => id === block.decisionId);
        return decision ? [decisionOf(written, decision)] : [];
      }
      if (block.kind === "action") {
        const action = written.actions.find(({ blockId }) => blockId === block.id);
        if (!action) return [];
        const owner = (action.ownerId && written.people.get(action.ownerId)) || "Nobody yet";
        return [
          { kind: "action", reference: action.reference, title: block.words, owner, due: formatDate(action.dueOn) },
        ];
      }
      return [
        {
          kind: block.kind,
          number: numbers.get(block.id) ?? "",
          paragraphs: paragraphsOf(block.words),
          ...(block.ownWords ? { says: `In the words of ${block.by}` } : {}),
        },
      ];
    }),
  };
}

function figuresOf({ occasion, asAt, paper, sha256 }: Snapshot): DocumentFigures {
  return {
    says: `${occasion === "opened" ? "Frozen" : "From the papers, as at"} ${formatDateTime(asAt)}.`,
    sentence: paper.sentence,
    figures: paper.figures.map(({ href: _, ...figure }) => figure),
    sha256,
  };
}

function decisionOf(written: Written, decision: Decision): DocumentBlock {
  const { outcome } = decision;
  const cast = written.votes.filter(({ decisionId }) => decisionId === decision.id);
  const sent = written.escalations.find(({ decisionId }) => decisionId === decision.id);
  const about = written.about.find(({ id }) => id === decision.aboutId);
  return {
    kind: "decision",
    number: decisionNumber(decision.itemPosition, decision.position),
    question: decision.question,
    shape: outcome ? outcomeWords[outcome].shape : "none",
    outcome: outcome ? outcomeWords[outcome].word : notDecided,
    facts: [
      about ? `About ${about.reference}` : "",
      decision.limit ? limitWords(decision.limit) : "",
      cast.length > 0 ? tallyWords(tallyOf(cast)) : "",
      decision.deferUntil ? `Until ${formatDate(decision.deferUntil)}` : "",
      decision.expiresOn ? `Accepted until ${formatDate(decision.expiresOn)}` : "",
      sent ? `Sent to ${sentTo(sent.toName)}` : "",
    ].filter(Boolean),
    because: decision.because,
  };
}

/** The text that is signed: the minutes without their signature and addenda, keys in order, so the same words are the same bytes. */
export function minutesText(document: MinutesDocument): string {
  const { signature: _signature, addenda: _addenda, asAt: _asAt, ...signed } = document;
  return canonical(signed);
}
