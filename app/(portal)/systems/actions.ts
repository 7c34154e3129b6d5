"use server";

import { formAction } from "#lib/forms/action.ts";
import { changeSystem, recordSystem, retireSystem } from "#lib/systems/commands.ts";
import { ChangeSystem, RecordSystem, RetireSystem } from "#lib/systems/inputs.ts";

const texts = { careReason: "The reason", name: "The name" };

export const recordSystemAction = formAction(
  "systems",
  RecordSystem,
  async (actor, input) => ({ to: `/systems/${(await recordSystem(actor, input)).id}` }),
  { says: "The system is on the register.", texts },
);
export const changeSystemAction = formAction(
  "systems",
  ChangeSystem,
  async (actor, input) => ({ to: `/systems/${(await changeSystem(actor, input)).id}` }),
  { texts },
);
export const retireSystemAction = formAction(
  "systems",
  RetireSystem,
  async (actor, input) => ({ to: `/systems/${(await retireSystem(actor, input)).id}` }),
  { says: "The system is retired.", texts: { reason: "The reason" } },
);
