import { formatDate } from "#lib/dates.ts";
import { type Presence, wasThere } from "./meeting.ts";

/** Somebody's time as chair or deputy chair of the meeting's committee. */
export type SigningPost = { personId: string; name: string; fromOn: string; untilOn: string | null };
type Noted = { personId: string; presence: Presence };

/** Whether somebody may sign, and whether they were there in that post; if not they say why they sign all the same. */
export type Signer = { ok: true; wasThere: boolean } | { ok: false; why: string };

/**
 * Minutes are signed by whoever held the post on the day the meeting was held and was there. If none of those who hold
 * it now was, one who held it that day signs, and if none did, a successor; both with a reason.
 */
export function signerFor(
  posts: readonly SigningPost[],
  attended: readonly Noted[],
  day: string,
  personId: string,
): Signer {
  const held = (id: string) =>
    posts.some((one) => one.personId === id && one.fromOn <= day && (one.untilOn === null || one.untilOn >= day));
  const there = (id: string) => attended.some((one) => one.personId === id && wasThere(one.presence));
  const then = posts.filter((one) => one.untilOn === null && held(one.personId));
  const able = then.filter((one) => there(one.personId));
  const isMe = (one: SigningPost) => one.personId === personId;
  if (able.some(isMe)) return { ok: true, wasThere: true };
  if (able.length > 0)
    return {
      ok: false,
      why: `These minutes are signed by whoever was chair or deputy chair on ${formatDate(day)} and was there: ${names(able)}.`,
    };
  if (then.length > 0 && !then.some(isMe))
    return {
      ok: false,
      why: `Your post began after this meeting. ${names(then)} was chair or deputy chair on ${formatDate(day)} and signs.`,
    };
  return { ok: true, wasThere: false };
}

/** Why whoever wrote all of the minutes does not sign them, where somebody else can. */
export const byAnother = "You wrote all of these minutes. The other one of chair and deputy chair signs them.";

const names = (posts: readonly SigningPost[]) => posts.map(({ name }) => name).join(" or ");

/** Whether somebody else who holds the post now may sign. */
export function hasOtherSigner(
  posts: readonly SigningPost[],
  attended: readonly Noted[],
  day: string,
  personId: string,
): boolean {
  return posts.some(
    (one) => one.untilOn === null && one.personId !== personId && signerFor(posts, attended, day, one.personId).ok,
  );
}
