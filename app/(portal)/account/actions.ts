"use server";

import { z } from "zod";
import { changeOwnPassword, endOwnSession, endOwnSessions } from "#lib/access/account.ts";
import { clientAddress, sessionToken } from "#lib/access/session.ts";
import { formAction } from "#lib/forms/action.ts";

const NewPassword = z
  .object({
    current: z.string("Enter your password now.").min(1, "Enter your password now.").max(512),
    password: z.string("Choose a password.").min(1, "Choose a password.").max(512),
    again: z.string("Type the new password again."),
  })
  .refine((typed) => typed.password === typed.again, {
    path: ["again"],
    message: "This is not the same as the first. Type both again.",
  });

export const changePasswordAction = formAction(
  "account",
  NewPassword,
  async (actor, input) => {
    const here = { token: (await sessionToken()) ?? "", address: await clientAddress() };
    await changeOwnPassword(actor.accountId, input, here);
    return { to: "/account" };
  },
  { says: "Your password is changed. Every other session has ended.", secrets: ["current", "password", "again"] },
);

export const endSessionAction = formAction(
  "account",
  z.object({ session: z.string().regex(/^[0-9a-f]{64}$/, "Open this page again.") }),
  async (actor, { session }) => {
    await endOwnSession(actor.accountId, session);
    return { to: "/account" };
  },
  { says: "That session has ended." },
);

export const signOutEverywhereAction = formAction(
  "account",
  z.object({}),
  async (actor) => {
    await endOwnSessions(actor.accountId, (await sessionToken()) ?? "");
    return { to: "/sign-in" };
  },
  { says: "You are signed out everywhere." },
);
