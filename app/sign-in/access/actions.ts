"use server";

import { openGrants, outsideHome } from "#lib/access/grant.ts";
import { leave } from "#lib/access/leave.ts";
import { currentStanding, sessionToken } from "#lib/access/session.ts";
import { chooseGrant } from "#lib/access/standing.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";

/** Opens another of the person's own grants for the rest of the session; anything else changes nothing. */
export async function chooseGrantAction(form: FormData) {
  if (!(await isSameOrigin())) return;
  const standing = await currentStanding();
  const token = await sessionToken();
  const chosen = standing && openGrants(standing, new Date()).find((one) => one.id === form.get("grant"));
  if (!token || !chosen) return;
  await chooseGrant(token, chosen);
  leave(outsideHome({ ...standing, grantId: chosen.id }));
}
