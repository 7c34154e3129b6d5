import "server-only";
import { randomUUID } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { committeeItems, committees } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { anotherMay, listHolders } from "#lib/access/holders.ts";
import { formatDate } from "#lib/dates.ts";
import { mustBeServices } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { type CommitteeKind, minuteWords } from "../committee.ts";
import type { ChangeCommittee, CloseCommittee, MakeCommittee } from "../inputs/committees.ts";
import { mayKeep } from "../policy.ts";
import { type Committee, countComing, findCommittee, listCommitteeNames } from "../queries/committees.ts";
import { listUnanswered } from "../queries/decisions.ts";
import { listSentHere } from "../queries/escalations.ts";
import { templateOf } from "../templates.ts";
import { followCommittee } from "./follow.ts";

/** The committee, if the actor may change it. */
export async function committeeFor(tx: Tx, actor: Actor, id: string): Promise<Committee> {
  const committee = await findCommittee(tx, actor, id);
  if (!committee) throw new Refusal("not-found", "That committee does not exist.");
  if (!mayKeep(actor, committee.serviceIds)) throw new Refusal("forbidden", "You may not change this committee.");
  if (committee.state === "closed") throw new Refusal("conflict", "This committee is closed.");
  return committee;
}

/** Changes the committee's row if nobody did since it was seen. */
export async function changeCommitteeRow(
  tx: Tx,
  actor: Actor,
  id: string,
  seen: number,
  change: Partial<typeof committees.$inferInsert>,
) {
  const [row] = await tx
    .update(committees)
    .set({ ...change, changedAt: tx.now, version: sql`${committees.version} + 1` })
    .where(own(committees, actor, eq(committees.id, id), eq(committees.version, seen)))
    .returning({ id: committees.id });
  if (!row) throw new Refusal("stale", "Someone changed this committee while you were reading it. Open it again.");
  return row;
}

export function makeCommittee(actor: Actor, input: MakeCommittee) {
  return changeAs(actor, "committee.make", (tx) => makeCommitteeIn(tx, actor, input));
}

/** A committee begins with the agenda template of its kind. */
export async function makeCommitteeIn(tx: Tx, actor: Actor, input: MakeCommittee) {
  const serviceIds = [...new Set(input.serviceIds)].sort();
  if (!mayKeep(actor, serviceIds))
    throw new Refusal("forbidden", "You may make committees for your own services only. Choose them.", {
      field: "serviceIds",
    });
  await mustBeServices(tx, actor, serviceIds);
  await mustReportWithin(tx, actor, input);
  await mustBeABoard(tx, actor, input.kind, input.quorum);
  await mustBeTheOnlyBoard(tx, actor, input.kind);
  await mustNotShrink(tx, actor, { ...input, before: await lastBoardsQuorum(tx, actor) });
  const id = randomUUID();
  await tx.insert(committees).values({
    organisationId: actor.organisationId,
    ...input,
    reportsToId: input.reportsToId ?? null,
    id,
    serviceIds,
    ownerId: actor.personId,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  await tx.insert(committeeItems).values(
    templateOf(input.kind).map((item, index) => ({
      organisationId: actor.organisationId,
      id: randomUUID(),
      committeeId: id,
      position: index + 1,
      serviceIds,
      ...item,
    })),
  );
  return { id };
}

export function changeCommittee(actor: Actor, input: ChangeCommittee) {
  return changeAs(actor, "committee.change", (tx) => changeCommitteeIn(tx, actor, input));
}

/** What kind it is and whose it is stay; planned meetings that nobody touched follow its name, time, place, length, quorum and marking. */
export async function changeCommitteeIn(tx: Tx, actor: Actor, input: ChangeCommittee) {
  const { id, version, ...said } = input;
  const committee = await committeeFor(tx, actor, id);
  if (committee.version !== version) throw staleCommittee(committee);
  // Where it reports to may be a committee that this reader does not see: what stays as it was is not asked again.
  if ((said.reportsToId ?? null) !== committee.reportsToId)
    await mustReportWithin(tx, actor, { ...said, id, kind: committee.kind });
  await mustBeABoard(tx, actor, committee.kind, said.quorum);
  await mustNotShrink(tx, actor, { kind: committee.kind, quorum: said.quorum, before: committee.quorum });
  const row = await changeCommitteeRow(tx, actor, id, version, { ...said, reportsToId: said.reportsToId ?? null });
  await followCommittee(tx, actor, id, said);
  return row;
}

/** What a board decides binds the whole organisation: where two people are, one of them is no board. */
async function mustBeABoard(tx: Tx, actor: Actor, kind: CommitteeKind, quorum: number): Promise<void> {
  if (kind !== "board" || quorum > 1) return;
  const holders = new Set((await listHolders(tx, actor)).map(({ personId }) => personId));
  if (holders.size > 1)
    throw new Refusal("conflict", "A board decides with at least two voting members.", { field: "quorum" });
}

/** Whoever signs what the board accepts does not settle alone how few of it are enough, neither here nor by a new board. */
async function mustNotShrink(
  tx: Tx,
  actor: Actor,
  { kind, quorum, before }: { kind: CommitteeKind; quorum: number; before: number | undefined },
): Promise<void> {
  if (kind !== "board" || before === undefined || quorum >= before) return;
  const holders = await listHolders(tx, actor);
  const signs = holders.some(({ personId, role }) => personId === actor.personId && role === "nominated-individual");
  const asked = { room: "meetings", verb: "keep", serviceIds: [], except: [actor.personId] } as const;
  if (signs && anotherMay(holders, asked))
    throw new Refusal(
      "conflict",
      `The board decides with ${before}. You sign what it accepts, so somebody else who keeps committees lowers that.`,
      { field: "quorum" },
    );
}

async function lastBoardsQuorum(tx: Tx, actor: Actor): Promise<number | undefined> {
  const [last] = await tx
    .select({ quorum: committees.quorum })
    .from(committees)
    .where(own(committees, actor, eq(committees.kind, "board")))
    .orderBy(desc(committees.changedAt))
    .limit(1);
  return last?.quorum;
}

/** Whoever needs the board's decision makes no board of their own beside it: an organisation has one in use. */
async function mustBeTheOnlyBoard(tx: Tx, actor: Actor, kind: CommitteeKind): Promise<void> {
  if (kind !== "board") return;
  const [board] = await tx
    .select({ name: committees.name })
    .from(committees)
    .where(own(committees, actor, and(eq(committees.kind, "board"), eq(committees.state, "active"))));
  if (board)
    throw new Refusal("conflict", `An organisation has one board, and ${board.name} is in use. Close it first.`, {
      field: "kind",
    });
}

/** Both versions are shown: what was typed stays in the form, beside what the committee says now. */
function staleCommittee(committee: Committee): Refusal {
  return new Refusal("stale", "Someone changed this committee while you were reading it.", {
    current: {
      name: committee.name,
      terms: committee.terms,
      quorum: String(committee.quorum),
      cadence: committee.cadence,
      firstOn: formatDate(committee.firstOn),
      startMinute: minuteWords(committee.startMinute),
      lengthMinutes: String(committee.lengthMinutes),
      place: committee.place,
      marking: committee.marking,
      reportsToId: committee.reportsToId ?? "",
      version: String(committee.version),
    },
  });
}

export function closeCommittee(actor: Actor, input: CloseCommittee) {
  return changeAs(actor, "committee.close", (tx) => closeCommitteeIn(tx, actor, input));
}

export async function closeCommitteeIn(tx: Tx, actor: Actor, input: CloseCommittee) {
  await committeeFor(tx, actor, input.id);
  const coming = await countComing(tx, actor, input.id);
  if (coming > 0)
    throw new Refusal(
      "conflict",
      coming === 1
        ? "One of its meetings is still to come. Cancel it first, or hold it."
        : `${coming} of its meetings are still to come. Cancel them first, or hold them.`,
    );
  const waiting = await countQuestions(tx, actor, input.id);
  if (waiting > 0)
    throw new Refusal(
      "conflict",
      waiting === 1
        ? "One question still waits for it: deferred, never answered, or sent to it. Let it answer that in a meeting first."
        : `${waiting} questions still wait for it: deferred, never answered, or sent to it. Let it answer them in a meeting first.`,
      { field: "reason" },
    );
  const below = (await listCommitteeNames(tx, actor)).find(
    ({ reportsToId, state }) => reportsToId === input.id && state === "active",
  );
  if (below)
    throw new Refusal("conflict", `${below.name} reports to it. Change where that reports first.`, { field: "reason" });
  return changeCommitteeRow(tx, actor, input.id, input.version, { state: "closed", closedReason: input.reason });
}

/** What nobody would answer any more: its own open questions, and those that others sent to it. */
async function countQuestions(tx: Tx, actor: Actor, id: string): Promise<number> {
  const own = await listUnanswered(tx, actor, id);
  return own.length + (await listSentHere(tx, actor, id)).length;
}

type Reporting = { id?: string; kind: CommitteeKind; name: string; reportsToId?: string | undefined };

/** Names differ, a board reports to nobody, and nobody reports to themselves over others. */
async function mustReportWithin(tx: Tx, actor: Actor, asked: Reporting): Promise<void> {
  const known = await listCommitteeNames(tx, actor);
  if (known.some((one) => one.id !== asked.id && one.name === asked.name))
    throw new Refusal("conflict", "There is a committee of that name already.", { field: "name" });
  if (!asked.reportsToId) return;
  const no = (words: string) => new Refusal("conflict", words, { field: "reportsToId" });
  if (asked.kind === "board") throw no("A board reports to no other committee.");
  let above = await findCommittee(tx, actor, asked.reportsToId);
  if (!above || above.state === "closed") throw no("Choose a committee that is in use.");
  if (above.kind === "local-governance") throw no("A service's own meeting has no committee below it.");
  for (let steps = 0; above && steps < 20; steps += 1) {
    if (above.id === asked.id) throw no("These committees would report to each other.");
    above = above.reportsToId ? await findCommittee(tx, actor, above.reportsToId) : undefined;
  }
}
