"use server";

import {
  assembleBundle,
  changeBundle,
  clearTexts,
  discardBundle,
  issueBundle,
  prepareBundle,
  withdrawBundle,
} from "#lib/evidence/commands.ts";
import {
  ChangeBundle,
  ClearTexts,
  DiscardBundle,
  OneBundle,
  PrepareBundle,
  WithdrawBundle,
} from "#lib/evidence/inputs.ts";
import { formAction } from "#lib/forms/action.ts";

const to = ({ id }: { id: string }) => ({ to: `/evidence/${id}` });

export const prepareBundleAction = formAction(
  "evidence",
  PrepareBundle,
  async (actor, input) => to(await prepareBundle(actor, input)),
  {
    texts: { title: "The title", recipient: "The recipient" },
  },
);
export const changeBundleAction = formAction(
  "evidence",
  ChangeBundle,
  async (actor, input) => to(await changeBundle(actor, input)),
  {
    texts: { title: "The title", recipient: "The recipient" },
  },
);
export const discardBundleAction = formAction(
  "evidence",
  DiscardBundle,
  async (actor, input) => to(await discardBundle(actor, input)),
  {
    texts: { reason: "The reason" },
  },
);
export const assembleBundleAction = formAction("evidence", OneBundle, async (actor, input) =>
  to(await assembleBundle(actor, input)),
);
export const clearTextsAction = formAction("evidence", ClearTexts, async (actor, input) =>
  to(await clearTexts(actor, input)),
);
export const issueBundleAction = formAction("evidence", OneBundle, async (actor, input) =>
  to(await issueBundle(actor, input)),
);
export const withdrawBundleAction = formAction(
  "evidence",
  WithdrawBundle,
  async (actor, input) => to(await withdrawBundle(actor, input)),
  {
    texts: { reason: "The reason" },
  },
);
