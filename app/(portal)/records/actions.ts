"use server";

import { formAction } from "#lib/forms/action.ts";
import { LinkTwoRecords } from "#lib/records/inputs.ts";
import { recordHref } from "#lib/records/record.ts";
import { Refusal } from "#lib/refusal.ts";
import { ruleFor } from "./links.ts";

/** The room that decides links them; its command finds both again and refuses what it must. */
export const linkRecordsAction = formAction("account", LinkTwoRecords, async (actor, { id, kind, other }) => {
  const [otherKind, otherId] = other;
  const rule = ruleFor(kind, otherKind);
  if (!rule) throw new Refusal("conflict", "Records of these kinds are not linked.", { field: "other" });
  await (rule.decides === kind ? rule.link(actor, id, otherId) : rule.link(actor, otherId, id));
  return { to: `${recordHref(kind, id)}#links` };
});
