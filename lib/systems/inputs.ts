import { z } from "zod";
import {
  choice,
  optionalDate,
  optionalText,
  optionalUuid,
  optionalWholeNumber,
  requiredText,
  uuid,
  version,
} from "#lib/forms/fields.ts";
import { registerShape } from "#lib/registers/query.ts";
import { hostings, systemCategories } from "./system.ts";

export const systemSorts = ["tier", "name", "changed"] as const;

export const SystemQuery = z.object({
  ...registerShape(systemSorts, "tier"),
  view: z.enum(["in-use", "analogue", "no-objective", "retired"]).catch("in-use"),
  category: z.enum(systemCategories).optional().catch(undefined),
});
export type SystemQuery = z.output<typeof SystemQuery>;

const fields = {
  name: requiredText("Enter the system's name.", 120),
  category: choice(systemCategories, "Choose what kind of system it is."),
  tier: choice(["1", "2", "3", "4"], "Choose how soon its loss affects care.").transform((tier) => Number(tier)),
  hosting: choice(hostings, "Choose where it runs."),
  supplier: optionalText(120),
  objectiveMinutes: optionalWholeNumber(1, 525_600),
  tolerableMinutes: optionalWholeNumber(1, 525_600),
  careReason: optionalText(600),
  analogue: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
  analogueEndsOn: optionalDate(),
  ownerId: optionalUuid(),
  serviceIds: z.array(uuid()).max(400),
};

type Times = {
  objectiveMinutes?: number | undefined;
  tolerableMinutes?: number | undefined;
  careReason?: string | undefined;
  analogue: boolean;
  analogueEndsOn?: string | undefined;
};

function checkTimes(input: Times, ctx: z.RefinementCtx) {
  const say = (field: keyof Times, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
  const { objectiveMinutes: objective, tolerableMinutes: tolerable } = input;
  if (objective !== undefined && tolerable !== undefined && objective > tolerable) {
    say("objectiveMinutes", "The recovery time objective cannot be longer than the maximum tolerable period.");
  }
  if (tolerable !== undefined && !input.careReason) say("careReason", "Say what would happen to care after that time.");
  if (!input.analogue && input.analogueEndsOn) say("analogueEndsOn", "Tick the analogue line, or leave the date out.");
}

export const RecordSystem = z.object(fields).superRefine(checkTimes);
export type RecordSystem = z.output<typeof RecordSystem>;

export const ChangeSystem = z.object({ id: z.uuid(), version, ...fields }).superRefine(checkTimes);
export type ChangeSystem = z.output<typeof ChangeSystem>;

export const RetireSystem = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why the system is no longer used.", 400),
});
export type RetireSystem = z.output<typeof RetireSystem>;
