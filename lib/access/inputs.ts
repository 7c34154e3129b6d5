import { z } from "zod";
import {
  choice,
  optionalDate,
  optionalText,
  optionalUuid,
  requiredText,
  ticked,
  typedDate,
  uuid,
  version,
} from "#lib/forms/fields.ts";
import { registerShape } from "#lib/registers/query.ts";
import { endOfDay, replyKinds, startOfDay } from "./request.ts";
import { type Role, roleIds, wideRoles } from "./roles.ts";
import { sections } from "./sections.ts";

export const PeopleQuery = z.object({
  ...registerShape(["name"], "name"),
  view: z.enum(["current", "coming", "ended", "disabled"]).catch("current"),
  role: z.enum(roleIds).optional().catch(undefined),
});
export type PeopleQuery = z.output<typeof PeopleQuery>;

export const GrantsQuery = z.object({
  ...registerShape(["ends"], "ends"),
  view: z.enum(["open", "over", "inspector", "commissioner"]).catch("open"),
});
export type GrantsQuery = z.output<typeof GrantsQuery>;

export const EventsQuery = z.object(registerShape(["at"], "at"));
export type EventsQuery = z.output<typeof EventsQuery>;

const name = requiredText("Enter the person's name.", 120).refine((text) => text.length > 1, "Enter the whole name.");
const email = z
  .string("Enter their email address.")
  .trim()
  .toLowerCase()
  .min(1, "Enter their email address.")
  .max(254, "Use 254 characters or fewer.")
  .refine((text) => z.email().safeParse(text).success, "Enter an email address, such as name@provider.example.");
const post = {
  role: choice(roleIds, "Choose a role."),
  title: optionalText(80),
  wholeOrganisation: ticked,
  serviceIds: z.array(uuid()).max(400),
  endsOn: optionalDate(),
};

type Post = { role: Role; wholeOrganisation: boolean; serviceIds: readonly string[] };

function checkReach(input: Post, ctx: z.RefinementCtx) {
  if (wideRoles.includes(input.role) || input.wholeOrganisation || input.serviceIds.length > 0) return;
  ctx.addIssue({
    code: "custom",
    path: ["serviceIds"],
    message: "Choose the services of this role, or tick the whole organisation.",
  });
}

export const InvitePerson = z.object({ name, email, ...post }).superRefine(checkReach);
export type InvitePerson = z.output<typeof InvitePerson>;

export const StartMembership = z
  .object({ personId: z.uuid(), ...post, startsOn: optionalDate() })
  .superRefine(checkReach);
export type StartMembership = z.output<typeof StartMembership>;

export const ChangeMembership = z.object({ id: z.uuid(), version, ...post }).superRefine(checkReach);
export type ChangeMembership = z.output<typeof ChangeMembership>;

export const EndMembership = z.object({ id: z.uuid(), version });
export type EndMembership = z.output<typeof EndMembership>;

export const OnPerson = z.object({ id: z.uuid(), version });
export type OnPerson = z.output<typeof OnPerson>;

const instantOf = (edge: "start" | "end") => (iso: string) => (edge === "start" ? startOfDay(iso) : endOfDay(iso));
const period = {
  periodFrom: typedDate("Enter the first day of the period they may read.").transform(instantOf("start")),
  periodTo: typedDate("Enter the last day of the period they may read.").transform(instantOf("end")),
  startsOn: optionalDate().transform((iso) => (iso ? startOfDay(iso) : undefined)),
  endsOn: typedDate("Enter the last day of access.").transform(instantOf("end")),
};
const purpose = requiredText("Say what the access is for.", 200);
const serviceIds = z.array(uuid()).min(1, "Choose at least one service.").max(400);

type Window = { periodFrom: Date; periodTo: Date; startsOn: Date | undefined; endsOn: Date };

function checkWindow(input: Window, ctx: z.RefinementCtx) {
  if (input.periodTo < input.periodFrom)
    ctx.addIssue({ code: "custom", path: ["periodTo"], message: "The period ends before it begins." });
  if (input.startsOn && input.endsOn <= input.startsOn)
    ctx.addIssue({ code: "custom", path: ["endsOn"], message: "Access ends before it begins." });
}

const chosenSections = z
  .array(choice(sections, "Choose from the list."))
  .min(1, "Choose at least one part of the record.")
  .max(sections.length);

export const GrantInspector = z
  .object({ name, email, purpose, serviceIds, sections: chosenSections, ...period })
  .superRefine(checkWindow);
export type GrantInspector = z.output<typeof GrantInspector>;

export const GrantCommissioner = z
  .object({
    name,
    email,
    bodyId: uuid("Choose the council or board they work for."),
    purpose,
    serviceIds,
    ...period,
  })
  .superRefine(checkWindow);
export type GrantCommissioner = z.output<typeof GrantCommissioner>;

export const ExtendGrant = z.object({
  id: z.uuid(),
  version,
  endsOn: typedDate("Enter the new last day of access.").transform(instantOf("end")),
});
export type ExtendGrant = z.output<typeof ExtendGrant>;

export const ChangeSections = z.object({ id: z.uuid(), version, sections: chosenSections });
export type ChangeSections = z.output<typeof ChangeSections>;

export const EndGrant = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why the access ends now. They will not see this.", 400),
});
export type EndGrant = z.output<typeof EndGrant>;

export const RequestsQuery = z.object({
  ...registerShape(["asked"], "asked"),
  view: z.enum(["open", "overdue", "in-time", "closed"]).catch("open"),
});
export type RequestsQuery = z.output<typeof RequestsQuery>;

export const ReplyToRequest = z
  .object({
    id: z.uuid(),
    version,
    kind: choice(replyKinds, "Choose what you are sending."),
    recordId: optionalUuid(),
    words: optionalText(2000),
  })
  .superRefine((input, ctx) => {
    const say = (field: "recordId" | "words", message: string) =>
      ctx.addIssue({ code: "custom", path: [field], message });
    if (input.kind === "answered" && !input.recordId) say("recordId", "Choose the record that answers it.");
    if (input.kind !== "answered" && !input.words)
      say("words", input.kind === "note" ? "Write the note." : "Say why there is no record to give.");
  });
export type ReplyToRequest = z.output<typeof ReplyToRequest>;

export const OnGrant = z.object({ id: z.uuid() });
