"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { leave } from "#lib/access/leave.ts";
import { home } from "#lib/access/roles.ts";
import { currentStanding, sessionToken, signOutHere } from "#lib/access/session.ts";
import { chooseMembership } from "#lib/access/standing.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";

const lasting = { path: "/", sameSite: "lax", httpOnly: true, maxAge: 365 * 24 * 3600 } as const;

export async function chooseTheme(form: FormData) {
  if (!(await isSameOrigin())) return;
  const theme = form.get("theme");
  const jar = await cookies();
  if (theme === "light" || theme === "dark") jar.set("theme", theme, lasting);
  // Nothing is kept of a choice that is left to the device.
  if (theme === "device") jar.delete("theme");
  revalidatePath("/", "layout");
}

export async function chooseDensity(form: FormData) {
  if (!(await isSameOrigin())) return;
  const density = form.get("density");
  if (density === "comfortable" || density === "compact") (await cookies()).set("density", density, lasting);
  revalidatePath("/", "layout");
}

/** Acts in another of the person's own roles for the rest of the session; anything else changes nothing. */
export async function choosePost(form: FormData) {
  if (!(await isSameOrigin())) return;
  const standing = await currentStanding();
  const token = await sessionToken();
  const chosen = standing?.memberships.find((one) => one.id === form.get("membership"));
  if (!token || !chosen) return;
  await chooseMembership(token, chosen);
  revalidatePath("/", "layout");
  leave(home(chosen));
}

export async function signOut() {
  if (await isSameOrigin()) await signOutHere();
  leave("/sign-in");
}
