"use server";

import { checkCode } from "#lib/access/code.ts";
import { firstPlace } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";
import { clientAddress, currentStanding, renewSession, sessionToken } from "#lib/access/session.ts";
import { stateOf } from "#lib/forms/action.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";
import type { FormState } from "#lib/forms/state.ts";

const words = {
  wrong: "That code is not right, has been used, or is older than 10 minutes. Ask the manager for a new one.",
  "too-many": "Too many attempts. Wait 15 minutes, then ask the manager for a new code.",
} as const;

/** The second step from outside: eight digits that the granting manager reads out. */
export async function codeAction(_before: FormState, form: FormData): Promise<FormState> {
  const code = String(form.get("code") ?? "")
    .trim()
    .slice(0, 20);
  const wrong = (message: string): FormState => ({
    status: "invalid",
    values: { code: [code] },
    errors: { code: message },
  });
  if (!(await isSameOrigin())) return wrong("This form came from another site. Open Holdfast and sign in there.");
  if (!/^[0-9]{8}$/.test(code.replace(/[\s-]/g, "")))
    return wrong("Enter the eight digits that the manager reads out.");
  try {
    const standing = await currentStanding();
    if (!standing) return wrong("You have been signed out. Go back and sign in again.");
    const answer = await checkCode(
      standing.accountId,
      code,
      await clientAddress(),
      standing.grants,
      await sessionToken(),
    );
    if (!answer.ok) return wrong(words[answer.reason]);
    await renewSession(standing.accountId, { grantId: answer.grantId, before: standing.provedGrants });
  } catch (error) {
    return { status: "fault", values: {}, errors: {}, ...stateOf(error) };
  }
  return leave(await firstPlace());
}
