"use server";

import { z } from "zod";
import { firstPlace } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";
import { signInWithPassword } from "#lib/access/session.ts";
import type { SignInState } from "#lib/access/sign-in-state.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";

const answers = {
  wrong: "That email address and password do not match. Check both and try again.",
  "too-many": "Too many attempts. Wait 15 minutes, then try again.",
  unavailable: "Holdfast cannot reach its records just now. Wait a minute, then try again.",
} as const;

export async function signInAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get("email") ?? "")
    .trim()
    .slice(0, 254);
  if (!(await isSameOrigin()))
    return { step: "email", email, error: "This form came from another site. Open Holdfast and sign in there." };
  if (!z.email().safeParse(email).success)
    return { step: "email", email, error: "Enter your email address, such as name@provider.example." };
  if (form.get("step") !== "password") return { step: "password", email };
  const password = String(form.get("password") ?? "");
  if (password === "") return { step: "password", email, error: "Enter your password." };
  const answer = await signInWithPassword(email, password).catch(() => "unavailable" as const);
  if (answer === "signed-in") leave(await firstPlace());
  return { step: "password", email, error: answers[answer] };
}
