import { invitationHours } from "#lib/access/links.ts";
import type { Once } from "#lib/forms/state.ts";

export function linkShown(link: string, next: { href: string; label: string }): Once {
  return {
    label: "The link, shown once",
    value: link,
    note: `Hand it to them yourself, by a road you trust: no mail server is needed. It works once, for ${invitationHours} hours, and is not kept here. It asks them for a new password, or for the one that they have.`,
    next,
  };
}
