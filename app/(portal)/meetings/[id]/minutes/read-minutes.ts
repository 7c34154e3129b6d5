import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { actionStates, proofs, standingOf } from "#lib/action-items/action-item.ts";
import { listOwners } from "#lib/action-items/queries/owners.ts";
import { readAccepted, readLimits, readWaiting } from "#lib/carrying/queries/waiting.ts";
import { formatDateTime, londonDay } from "#lib/dates.ts";
import { listCarrying } from "#lib/evidence/queries/extracts.ts";
import { findEvidenceFor } from "#lib/frameworks/queries.ts";
import { actionsAsSigned, attendedAsSigned, blocksAsSigned, decisionsAsSigned } from "#lib/meetings/as-signed.ts";
import { askableKinds } from "#lib/meetings/askable.ts";
import { leftOverDay } from "#lib/meetings/deciding.ts";
import type { MinutesQuery } from "#lib/meetings/inputs/minutes.ts";
import { heldAt } from "#lib/meetings/meeting.ts";
import { may } from "#lib/meetings/policy.ts";
import { listMattersArising } from "#lib/meetings/queries/actions.ts";
import { listSigningPosts } from "#lib/meetings/queries/attendance.ts";
import { listCommitteesToSendTo, listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { findSigned } from "#lib/meetings/queries/document.ts";
import { listSentHere } from "#lib/meetings/queries/escalations.ts";
import { listExtracts } from "#lib/meetings/queries/extracts.ts";
import { findMeeting, findPrevious } from "#lib/meetings/queries/meeting.ts";
import { listDrafts } from "#lib/meetings/queries/minutes.ts";
import { listSnapshots } from "#lib/meetings/queries/snapshots.ts";
import { readWritten, type Written } from "#lib/meetings/queries/written.ts";
import { hasOtherSigner, signerFor } from "#lib/meetings/signer.ts";
import { maySee } from "#lib/records/policy.ts";
import { findRecord, listRecordsToLink, serviceNames } from "#lib/records/queries.ts";
import { wordOf } from "#lib/words.ts";

export type MinutesRead = NonNullable<Awaited<ReturnType<typeof readMinutes>>>;

/** Everything that the page of the minutes shows to this reader. */
export async function readMinutes(tx: Tx, actor: Actor, id: string, query: MinutesQuery) {
  const meeting = await findMeeting(tx, actor, id);
  if (!meeting) return undefined;
  const told = await readWritten(tx, actor, meeting);
  const signed = told.signature ? await findSigned(tx, actor, id) : undefined;
  const written = signed
    ? {
        ...told,
        blocks: decisionsAsSigned(blocksAsSigned(told.blocks, told.items, signed), told.decisions, signed),
        attended: attendedAsSigned(told.attended, signed),
      }
    : told;
  const item =
    written.items.find((one) => one.id === query.item) ??
    written.items.find((one) => one.id === meeting.currentItemId) ??
    written.items[0];
  const today = londonDay(tx.now);
  const previous = await findPrevious(tx, actor, meeting);
  const mayMinute = may(actor, "minute", meeting);
  const mayDecide = may(actor, "decide", meeting);
  const leftOver = await listLeftOver(tx, actor, meeting, leftOverDay(meeting.startsAt, tx.now));
  const sentHere = await listSentHere(tx, actor, meeting.committeeId);
  const again =
    leftOver.find(({ id }) => id === query.answers) ?? sentHere.find(({ decisionId }) => decisionId === query.answers);
  const matters = await listMattersArising(tx, actor, meeting, previous && heldAt(previous));
  const standing = (action: { state: string; proof: string | null; dueOn: string; effectDueOn: string | null }) =>
    standingOf({ ...action, state: wordOf(actionStates, action.state), proof: wordOf(proofs, action.proof) }, today);
  const actions = written.actions.map((action) => {
    const { shape, word } = standing(action);
    const owner = (action.ownerId && written.people.get(action.ownerId)) || "Nobody yet";
    return { ...action, owner, state: shape, word };
  });
  return {
    written,
    item,
    mayMinute,
    mayDecide,
    mayContribute: may(actor, "contribute", meeting),
    mayCorrect: may(actor, "correct", meeting),
    mayExtract: may(actor, "extract", meeting),
    evidence: await readEvidence(tx, actor, meeting),
    signing: may(actor, "sign", meeting) ? await readSigning(tx, actor, written) : undefined,
    signed,
    named: written.named.filter((record) => maySee(actor, record)),
    about: written.about.filter((record) => maySee(actor, record)),
    actions: signed ? actionsAsSigned(actions, written.items, signed) : actions,
    matters: matters.map((action) => {
      const { shape, word } = standing(action);
      return { ...action, from: londonDay(action.from), state: shape, word };
    }),
    snapshots: await listSnapshots(tx, actor, id),
    waiting: await readWaiting(tx, actor, written),
    accepted: await readAccepted(tx, actor, written),
    limits: mayDecide ? await readLimits(tx, actor, written) : new Map<string, string>(),
    drafts: item
      ? (await listDrafts(tx, actor, item.id)).map((one) => ({ ...one, says: `Saved ${formatDateTime(one.savedAt)}` }))
      : [],
    leftOver,
    sentHere,
    committees: mayDecide && meeting.kind !== "board" ? await listCommitteesToSendTo(tx, actor, meeting) : [],
    owners: mayMinute ? await listOwners(tx, actor, meeting.serviceIds) : [],
    records:
      mayMinute && query.write === "decision" && item
        ? again
          ? await readAbout(tx, actor, again)
          : await readAskable(tx, actor, item, query.words)
        : [],
  };
}

/** What a question under an item can be about: what the item speaks of first, and no more than a list can hold. */
async function readAskable(tx: Tx, actor: Actor, { section }: Written["items"][number], words: string) {
  const found = [];
  for (const kind of askableKinds(section)) found.push(...(await listRecordsToLink(tx, actor, [kind], words)));
  return found.filter((record) => maySee(actor, record));
}

/** What is taken up again asks the same, so it is about the record that it was about, and about none where it was not. */
async function readAbout(tx: Tx, actor: Actor, { aboutId }: { aboutId: string | null }) {
  const record = aboutId ? await findRecord(tx, actor, aboutId) : undefined;
  return record && maySee(actor, record) ? [record] : [];
}

/** Whether this reader is the one who signs, and whether somebody else could. */
async function readSigning(tx: Tx, actor: Actor, { meeting, attended }: Written) {
  const posts = await listSigningPosts(tx, actor, meeting.committeeId);
  const day = londonDay(meeting.beganAt ?? meeting.startsAt);
  return {
    signer: signerFor(posts, attended, day, actor.personId),
    other: hasOtherSigner(posts, attended, day, actor.personId),
  };
}

/** What of these minutes was chosen to leave, and in which bundles it left. */
async function readEvidence(tx: Tx, actor: Actor, { id, state }: Written["meeting"]) {
  const listed = state === "signed" ? await listExtracts(tx, actor, id) : [];
  const names = await serviceNames(tx, actor);
  const extracts = [];
  for (const one of listed) {
    const links = (await findEvidenceFor(tx, actor, one))?.evidence ?? [];
    const statements = links.filter(({ draft }) => !draft).map(({ name }) => name);
    const services = one.serviceIds.map((service) => names.get(service) ?? "").sort();
    extracts.push({ ...one, services, statements: [...new Set(statements)] });
  }
  const bundles = await listCarrying(
    tx,
    actor,
    listed.map((one) => one.id),
  );
  return { extracts, bundles };
}
