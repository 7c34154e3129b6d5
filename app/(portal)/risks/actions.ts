"use server";

import { formAction } from "#lib/forms/action.ts";
import { takeBoardDecision, takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { acceptRisk, setAppetite } from "#lib/risks/commands/accept.ts";
import { addControl, endControl, proveControl } from "#lib/risks/commands/controls.ts";
import { changeRisk, openRisk, recordRisk } from "#lib/risks/commands/record.ts";
import { closeRisk, reopenRisk, reviewRisk } from "#lib/risks/commands/review.ts";
import { scoreRisk, treatRisk } from "#lib/risks/commands/score.ts";
import {
  AcceptRisk,
  AddControl,
  ChangeRisk,
  CloseRisk,
  EndControl,
  OpenRisk,
  ProveControl,
  RecordRisk,
  ReopenRisk,
  ReviewRisk,
  ScoreRisk,
  SetAppetite,
  TreatRisk,
} from "#lib/risks/inputs.ts";

const to = async (risk: Promise<{ id: string }>) => ({ to: `/risks/${(await risk).id}` });

const statement = {
  title: "The name",
  cause: "Because",
  event: "There is a risk that",
  effect: "Leading to",
  treatmentPlan: "What will be done",
  scoreReason: "What the scores rest on",
  orderReason: "The reason for the order",
};
const reasons = {
  reason: "The reason",
  scoreReason: "What the scores rest on",
  orderReason: "The reason for the order",
};

export const recordRiskAction = formAction("risks", RecordRisk, (actor, input) => to(recordRisk(actor, input)), {
  says: "The risk is on the register.",
  texts: statement,
});
export const changeRiskAction = formAction("risks", ChangeRisk, (actor, input) => to(changeRisk(actor, input)), {
  texts: statement,
});
export const openRiskAction = formAction("risks", OpenRisk, (actor, input) => to(openRisk(actor, input)), {
  says: "The risk is open.",
  texts: reasons,
});
export const scoreRiskAction = formAction("risks", ScoreRisk, (actor, input) => to(scoreRisk(actor, input)), {
  says: "The score is recorded. The one before stays in the history.",
  texts: reasons,
});
export const treatRiskAction = formAction("risks", TreatRisk, (actor, input) => to(treatRisk(actor, input)), {
  says: "The treatment is recorded.",
  texts: { treatmentPlan: "What will be done" },
});
export const addControlAction = formAction("risks", AddControl, (actor, input) => to(addControl(actor, input)), {
  says: "The control is added.",
  texts: { description: "The control" },
});
export const endControlAction = formAction("risks", EndControl, (actor, input) => to(endControl(actor, input)), {
  says: "The control has ended.",
  texts: reasons,
});
export const proveControlAction = formAction("risks", ProveControl, (actor, input) => to(proveControl(actor, input)), {
  says: "The proof is recorded.",
  texts: { how: "How it was proved" },
});
export const reviewRiskAction = formAction("risks", ReviewRisk, (actor, input) => to(reviewRisk(actor, input)), {
  says: "The review is recorded.",
  texts: { note: "What was looked at" },
});
export const acceptRiskAction = formAction(
  "risks",
  AcceptRisk,
  (actor, input) => to(acceptRisk(actor, input, takeBoardDecision)),
  { says: "The acceptance is recorded.", texts: reasons },
);
export const closeRiskAction = formAction("risks", CloseRisk, (actor, input) => to(closeRisk(actor, input)), {
  says: "The risk is closed.",
  texts: reasons,
});
export const reopenRiskAction = formAction("risks", ReopenRisk, (actor, input) => to(reopenRisk(actor, input)), {
  says: "The risk is open again.",
  texts: reasons,
});

export const setAppetiteAction = formAction(
  "risks",
  SetAppetite,
  async (actor, input) => {
    await setAppetite(actor, input, takeBoardLimit);
    return { to: "/risks/appetite" };
  },
  { says: "The appetite is set.", texts: { decisionReference: "The board's decision" } },
);
