import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { assume, type Tx } from "./client.ts";
import type { Context } from "./context.ts";
import { organisations, people } from "./schema/organisation.ts";

/** The owner's own door, for new organisations, seeds and erasure; the portal's processes never hold its URL. */
export type OwnerDoor = {
  /** One transaction of one verb; `at` is a seed time, which only a sample organisation accepts. */
  changeAs<T>(context: Context, verb: string, run: (tx: Tx) => Promise<T>, at?: Date): Promise<T>;
  /** A transaction without a context: no captured table can be changed in it. */
  plainly<T>(
    run: (tx: Parameters<Parameters<ReturnType<typeof drizzle>["transaction"]>[0]>[0]) => Promise<T>,
  ): Promise<T>;
  end(): Promise<void>;
};

export function ownerDoor(ownerUrl: string): OwnerDoor {
  const client = postgres(ownerUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  const db = drizzle(client);
  return {
    changeAs: (context, verb, run, at) =>
      db.transaction(async (tx) => {
        if (at) await tx.execute(sql.raw(`set local holdfast.at = '${at.toISOString()}'`));
        const now = await assume(tx, context, verb);
        return run(Object.assign(tx, { now }));
      }),
    plainly: (run) => db.transaction(run),
    end: () => client.end(),
  };
}

/** The people of an organisation have come in: for samples and tests, where nobody uses an invitation's link. */
export async function acceptEverybody(door: OwnerDoor, organisationId: string): Promise<void> {
  await door.plainly((tx) =>
    tx.execute(sql`insert into auth.acceptances (organisation_id, account_id)
      select organisation_id, account_id from people where organisation_id = ${organisationId} on conflict do nothing`),
  );
}

export type NewOrganisation = {
  name: string;
  sample: boolean;
  first: { name: string; email: string; accountId?: string };
  at?: Date;
};

/** Opens an organisation: its chain head, the organisation itself and its first person, who is the actor. */
export async function openOrganisation(
  door: OwnerDoor,
  input: NewOrganisation,
): Promise<Context & { accountId: string }> {
  const organisationId = randomUUID();
  const personId = randomUUID();
  const accountId = await door.plainly(async (tx) => {
    await tx.execute(
      sql`insert into trail_heads (organisation_id, sample) values (${organisationId}, ${input.sample})`,
    );
    await tx.execute(sql`insert into auth.accounts (id, email, name)
      values (${input.first.accountId ?? randomUUID()}, ${input.first.email.toLowerCase()}, ${input.first.name}) on conflict (email) do nothing`);
    const [account] = await tx.execute<{ id: string }>(
      sql`select id from auth.accounts where email = ${input.first.email.toLowerCase()}`,
    );
    if (!account) throw new Error("The account could not be made.");
    return account.id;
  });
  const context: Context = { organisationId, personId, kind: "inside", role: "org-admin", services: "all" };
  await door.changeAs(
    context,
    "organisation.open",
    async (tx) => {
      const createdAt = input.at ?? tx.now;
      await tx
        .insert(organisations)
        .values({ organisationId, id: organisationId, name: input.name, sample: input.sample, createdAt });
      await tx.insert(people).values({
        organisationId,
        id: personId,
        accountId,
        name: input.first.name,
        email: input.first.email.toLowerCase(),
        createdAt,
      });
    },
    input.at,
  );
  return { ...context, accountId };
}
