import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { openOrganisation, ownerDoor } from "#db/owner.ts";
import { memberships } from "#db/schema/organisation.ts";
import { newLink } from "#lib/access/links.ts";
import { mixedName, OrganisationName, sameName } from "#lib/run/organisation-name.ts";
import { ownerAccess } from "#lib/run/owner-url.ts";
import { leaveWith, refuse } from "#lib/run/refusals.ts";

const firstLinkHours = 24;

/**
 * Opens an organisation with one administrator, who comes in by the link that is answered: it asks for a new password, or
 * for the one they have.
 * Refuses a name that is taken: a command sent twice makes one organisation, and nobody mistakes one for another.
 */
export async function createOrganisation(
  ownerUrl: string,
  input: { name: string; email: string; origin: string },
): Promise<{ organisationId: string; link: string }> {
  const door = ownerDoor(ownerUrl);
  try {
    const open = await door.plainly((tx) => tx.execute<{ name: string }>(sql`select name from organisations`));
    const alike = open.find(({ name }) => sameName(name, input.name));
    if (alike) throw refuse("organisation-known", { name: alike.name });
    const first = { name: "Administrator", email: input.email };
    const opened = await openOrganisation(door, { name: input.name, sample: false, first });
    const { organisationId, personId, accountId } = opened;
    await door.changeAs(opened, "membership.start", (tx) =>
      tx.insert(memberships).values({
        organisationId,
        id: randomUUID(),
        personId,
        role: "org-admin",
        allServices: true,
        startsAt: tx.now,
      }),
    );
    const link = newLink(input.origin);
    await door.plainly((tx) =>
      tx.execute(sql`insert into auth.password_links (token_hash, account_id, expires_at, organisation_id, purpose, standing_id)
        values (${link.hash}, ${accountId}, clock_timestamp() + make_interval(hours => ${firstLinkHours}),
          ${organisationId}, 'invitation', ${personId})`),
    );
    return { organisationId, link: link.href };
  } finally {
    await door.end();
  }
}

const Typed = z.tuple([OrganisationName, z.string().trim().toLowerCase().max(254).pipe(z.email())]);

async function main() {
  const typed = Typed.safeParse(process.argv.slice(2));
  if (!typed.success) {
    const isMixed = typed.error.issues.some(({ message }) => message === mixedName);
    console.error(
      isMixed
        ? mixedName
        : 'Give a name of 2 to 120 visible characters on one line and an email address: npm run create-organisation -- "Alder Care" first.person@alder.example',
    );
    process.exit(2);
  }
  const [name, email] = typed.data;
  const { ownerUrl, contextKey, origin } = ownerAccess(process.env);
  if (contextKey) process.env.HOLDFAST_CONTEXT_KEY = contextKey;
  const { link } = await createOrganisation(ownerUrl, { name, email, origin });
  console.log(`${name} is open. Its administrator is ${email}.`);
  console.log(
    `They accept here, once, within ${firstLinkHours} hours, with a new password or with the one they have:\n${link}`,
  );
}

if (import.meta.main) await main().then(() => process.exit(0), leaveWith);
