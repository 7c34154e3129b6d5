import { readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { recordAttendance } from "#lib/meetings/commands/attend.ts";
import { endMeeting } from "#lib/meetings/commands/begin.ts";
import { recordNothing, writeBlock } from "#lib/meetings/commands/blocks.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { sendMinutes, signMinutes } from "#lib/meetings/commands/sign.ts";
import { recordVotes } from "#lib/meetings/commands/vote.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { listBlocks } from "#lib/meetings/queries/minutes.ts";
import type { Cast } from "#tests/support/cast.ts";
import { answer, none, putQuestion } from "./minutes-ground.ts";
import { begun, local, meetingOf, plain, seated } from "./sitting.ts";

export const said = {
  note: "The board read the review of the outage.\n\nIt asked for no more.",
  challenge: "A trustee asked who checks the folder at night.",
  question: "Spend on a second line.",
  because: "It is worth its cost",
};

export type Held = { id: string; note: string; challenge: string; decision: string; other: string };

/** A meeting that ended: a note, a challenge and a decision under its first item, whose second note is under the next one. */
export async function heldMeeting(cast: Cast, serviceId?: string, minutesAgo = 90): Promise<Held> {
  const secretary = cast.actors["quality-compliance-lead"];
  const chair = cast.actors["board-member"];
  const deputy = cast.actors["nominated-individual"];
  const committee = await seated(secretary, serviceId ? local(serviceId) : plain(), [
    [secretary, "secretary"],
    [chair, "chair"],
    [deputy, "deputy-chair"],
  ]);
  const id = await begun(secretary, committee, minutesAgo);
  const { version } = await meetingOf(secretary, id);
  await recordAttendance(secretary, {
    id,
    version,
    day: londonDay(new Date()),
    people: [chair, deputy].map(({ personId }) => ({ personId, presence: "present", cameAt: null, leftAt: null })),
  });
  const [first, second, ...rest] = await readAs(secretary, (tx) => listAgenda(tx, secretary, id));
  if (!first || !second) throw new Error("The agenda is too short.");
  await writeBlock(secretary, { id, itemId: first.id, kind: "note", words: said.note });
  await writeBlock(secretary, { id, itemId: first.id, kind: "challenge", words: said.challenge });
  const decisionId = await putQuestion(
    secretary,
    { id, committeeId: committee, items: { risks: first.id } },
    { question: said.question },
  );
  await recordVotes(secretary, {
    decisionId,
    for: [chair.personId, deputy.personId],
    against: [],
    abstained: [],
  });
  await decide(secretary, answer(decisionId, { because: said.because }), none);
  await writeBlock(secretary, { id, itemId: second.id, kind: "note", words: "Another matter, that stays inside." });
  for (const item of rest) await recordNothing(secretary, { id, itemId: item.id });
  await endMeeting(secretary, { ...(await on(secretary, id)), at: new Date(Date.now() - 60_000) });
  const blocks = await readAs(secretary, (tx) => listBlocks(tx, secretary, id));
  const of = (kind: string, itemId = first.id) =>
    blocks.find((block) => block.kind === kind && block.itemId === itemId)?.id ?? "";
  return {
    id,
    note: of("note"),
    challenge: of("challenge"),
    decision: of("decision"),
    other: of("note", second.id),
  };
}

const on = async (actor: Actor, id: string) => ({ id, version: (await meetingOf(actor, id)).version });

export async function sendToChair(cast: Cast, { id }: Held): Promise<void> {
  const secretary = cast.actors["quality-compliance-lead"];
  await sendMinutes(secretary, await on(secretary, id));
}

export async function signByChair(cast: Cast, { id }: Held): Promise<void> {
  const chair = cast.actors["board-member"];
  await signMinutes(chair, { ...(await on(chair, id)), reason: undefined });
}

export async function signedMeeting(cast: Cast, serviceId?: string): Promise<Held> {
  const held = await heldMeeting(cast, serviceId);
  await sendToChair(cast, held);
  await signByChair(cast, held);
  return held;
}

/** A reader outside, as an inspector's grant or a bundle's recipient makes them. */
export const outsideOf = (cast: Cast, services: readonly string[], more: Partial<Context> = {}): Context => ({
  kind: "outside",
  organisationId: cast.organisation.id,
  personId: cast.organisation.id,
  role: "recipient",
  services,
  sections: ["minutes"],
  from: new Date(Date.now() - 7 * 86_400_000),
  to: new Date(Date.now() + 86_400_000),
  ...more,
});
