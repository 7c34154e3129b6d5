"use server";

import { formAction } from "#lib/forms/action.ts";
import { linkEvidence, unlinkEvidence } from "#lib/frameworks/commands.ts";
import { LinkEvidence, UnlinkEvidence } from "#lib/frameworks/inputs.ts";

export const linkEvidenceAction = formAction(
  "frameworks",
  LinkEvidence,
  async (actor, input) => ({ to: `/frameworks/${(await linkEvidence(actor, input)).statementId}` }),
  { texts: { note: "What it shows" } },
);
export const unlinkEvidenceAction = formAction(
  "frameworks",
  UnlinkEvidence,
  async (actor, input) => ({ to: `/frameworks/${(await unlinkEvidence(actor, input)).statementId}` }),
  { texts: { reason: "The reason" } },
);
