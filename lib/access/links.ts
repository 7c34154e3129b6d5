import "server-only";
import { sql } from "drizzle-orm";
import { authAs, type Tx } from "#db/client.ts";
import { wordOf } from "#lib/words.ts";
import { mayAttempt, noteAttempt, notePlace } from "./attempts.ts";
import { logFault } from "./log-fault.ts";
import { hashPassword, passwordMatches, passwordProblem } from "./passwords.ts";
import { roleIds, roleLabels } from "./roles.ts";
import { newToken, tokenHash } from "./standing.ts";

export const invitationHours = 72;

/** One sentence for a link that is unknown, used or expired: the answer tells nothing about which. */
export const deadLink =
  "This link does not work. It may have been used already, or its time is over. Ask the person who gave it to you for a new one.";

const tooMany = "Too many attempts. Wait 15 minutes, then try again.";

export type OneLink = { href: string; hash: Buffer };

/** A link for one person or one access. Only its hash goes to the database; the link itself is shown once. */
export function newLink(origin = process.env.HOLDFAST_ORIGIN ?? "http://localhost:3000"): OneLink {
  const token = newToken();
  return { href: `${origin}/set-password?token=${token}`, hash: tokenHash(token) };
}

/**
 * Stores a link for a person's place here or for an access from outside, after that row is written; older ones of the
 * same place die.
 */
export async function makeLink(tx: Tx, standingId: string): Promise<string> {
  const link = newLink();
  await tx.execute(sql`select guard.make_link(${standingId}::uuid, ${link.hash}, ${invitationHours})`);
  return link.href;
}

type Held = {
  email: string;
  name: string;
  organisation: string;
  purpose: "invitation" | "password" | "access";
  sets: boolean;
  /** What it sets opens its own organisation alone. */
  own: boolean;
  /** There is a password to sign in with, or to accept by: an invitation was accepted by it, or an access proved. */
  rests: boolean;
  /** The passwords that an invitation may be accepted by. */
  known: readonly string[];
  posts: { role: string; title: string | null }[];
};

async function findHeld(hash: Buffer): Promise<Held | undefined> {
  const [held] = await authAs((tx) => tx.execute<Held>(sql`select * from auth.link_says(${hash})`));
  return held;
}

export type LinkSays = {
  organisation: string;
  /** The roles it opens, in words; none for an access from outside. */
  posts: string[];
  /** What the page asks: a new password, the one in force, or only to sign in. */
  asks: "new" | "known" | "sign-in";
  /** It may also set a password that opens this organisation alone. */
  ownToo: boolean;
  /** The new password that it asks for opens this organisation alone. */
  alone: boolean;
};

/** What a link opens, for whoever holds it; undefined when it is dead. Reading uses nothing up. */
export async function readLink(token: string): Promise<LinkSays | undefined> {
  const held = await findHeld(tokenHash(token));
  if (!held) return undefined;
  const posts = held.posts.map((post) => post.title ?? roleLabels[wordOf(roleIds, post.role)]);
  const asks = asksOf(held);
  const isNew = asks === "new";
  const { organisation } = held;
  return { organisation, posts: [...new Set(posts)], asks, ownToo: held.sets && !isNew, alone: isNew && held.own };
}

function asksOf({ rests, purpose }: Held): LinkSays["asks"] {
  if (!rests || purpose === "password") return "new";
  return purpose === "access" ? "sign-in" : "known";
}

export type LinkAnswer = "done" | { field: "password" | "link"; message: string };
const refused = { field: "link", message: deadLink } as const;

/**
 * Sets a password by a link: once, within its time, whoever else tries at the same moment. Where another organisation relies
 * on the password that the address has, the new one opens this organisation alone. Ends the sessions of what it replaces.
 */
export async function setPasswordByLink(token: string, password: string, address: string): Promise<LinkAnswer> {
  const hash = tokenHash(token);
  const held = await attempt(hash, address);
  if (held === "too-many") return { field: "link", message: tooMany };
  if (!held?.sets) return refused;
  const problem = passwordProblem(password, aboutThe(held));
  if (problem) return { field: "password", message: problem };
  const answer = await use(hash, { set: await hashPassword(password) });
  // The password is set: a place that could not be noted is nobody's failure.
  if (answer === "done")
    await notePlace("password", held.email, address).catch((error: unknown) => void logFault(error));
  return answer;
}

/** Accepts an invitation by a password that others rely on: needs both, the link and that password. */
export async function acceptByLink(token: string, password: string, address: string): Promise<LinkAnswer> {
  const hash = tokenHash(token);
  const held = await attempt(hash, address);
  if (held === "too-many") return { field: "link", message: tooMany };
  if (!held || held.known.length === 0) return refused;
  if (!(await mayAttempt("password", held.email, address))) return { field: "link", message: tooMany };
  for (const known of held.known) {
    if (!(await passwordMatches(known, password))) continue;
    await noteAttempt("password", held.email, address, true);
    return use(hash, { known });
  }
  return notTheirs;
}

const notTheirs = {
  field: "password",
  message:
    "That is not the password of this address. If you do not know it, set another one for this organisation alone.",
} as const;

async function attempt(hash: Buffer, address: string): Promise<Held | undefined | "too-many"> {
  const subject = hash.toString("hex");
  if (!(await mayAttempt("link", subject, address))) return "too-many";
  const held = await findHeld(hash);
  if (held) await noteAttempt("link", subject, address, true);
  return held;
}

async function use(hash: Buffer, by: { set?: string; known?: string }): Promise<LinkAnswer> {
  const [used] = await authAs((tx) =>
    tx.execute<{ done: boolean }>(
      sql`select auth.use_link(${hash}, ${by.set ?? null}::text, ${by.known ?? null}::text) as done`,
    ),
  );
  return used?.done ? "done" : refused;
}

/** Words that people would try first as this person's password. */
export function aboutThe(holder: { email: string; name: string }): string[] {
  return [...holder.email.split(/[@.]/), ...holder.name.split(/\s+/)];
}
