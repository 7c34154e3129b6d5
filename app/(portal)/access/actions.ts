"use server";

import { revalidatePath } from "next/cache";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { changeMembership, endMembership, startMembership } from "#lib/access/commands/membership.ts";
import { disablePerson, enablePerson, endPersonSessions, resetPassword } from "#lib/access/commands/standing.ts";
import { ChangeMembership, EndMembership, InvitePerson, OnPerson, StartMembership } from "#lib/access/inputs.ts";
import { formAction } from "#lib/forms/action.ts";
import { linkShown } from "./link-shown.ts";

export const invitePersonAction = formAction("access", InvitePerson, async (actor, input) => {
  const { id, link } = await invitePerson(actor, input);
  const page = { href: `/access/people/${id}`, label: "Open this person's page" };
  return {
    message: `${input.name} is invited. Nothing opens before they accept by this link.`,
    once: linkShown(link, page),
  };
});

export const startMembershipAction = formAction("access", StartMembership, async (actor, input) => ({
  to: `/access/people/${(await startMembership(actor, input)).personId}`,
  says: "The role is given.",
}));
export const changeMembershipAction = formAction("access", ChangeMembership, async (actor, input) => ({
  to: `/access/people/${(await changeMembership(actor, input)).personId}`,
  says: "The role is changed.",
}));
export const endMembershipAction = formAction("access", EndMembership, async (actor, input) => ({
  to: `/access/people/${(await endMembership(actor, input)).personId}`,
  says: "The role is ended, and its sessions with it.",
}));

export const disablePersonAction = formAction("access", OnPerson, async (actor, input) => ({
  to: `/access/people/${(await disablePerson(actor, input)).id}`,
  says: "This person can no longer sign in, and is signed out everywhere.",
}));
export const enablePersonAction = formAction("access", OnPerson, async (actor, input) => ({
  to: `/access/people/${(await enablePerson(actor, input)).id}`,
  says: "This person can sign in again.",
}));
export const endPersonSessionsAction = formAction("access", OnPerson, async (actor, input) => ({
  to: `/access/people/${(await endPersonSessions(actor, input)).id}`,
  says: "This person is signed out everywhere.",
}));
export const resetPasswordAction = formAction("access", OnPerson, async (actor, input) => {
  const { link } = await resetPassword(actor, input);
  revalidatePath(`/access/people/${input.id}`);
  return {
    message: "A new link is made. Every session of this person here ends when it is used.",
    once: linkShown(link, { href: `/access/people/${input.id}`, label: "I have handed it over" }),
  };
});
