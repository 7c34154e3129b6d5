import { dayOf, onTheDay } from "#db/seed/meeting-teller.ts";
import type { CastKey, Story } from "#db/seed/story.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { recordNothingIn, writeBlockIn } from "#lib/meetings/commands/blocks.ts";
import type { Effects } from "#lib/meetings/commands/carry.ts";
import { decideIn, putDecisionIn } from "#lib/meetings/commands/decide.ts";
import { raiseFromItemIn } from "#lib/meetings/commands/raise.ts";
import { recordVotesIn } from "#lib/meetings/commands/vote.ts";
import type { Asks, Outcome } from "#lib/meetings/minute.ts";
import { findDecision } from "#lib/meetings/queries/decisions.ts";
import { findMeeting, listAgenda } from "#lib/meetings/queries/meeting.ts";
import { listRecordsToLink } from "#lib/records/queries.ts";

type Question = { question: string; recommendation?: string; asks: Asks; about?: string; answersId?: string };
type Answer = { outcome: Outcome; because: string; deferUntil?: string; expiresOn?: string };
type Asked = { title: string; who: CastKey; dueOn: string; measure: string };

export type MinutesTeller = Awaited<ReturnType<typeof tellerOf>>;

/** No sample decision does anything in another room: those stories are told there. */
const never = async () => {
  throw new Error("A sample decision does nothing in another room.");
};
const effects: Effects = {
  mayNow: async () => false,
  "risk.accept": never,
  "test.plan": never,
  "disruption.sign": never,
  "action.raise": never,
  "appetite.set": never,
};

/** Tells what is minuted in one meeting, item by item at its time of the day, by whoever keeps the minutes. */
export async function tellerOf(story: Story, id: string, who: CastKey, day: string) {
  const { items, reportsToId } = await story.as(
    who,
    "block.write",
    onTheDay(story, `${day} 09:00`),
    async (tx, actor) => ({
      items: await listAgenda(tx, actor, id),
      reportsToId: (await findMeeting(tx, actor, id))?.reportsToId ?? undefined,
    }),
  );
  const itemId = (position: number): string => {
    const item = items.find((one) => one.position === position);
    if (!item) throw new Error(`The agenda has no item ${position}.`);
    return item.id;
  };
  const at = (time: string) => onTheDay(story, `${day} ${time}`);
  const write = (position: number, time: string, kind: "note" | "challenge", words: string) =>
    story.as(who, "block.write", at(time), (tx, actor) =>
      writeBlockIn(tx, actor, { id, itemId: itemId(position), kind, words }),
    );
  const putAt = (position: number, when: Date, { about, ...asked }: Question) =>
    story.as(who, "decision.put", when, async (tx, actor) => {
      const [record] = about ? await listRecordsToLink(tx, actor, ["risk", "resilience-test"], about) : [];
      const put = await putDecisionIn(tx, actor, {
        ...asked,
        id,
        itemId: itemId(position),
        recommendation: asked.recommendation,
        aboutId: record?.id,
        answersId: asked.answersId,
      });
      return put.decisionId;
    });
  return {
    note: (position: number, time: string, words: string) => write(position, time, "note", words),
    challenge: (position: number, time: string, words: string) => write(position, time, "challenge", words),
    nothing: (position: number, time: string) =>
      story.as(who, "block.write", at(time), (tx, actor) =>
        recordNothingIn(tx, actor, { id, itemId: itemId(position) }),
      ),
    put: (position: number, time: string, asked: Question) => putAt(position, at(time), asked),
    putAt,
    decide: (decisionId: string, time: string, answer: Answer) =>
      story.as(who, "decision.make", at(time), async (tx, actor) => {
        const version = (await findDecision(tx, actor, decisionId))?.version ?? 1;
        const deferUntil = answer.deferUntil && dayOf(story, answer.deferUntil);
        const expiresOn = answer.expiresOn && dayOf(story, answer.expiresOn);
        const escalatedToId = answer.outcome === "escalate" ? reportsToId : undefined;
        await decideIn(tx, actor, { ...answer, decisionId, version, deferUntil, expiresOn, escalatedToId }, effects);
      }),
    votes: (decisionId: string, time: string, people: readonly CastKey[]) =>
      story.as(who, "decision.vote", at(time), (tx, actor) =>
        recordVotesIn(tx, actor, {
          decisionId,
          for: people.map((one) => story.people[one].personId),
          against: [],
          abstained: [],
        }),
      ),
    raise: (position: number, time: string, { who: owner, dueOn, ...asked }: Asked) =>
      story.as(who, "action.raise", at(time), (tx, actor) =>
        raiseFromItemIn(
          tx,
          actor,
          {
            ...asked,
            id,
            itemId: itemId(position),
            ownerId: story.people[owner].personId,
            dueOn: dayOf(story, dueOn),
            priority: "high",
            level: "double-check",
          },
          (_tx, _actor, { id: sourceRecordId, itemId: _itemId, ...input }) =>
            raiseActionIn(tx, actor, {
              ...input,
              priority: "high",
              level: "double-check",
              sourceKind: "meeting",
              sourceRecordId,
              detail: undefined,
              finding: undefined,
            }),
        ),
      ),
  };
}
