import "server-only";
import { cookies, headers } from "next/headers";
import NextAuth, { AuthError } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { mayAttempt, noteAttempt } from "./attempts.ts";
import { matchPasswords, openAgain, openMatched } from "./own-passwords.ts";
import { endSession, findStanding, type Proof, type Standing } from "./standing.ts";

const origin = process.env.HOLDFAST_ORIGIN ?? "http://localhost:3000";
const secure = origin.startsWith("https:");
process.env.AUTH_URL = origin;

const sessionCookie = secure ? "__Host-holdfast" : "holdfast";
const cookieOptions = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;

// The cookie carries a random handle; the row in the database decides on every request, so nothing is encoded here.
const { signIn } = NextAuth({
  trustHost: true,
  secret: process.env.AUTH_SECRET,
  logger: { error: () => {}, warn: () => {}, debug: () => {} },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  cookies: { sessionToken: { name: sessionCookie, options: cookieOptions } },
  session: { maxAge: 12 * 60 * 60 },
  providers: [Credentials({ credentials: { email: {}, password: {} }, authorize: (given) => checkPassword(given) })],
  callbacks: {
    jwt: async ({ token, user, account }) => {
      if (account?.provider === "credentials" && user?.id) token.handle = user.id;
      return token;
    },
  },
  jwt: {
    encode: async ({ token }) => (typeof token?.handle === "string" ? token.handle : ""),
    decode: async () => null,
  },
});

/** Opens a session where the password is right: its handle is what the library is told as the id. */
async function checkPassword(given: Partial<Record<string, unknown>>) {
  const email = String(given.email ?? "")
    .trim()
    .toLowerCase();
  const matched = await matchPasswords(email, String(given.password ?? ""));
  const id = matched && (await openMatched(matched));
  return id ? { id } : null;
}

export type SignInAnswer = "signed-in" | "wrong" | "too-many" | "unavailable";

/** Password sign-in. The answer and the work are the same for people who do not exist. */
export async function signInWithPassword(email: string, password: string): Promise<SignInAnswer> {
  const subject = email.trim().toLowerCase();
  const address = await clientAddress();
  if (!(await mayAttempt("password", subject, address))) return "too-many";
  const before = (await cookies()).get(sessionCookie)?.value;
  try {
    await signIn("credentials", { email: subject, password, redirect: false });
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    if (error.type !== "CredentialsSignin") return "unavailable";
    return "wrong";
  }
  // The library leaves an address behind that nothing reads.
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (name.includes("authjs.")) jar.delete(name);
  if (before) await endSession(before, "signed in again");
  await noteAttempt("password", subject, address, true);
  return "signed-in";
}

/** Replaces the session's handle, so that one seen before a step-up is worth nothing after it. */
export async function renewSession(accountId: string, proof: Proof): Promise<void> {
  const jar = await cookies();
  const before = jar.get(sessionCookie)?.value;
  const token = before && (await openAgain(accountId, before, proof));
  if (!before || !token) return;
  jar.set(sessionCookie, token, { ...cookieOptions, maxAge: 12 * 60 * 60 });
  await endSession(before, "renewed");
}

export async function signOutHere(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(sessionCookie)?.value;
  if (token) await endSession(token, "signed out");
  jar.set(sessionCookie, "", { ...cookieOptions, maxAge: 0 });
}

export async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookie)?.value || undefined;
}

/** Asked once per request; a database that is down throws and is never read as "signed out". */
export const currentStanding = cache(async (): Promise<Standing | undefined> => {
  const token = await sessionToken();
  return token ? findStanding(token) : undefined;
});

/** The caller's address as lib/run/front.ts found it; without that file nobody's claim is believed. */
export async function clientAddress(): Promise<string> {
  const found = (await headers()).get("x-forwarded-for");
  return (process.env.HOLDFAST_FRONT === "1" && found) || "unknown";
}
