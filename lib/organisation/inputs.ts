import { z } from "zod";
import {
  choice,
  optionalDate,
  optionalText,
  optionalUuid,
  optionalWholeNumber,
  requiredText,
  typedDate,
  uuid,
  version,
} from "#lib/forms/fields.ts";
import { askedWords, registerShape } from "#lib/registers/query.ts";
import { bodyKinds, cqcId, odsCode, readPostcode, serviceTypes, siteKinds } from "./organisation.ts";

const serviceSorts = ["name", "authority", "people"] as const;
const serviceViews = ["open", "no-manager", "no-location", "closed"] as const;

export const ServiceQuery = z.object({
  ...registerShape(serviceSorts, "name"),
  view: z.enum(serviceViews).catch("open"),
  type: z.enum(serviceTypes).optional().catch(undefined),
  provider: z.uuid().optional().catch(undefined),
});
export type ServiceQuery = z.output<typeof ServiceQuery>;

function optionalCode(pattern: RegExp, wrong: string) {
  return z
    .string()
    .trim()
    .toUpperCase()
    .optional()
    .transform((value) => value || undefined)
    .refine((value) => value === undefined || pattern.test(value), wrong);
}

const cqcIdField = () => optionalCode(cqcId, "A CQC id is 1- and digits, such as 1-9000000101.");

const postcodeField = z
  .string()
  .trim()
  .optional()
  .transform((value, ctx) => {
    if (!value) return undefined;
    const read = readPostcode(value);
    if (read) return read;
    ctx.addIssue({ code: "custom", message: "Write a full postcode, or leave it empty." });
    return z.NEVER;
  });

const serviceFields = {
  name: requiredText("Enter the service's name.", 200).refine((name) => name.length > 1, "Write the name out."),
  types: z.array(z.enum(serviceTypes, "Choose from the list.")).min(1, "Choose what kind of service it is.").max(9),
  legalProviderId: optionalUuid(),
  managerId: optionalUuid(),
  cqcLocationId: cqcIdField(),
  odsCode: optionalCode(odsCode, "An ODS code is 3 to 10 letters and digits."),
  address: optionalText(300),
  postcode: postcodeField,
  localAuthority: optionalText(120),
  beds: optionalWholeNumber(0, 5000),
  peopleSupported: optionalWholeNumber(0, 100_000),
};

export const AddService = z.object(serviceFields);
export type AddService = z.output<typeof AddService>;

export const ChangeService = z.object({ id: z.uuid(), version, ...serviceFields });
export type ChangeService = z.output<typeof ChangeService>;

export const CloseService = z.object({ id: z.uuid(), version, closedOn: typedDate("Enter the date it closes.") });
export type CloseService = z.output<typeof CloseService>;

export const Reopen = z.object({ id: z.uuid(), version });
export type Reopen = z.output<typeof Reopen>;

const siteFields = {
  name: requiredText("Enter the site's name.", 120),
  kind: choice(siteKinds, "Choose what kind of place it is."),
};

export const AddSite = z.object({ serviceId: z.uuid(), ...siteFields });
export type AddSite = z.output<typeof AddSite>;

export const ChangeSite = z.object({ id: z.uuid(), version, ...siteFields });
export type ChangeSite = z.output<typeof ChangeSite>;

export const CloseSite = z.object({ id: z.uuid(), version, closedOn: typedDate("Enter the date it closes.") });
export type CloseSite = z.output<typeof CloseSite>;

const providerFields = {
  name: requiredText("Enter the legal provider's name.", 200).refine((name) => name.length > 1, "Write the name out."),
  cqcProviderId: cqcIdField(),
};

export const AddProvider = z.object(providerFields);
export type AddProvider = z.output<typeof AddProvider>;

export const ChangeProvider = z.object({ id: z.uuid(), version, ...providerFields });
export type ChangeProvider = z.output<typeof ChangeProvider>;

const bodyFields = {
  name: requiredText("Enter the commissioner's name.", 200).refine((name) => name.length > 1, "Write the name out."),
  kind: choice(bodyKinds, "Choose what kind of body it is."),
};

export const AddBody = z.object(bodyFields);
export type AddBody = z.output<typeof AddBody>;

export const ChangeBody = z.object({ id: z.uuid(), version, ...bodyFields });
export type ChangeBody = z.output<typeof ChangeBody>;

const termFields = {
  contractReference: optionalText(120),
  noticeHours: optionalWholeNumber(1, 720),
  startsOn: optionalDate(),
  endsOn: optionalDate(),
};

type Dates = { startsOn?: string | undefined; endsOn?: string | undefined };

function checkDates({ startsOn, endsOn }: Dates, ctx: z.RefinementCtx) {
  if (startsOn && endsOn && endsOn < startsOn)
    ctx.addIssue({ code: "custom", path: ["endsOn"], message: "The end cannot be before the start." });
}

export const Commission = z
  .object({ bodyId: z.uuid(), serviceId: uuid("Choose the service."), ...termFields })
  .superRefine(checkDates);
export type Commission = z.output<typeof Commission>;

export const ChangeCommission = z.object({ id: z.uuid(), version, ...termFields }).superRefine(checkDates);
export type ChangeCommission = z.output<typeof ChangeCommission>;

function columnChoice() {
  return z
    .string()
    .regex(/^[0-9]{0,3}$/, "Choose a column from the list.")
    .optional()
    .transform((value) => (value ? Number(value) : undefined));
}

export const MapColumns = z
  .object({
    id: z.uuid(),
    version,
    name: columnChoice(),
    cqcLocationId: columnChoice(),
    providerName: columnChoice(),
    cqcProviderId: columnChoice(),
    types: columnChoice(),
    careHome: columnChoice(),
    address: columnChoice(),
    postcode: columnChoice(),
    localAuthority: columnChoice(),
    beds: columnChoice(),
    odsCode: columnChoice(),
    dormant: columnChoice(),
    closedOn: columnChoice(),
    kinds: z
      .literal("yes")
      .optional()
      .transform((ticked) => ticked === "yes"),
  })
  .superRefine((input, ctx) => {
    const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    if (input.name === undefined) say("name", "Choose the column with the service's name.");
    if (input.cqcLocationId === undefined) say("cqcLocationId", "Choose the column with the CQC location id.");
    if (input.providerName === undefined && input.cqcProviderId === undefined)
      say("providerName", "Choose the column that tells whose service it is: the provider's name or its CQC id.");
  });
export type MapColumns = z.output<typeof MapColumns>;

export const ChooseProviders = z.object({
  id: z.uuid(),
  version,
  providers: z
    .array(z.string().max(240))
    .min(1, "Choose at least one provider whose rows are yours.")
    .max(300, "Choose 300 providers or fewer."),
  next: z.enum(["check", "search"]).catch("check"),
});
export type ChooseProviders = z.output<typeof ChooseProviders>;

export const RunImport = z.object({
  id: z.uuid(),
  version,
  seen: z.string().regex(/^[0-9a-f]{32}$/, "Open the check again."),
  which: choice(["all", "good"], "Choose whether to leave the rows with problems out."),
});
export type RunImport = z.output<typeof RunImport>;

export const EndImport = z.object({ id: z.uuid(), version });
export type EndImport = z.output<typeof EndImport>;

/** What an upload that was not taken says, at the address it comes back to. */
export const ImportNews = z.object({
  ended: z.literal("yes").optional().catch(undefined),
  problem: z.string().max(40).optional().catch(undefined),
  line: z.coerce.number().int().min(1).max(100_000_000).optional().catch(undefined),
});
export type ImportNews = z.output<typeof ImportNews>;

export const ImportStep = z.object({
  step: z.enum(["columns", "providers"]).optional().catch(undefined),
  words: askedWords,
});
