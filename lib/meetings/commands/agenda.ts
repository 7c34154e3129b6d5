import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { committeeItems, meetingItems } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { AddItem, ArrangeItem, ChangeItem } from "../inputs/committees.ts";
import { listTemplate } from "../queries/committees.ts";
import { listAgenda } from "../queries/meeting.ts";
import { changeCommitteeRow, committeeFor } from "./committees.ts";
import { followTemplate } from "./follow.ts";
import { changeRow, meetingFor } from "./row.ts";

/** An agenda is a committee's template, or one meeting's own: what is done to both is the same. */
export type AgendaOf = "template" | "meeting";
const most = 60;
const tables = { template: committeeItems, meeting: meetingItems } as const;
const verbs = { template: "committee.change-agenda", meeting: "meeting.change-agenda" } as const;

type Held = { id: string; position: number };
type Open = { list: readonly Held[]; serviceIds: string[] };

/** Checks the right to change this agenda, and marks its committee or meeting as changed. */
async function open(tx: Tx, actor: Actor, of: AgendaOf, on: { id: string; version: number }): Promise<Open> {
  if (of === "template") {
    const committee = await committeeFor(tx, actor, on.id);
    await changeCommitteeRow(tx, actor, on.id, on.version, {});
    const list = await listTemplate(tx, actor, on.id);
    return { list, serviceIds: committee.serviceIds };
  }
  const meeting = await meetingFor(tx, actor, "call", on.id);
  if (meeting.state !== "planned")
    throw new Refusal("conflict", "The papers of this meeting are published, so its agenda stays as it is.");
  await changeRow(tx, actor, meeting, on.version, { touched: true });
  return { list: await listAgenda(tx, actor, on.id), serviceIds: meeting.serviceIds };
}

const close = (tx: Tx, actor: Actor, of: AgendaOf, id: string) =>
  of === "template" ? followTemplate(tx, actor, id) : undefined;

const itemOf = (list: readonly Held[], id: string): Held => {
  const item = list.find((one) => one.id === id);
  if (!item) throw new Refusal("not-found", "That item is no longer on the agenda.");
  return item;
};

export function addItem(of: AgendaOf, actor: Actor, input: AddItem) {
  return changeAs(actor, verbs[of], (tx) => addItemIn(of, tx, actor, input));
}

export async function addItemIn(of: AgendaOf, tx: Tx, actor: Actor, input: AddItem) {
  const { list, serviceIds } = await open(tx, actor, of, input);
  if (list.length >= most) throw new Refusal("conflict", `An agenda has at most ${most} items.`);
  const { title, section, minutes, presenter } = input;
  const item = {
    organisationId: actor.organisationId,
    id: randomUUID(),
    position: Math.max(0, ...list.map((one) => one.position)) + 1,
    title,
    section,
    minutes,
    presenter: presenter ?? null,
    serviceIds,
  };
  if (of === "template") await tx.insert(committeeItems).values({ ...item, committeeId: input.id });
  else await tx.insert(meetingItems).values({ ...item, recordId: input.id });
  await close(tx, actor, of, input.id);
  return { id: input.id };
}

export function changeItem(of: AgendaOf, actor: Actor, input: ChangeItem) {
  return changeAs(actor, verbs[of], (tx) => changeItemIn(of, tx, actor, input));
}

export async function changeItemIn(of: AgendaOf, tx: Tx, actor: Actor, input: ChangeItem) {
  const { list } = await open(tx, actor, of, input);
  const item = itemOf(list, input.itemId);
  const { title, section, minutes, presenter } = input;
  await setItem(tx, actor, of, item.id, { title, section, minutes, presenter: presenter ?? null });
  await close(tx, actor, of, input.id);
  return { id: input.id };
}

export function arrangeItem(of: AgendaOf, actor: Actor, input: ArrangeItem) {
  return changeAs(actor, verbs[of], (tx) => arrangeItemIn(of, tx, actor, input));
}

/** Changes places with the item before or after, or leaves the agenda; at the end of the list nothing moves. */
export async function arrangeItemIn(of: AgendaOf, tx: Tx, actor: Actor, input: ArrangeItem) {
  const { list } = await open(tx, actor, of, input);
  const item = itemOf(list, input.itemId);
  if (input.way === "remove") {
    await tx.delete(tables[of]).where(ownId(tables[of], actor, item.id));
    for (const later of list.filter((one) => one.position > item.position))
      await setItem(tx, actor, of, later.id, { position: later.position - 1 });
  } else {
    const other = list[list.indexOf(item) + (input.way === "up" ? -1 : 1)];
    if (!other) return { id: input.id };
    await setItem(tx, actor, of, item.id, { position: other.position });
    await setItem(tx, actor, of, other.id, { position: item.position });
  }
  await close(tx, actor, of, input.id);
  return { id: input.id };
}

type ItemChange = {
  title?: string;
  section?: string | null;
  minutes?: number;
  presenter?: string | null;
  position?: number;
};

async function setItem(tx: Tx, actor: Actor, of: AgendaOf, id: string, change: ItemChange): Promise<void> {
  const table = tables[of];
  mustHave(
    await tx
      .update(table)
      .set({ ...change, version: sql`${table.version} + 1` })
      .where(own(table, actor, eq(table.id, id)))
      .returning({ id: table.id }),
  );
}
