"use server";

import { revalidatePath } from "next/cache";
import { codeMinutes, newCode } from "#lib/access/code.ts";
import {
  changeSections,
  endGrant,
  extendGrant,
  grantCommissioner,
  grantInspector,
  renewGrantLink,
} from "#lib/access/commands/grants.ts";
import {
  ChangeSections,
  EndGrant,
  ExtendGrant,
  GrantCommissioner,
  GrantInspector,
  OnGrant,
} from "#lib/access/inputs.ts";
import { sectionWord } from "#lib/access/sections.ts";
import { formatDateTime } from "#lib/dates.ts";
import { formAction, type Outcome } from "#lib/forms/action.ts";
import { linkShown } from "../link-shown.ts";

const texts = { purpose: "What it is for" };

function granted(name: string, { id, link }: { id: string; link: string }): Outcome {
  const page = { href: `/access/grants/${id}`, label: "Open this access" };
  return { message: `${name} is granted access.`, once: linkShown(link, page) };
}

export const grantInspectorAction = formAction(
  "access",
  GrantInspector,
  async (actor, input) => granted(input.name, await grantInspector(actor, input)),
  { texts },
);
export const grantCommissionerAction = formAction(
  "access",
  GrantCommissioner,
  async (actor, input) => granted(input.name, await grantCommissioner(actor, input)),
  { texts },
);
export const extendGrantAction = formAction("access", ExtendGrant, async (actor, input) => ({
  to: `/access/grants/${(await extendGrant(actor, input)).id}`,
  says: `The access ends ${formatDateTime(input.endsOn)}.`,
}));
export const changeSectionsAction = formAction("access", ChangeSections, async (actor, input) => ({
  to: `/access/grants/${(await changeSections(actor, input)).id}`,
  says: `They may now read: ${input.sections.map(sectionWord).join(", ")}.`,
}));
export const endGrantAction = formAction(
  "access",
  EndGrant,
  async (actor, input) => ({ to: `/access/grants/${(await endGrant(actor, input)).id}` }),
  { says: "The access is ended. What they open next is refused.", texts: { reason: "The reason" } },
);
export const newCodeAction = formAction("access", OnGrant, async (actor, { id }) => {
  const code = await newCode(actor, id);
  revalidatePath(`/access/grants/${id}`);
  return {
    message: "Read this code out to them.",
    once: {
      label: "The code, shown once",
      value: `${code.slice(0, 4)} ${code.slice(4)}`,
      note: `It works once, for ${codeMinutes} minutes from now.`,
      next: { href: `/access/grants/${id}`, label: "They have signed in: show this access again" },
    },
  };
});
export const renewGrantLinkAction = formAction("access", OnGrant, async (actor, { id }) => {
  const { link } = await renewGrantLink(actor, id);
  revalidatePath(`/access/grants/${id}`);
  return {
    message: "A new link is made.",
    once: linkShown(link, { href: `/access/grants/${id}`, label: "I have handed it over" }),
  };
});
