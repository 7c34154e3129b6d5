import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { RaiseFromItem } from "../inputs/minutes.ts";
import { insertBlock } from "./blocks.ts";
import { meetingFor } from "./row.ts";

export type RaisedHere = RaiseFromItem & { serviceIds: string[] };
/** The actions room's own command, wired by the action of the page. */
export type Raise = (tx: Tx, actor: Actor, input: RaisedHere) => Promise<{ id: string }>;

export function raiseFromItem(actor: Actor, input: RaiseFromItem, raise: Raise) {
  return changeAs(actor, "action.raise", (tx) => raiseFromItemIn(tx, actor, input, raise));
}

/** An action that the meeting asked for: raised on the register and minuted here, in one transaction. */
export async function raiseFromItemIn(tx: Tx, actor: Actor, input: RaiseFromItem, raise: Raise) {
  const meeting = await meetingFor(tx, actor, "minute", input.id);
  const action = await raise(tx, actor, { ...input, serviceIds: meeting.serviceIds });
  await insertBlock(tx, actor, meeting, {
    itemId: input.itemId,
    kind: "action",
    words: input.title,
    actionId: action.id,
  });
  return { id: meeting.id, itemId: input.itemId };
}
