"use server";

import { formAction } from "#lib/forms/action.ts";
import { linkEvidence, unlinkEvidence } from "#lib/frameworks/commands.ts";
import { LinkForm, UnlinkEvidence } from "#lib/frameworks/inputs.ts";
import { recordHref } from "#lib/records/record.ts";

export const linkEvidenceAction = formAction(
  "frameworks",
  LinkForm,
  async (actor, { from, ...input }) => {
    const { kind, recordId, statementId } = await linkEvidence(actor, input);
    return { to: from === "record" ? `${recordHref(kind, recordId)}#evidence-for` : `/frameworks/${statementId}` };
  },
  { says: "The link is made.", texts: { note: "What it shows" } },
);
export const unlinkEvidenceAction = formAction(
  "frameworks",
  UnlinkEvidence,
  async (actor, input) => ({ to: `/frameworks/${(await unlinkEvidence(actor, input)).statementId}` }),
  { says: "The link is removed. The trail keeps it.", texts: { reason: "The reason" } },
);
