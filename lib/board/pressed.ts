import "server-only";
import { z } from "zod";
import type { Actor } from "#lib/access/actor.ts";
import type { Effects } from "#lib/meetings/commands/carry.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { Decide } from "#lib/meetings/inputs/minutes.ts";
import { Refusal } from "#lib/refusal.ts";

export const pressedByAnother = "Someone else pressed this; press it yourself.";

/** A decision with the account that pressed it: it may have waited in a browser while somebody else signed in. */
export const Pressed = Decide.safeExtend({ pressedBy: z.string().max(40) });
type Pressed = z.output<typeof Pressed>;

export async function decidePressed(actor: Actor, { pressedBy, ...input }: Pressed, effects: Effects) {
  if (pressedBy !== actor.accountId) throw new Refusal("forbidden", pressedByAnother);
  return decide(actor, input, effects);
}
