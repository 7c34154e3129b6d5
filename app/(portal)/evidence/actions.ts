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
  IssueBundle,
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
    says: "The draft is saved. Assemble it when it is right.",
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
  { says: "The draft is discarded. Its reference stays used.", texts: { reason: "The reason" } },
);
export const assembleBundleAction = formAction(
  "evidence",
  OneBundle,
  async (actor, input) => to(await assembleBundle(actor, input)),
  { says: "The worker has been asked to assemble it." },
);
export const clearTextsAction = formAction(
  "evidence",
  ClearTexts,
  async (actor, input) => to(await clearTexts(actor, input)),
  { says: "Your ticks are kept." },
);
export const issueBundleAction = formAction(
  "evidence",
  IssueBundle,
  async (actor, input) => to(await issueBundle(actor, input)),
  { says: "The bundle is being issued. The worker signs it now." },
);
export const withdrawBundleAction = formAction(
  "evidence",
  WithdrawBundle,
  async (actor, input) => to(await withdrawBundle(actor, input)),
  { says: "The bundle is withdrawn. Its link no longer works.", texts: { reason: "The reason" } },
);
