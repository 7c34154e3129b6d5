"use server";

import { acceptByLink, type LinkAnswer, setPasswordByLink } from "#lib/access/links.ts";
import { clientAddress } from "#lib/access/session.ts";
import { stateOf } from "#lib/forms/action.ts";
import { leaveSaying } from "#lib/forms/said.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";
import type { FormState } from "#lib/forms/state.ts";

/** Nothing that was typed comes back: it is a password. */
const refused = (state: Partial<FormState>): FormState => ({ status: "refused", values: {}, errors: {}, ...state });

export async function setPasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  if (!(await isSameOrigin())) return refused({ message: "This form came from another site, so nothing was saved." });
  const password = String(form.get("password") ?? "");
  if (password === "") return refused({ status: "invalid", errors: { password: "Choose a password." } });
  if (password !== form.get("again"))
    return refused({ status: "invalid", errors: { again: "This is not the same as the first. Type both again." } });
  try {
    const answer = await setPasswordByLink(String(form.get("token") ?? ""), password, await clientAddress());
    if (answer !== "done") return wrong(answer);
  } catch (error) {
    return refused(stateOf(error));
  }
  return leaveSaying("/sign-in", "Your password is set. Sign in with it.");
}

function wrong(answer: Exclude<LinkAnswer, "done">): FormState {
  return answer.field === "password"
    ? refused({ status: "invalid", errors: { password: answer.message } })
    : refused({ message: answer.message });
}

/** An invitation to somebody who has a password: their own password, typed beside the link, is the yes. */
export async function acceptAction(_before: FormState, form: FormData): Promise<FormState> {
  if (!(await isSameOrigin())) return refused({ message: "This form came from another site, so nothing was saved." });
  const password = String(form.get("password") ?? "");
  if (password === "") return refused({ status: "invalid", errors: { password: "Type your password." } });
  try {
    const answer = await acceptByLink(String(form.get("token") ?? ""), password.slice(0, 512), await clientAddress());
    if (answer !== "done") return wrong(answer);
  } catch (error) {
    return refused(stateOf(error));
  }
  return leaveSaying("/sign-in", "You have accepted. Sign in, and it is open.");
}
