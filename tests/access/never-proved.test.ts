import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { heard } from "#db/migrate.ts";
import { checkCode, newCode } from "#lib/access/code.ts";
import { endGrant, grantInspector, renewGrantLink } from "#lib/access/commands/grants.ts";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { resetPassword } from "#lib/access/commands/standing.ts";
import { acceptByLink, deadLink, readLink, setPasswordByLink } from "#lib/access/links.ts";
import { matchPasswords } from "#lib/access/own-passwords.ts";
import { passwordMatches } from "#lib/access/passwords.ts";
import { accountStandings } from "#lib/access/queries/people.ts";
import { chooseMembership, findStanding, tokenHash } from "#lib/access/standing.ts";
import { type Cast, castOf, type Troupe } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

const day = 86_400_000;
const address = () => randomUUID();
const newcomer = () => `${randomUUID()}@new.example`;
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const invited = (troupe: Troupe, email: string) =>
  invitePerson(troupe.actors["org-admin"], {
    ...{ name: "Newcomer", email, role: "org-admin", title: undefined, wholeOrganisation: false, endsOn: undefined },
    serviceIds: [troupe.services.a],
  });
const letIn = (troupe: Troupe, email: string) =>
  grantInspector(troupe.actors["registered-manager"], {
    ...{ name: "Inspector", email, serviceIds: [troupe.services.a], sections: ["risks"], startsOn: undefined },
    periodFrom: new Date(Date.now() - 300 * day),
    ...{ periodTo: new Date(), endsOn: new Date(Date.now() + 3 * day), purpose: "Assessment" },
  });
const accountOf = async (email: string) =>
  String((await here().owner`select id from auth.accounts where email = ${email}`)[0]?.id);
const opens = async (email: string) =>
  (await findStanding(await openSession(await accountOf(email))))?.memberships.map((one) => one.organisation).sort();
const opensBy = async (email: string, password: string) => {
  const matched = await matchPasswords(email, password);
  const token = matched && (await openSession(matched.accountId, undefined, matched.by));
  return token && (await findStanding(token))?.memberships.map((one) => one.organisation).sort();
};
const asks = async (link: string) => (await readLink(tokenOf(link)))?.asks;
const set = (link: string, password: string) => setPasswordByLink(tokenOf(link), password, address());
const accept = (link: string, password: string) => acceptByLink(tokenOf(link), password, address());
const holds = async (email: string, password: string) => {
  const [row] = await here().owner`select password_hash from auth.accounts where email = ${email}`;
  return passwordMatches(row?.password_hash, password);
};
/** The code of an access, read out and typed in. */
async function proved(troupe: Troupe, grantId: string, email: string) {
  const code = await newCode(troupe.actors["registered-manager"], grantId);
  expect(await checkCode(await accountOf(email), code, address())).toMatchObject({ ok: true });
}

const [strange, own, dead] = ["three strange herons", "four slow lanterns", { field: "link", message: deadLink }];

describe("a password that only ever came from a link for an access, before its first code", () => {
  test("opens nothing of an invitation, which sets one for its organisation alone", async () => {
    const email = newcomer();
    expect(await set((await letIn(cast.foreign, email)).link, strange)).toBe("done");
    const session = await openSession(await accountOf(email));
    const { link } = await invited(cast, email);
    expect(await asks(link)).toBe("new");
    expect(await accept(link, strange)).toEqual(dead);
    expect(await opens(email)).toEqual([]);
    expect(await set(link, own)).toBe("done");
    expect((await findStanding(session))?.memberships).toEqual([]);
    expect([await opensBy(email, strange), await opensBy(email, own)]).toEqual([[], ["First Care"]]);
  });

  test("so does one that a manager of the same organisation set, with or without a code of their own", async () => {
    for (const withCode of [false, true]) {
      const email = newcomer();
      const { id, link } = await letIn(cast, email);
      expect(await set(link, strange)).toBe("done");
      if (withCode) await proved(cast, id, email);
      const [grant] = await here().owner`select version from outside_grants where id = ${id}`;
      await endGrant(cast.actors["registered-manager"], { id, version: Number(grant?.version), reason: "Over." });
      const person = await invited(cast, email);
      expect(await set(person.link, own)).toBe("done");
      expect(await holds(email, own)).toBe(true);
      const { link: again } = await resetPassword(cast.actors["org-admin"], { id: person.id, version: 1 });
      expect(await asks(again)).toBe("new");
    }
  });

  test("one that another organisation's manager proved with the code they can show opens nothing of the inviter's", async () => {
    for (const over of [false, true]) {
      const email = newcomer();
      const { id, link } = await letIn(cast.foreign, email);
      expect(await set(link, strange)).toBe("done");
      await proved(cast.foreign, id, email);
      const person = await invited(cast, email);
      if (over) {
        const [grant] = await here().owner`select version from outside_grants where id = ${id}`;
        const manager = cast.foreign.actors["registered-manager"];
        await endGrant(manager, { id, version: Number(grant?.version), reason: "Over." });
      }
      expect(await readLink(tokenOf(person.link))).toMatchObject({ asks: "known", ownToo: true });
      expect(await set(person.link, own)).toBe("done");
      expect([await opensBy(email, strange), await opensBy(email, own)]).toEqual([[], ["First Care"]]);
    }
  });

  test("neither a waiting link for an access nor a later one keeps the invitation from setting it", async () => {
    const email = newcomer();
    const before = await letIn(cast.foreign, email);
    const { link } = await invited(cast, email);
    expect(await asks(before.link)).toBe("new");
    expect(await set(link, own)).toBe("done");
    expect(await asks(before.link)).toBe("sign-in");
    expect(await set(before.link, strange)).toBe("done");
    expect([await holds(email, own), await opensBy(email, strange)]).toEqual([true, []]);
  });

  test("stays when the link of another access sets one, and the manager of the first makes that link again", async () => {
    const email = newcomer();
    const first = await letIn(cast, email);
    expect(await set(first.link, own)).toBe("done");
    const second = await letIn(cast.foreign, email);
    expect(await asks(second.link)).toBe("new");
    expect(await set(second.link, strange)).toBe("done");
    const manager = cast.actors["registered-manager"];
    const standing = (await readAs(manager, accountStandings)).get(await accountOf(email));
    expect(standing?.ready).toBe(false);
    const again = await renewGrantLink(manager, first.id);
    expect(await set(again.link, own)).toBe("done");
    await proved(cast, first.id, email);
    await expect(renewGrantLink(manager, first.id)).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("a link says only what is true", () => {
  test("two accesses of an address that has no password yet: each of their links sets one", async () => {
    const email = newcomer();
    const [first, second] = [await letIn(cast, email), await letIn(cast.foreign, email)];
    expect([await asks(first.link), await asks(second.link)]).toEqual(["new", "new"]);
  });

  test("while an older invitation waits, a later link asks for no password that nobody has", async () => {
    const email = newcomer();
    const first = await invited(cast, email);
    const person = await invited(cast.foreign, email);
    expect(await asks(person.link)).toBe("new");
    expect(await accept(person.link, strange)).toEqual(dead);
    expect(await set(first.link, own)).toBe("done");
    expect(await asks(person.link)).toBe("known");
  });

  test("once an access was proved by a code, or an invitation accepted, no other organisation's link replaces it", async () => {
    const [inspector, person] = [newcomer(), newcomer()];
    const access = await letIn(cast.foreign, inspector);
    await set(access.link, own);
    await proved(cast.foreign, access.id, inspector);
    await set((await invited(cast.foreign, person)).link, own);
    for (const email of [inspector, person]) {
      const { link } = await invited(cast, email);
      expect(await asks(link)).toBe("known");
      expect(await accept(link, own)).toBe("done");
    }
    const { email } = await prepared();
    const other = await letIn(cast, email);
    expect(await readLink(tokenOf(other.link))).toMatchObject({ asks: "sign-in", ownToo: true });
    expect(await set(other.link, strange)).toBe("done");
    expect([await holds(email, strange), await holds(email, own)]).toEqual([false, true]);
  });

  /** An address whose access elsewhere was proved. */
  async function prepared() {
    const email = newcomer();
    const { id, link } = await letIn(cast.foreign, email);
    await set(link, own);
    await proved(cast.foreign, id, email);
    return { email };
  }
});

describe("the database keeps it, whoever asks", () => {
  test("an invitation is not accepted with a password that nobody proved", async () => {
    const email = newcomer();
    await set((await letIn(cast.foreign, email)).link, strange);
    const { link } = await invited(cast, email);
    const [row] = await here().owner`select password_hash from auth.accounts where email = ${email}`;
    const [used] = await here()
      .auth`select auth.use_link(${tokenHash(tokenOf(link))}, null, ${row?.password_hash}) as done`;
    expect(used?.done).toBe(false);
  });
});

describe("the upgrade that took every password for an acceptance", () => {
  const text = readFileSync(resolve(import.meta.dirname, "../../db/migrations/0093_never_proved.sql"), "utf8");
  const mend = text.slice(text.indexOf("do $$\ndeclare told"));
  const upgraded = async () => {
    const lines: string[] = [];
    const owner = postgres(here().ownerUrl, { max: 1, onnotice: heard((line) => lines.push(line)) });
    await owner.unsafe(mend).finally(() => owner.end());
    return lines;
  };
  /** Somebody here whose password the old upgrade took for an acceptance. */
  async function taken(before: (email: string) => Promise<unknown>, ...after: ((of: Of) => Promise<unknown>)[]) {
    const email = newcomer();
    await before(email);
    const { id } = await invited(cast, email);
    const account = await accountOf(email);
    for (const step of after) await step({ email, account });
    await here().owner`insert into auth.acceptances (organisation_id, account_id, accepted_at)
      values (${cast.organisation.id}, ${account}, (select at - interval '1 second' from migrations.applied where name like '0071%'))`;
    return { id, account };
  }
  type Of = { email: string; account: string };
  const nobody = async () => undefined;
  // Rows are dated to the millisecond, so whatever follows has to be later by more.
  const signsIn = async ({ account }: Of) => {
    await openSession(account);
    await wait(5);
  };
  const elsewhere = async (email: string) => set((await letIn(cast.foreign, email)).link, strange);

  test("is mended where the password may be a stranger's, by whichever session: it says of how many people", async () => {
    const unused = await taken(elsewhere);
    const daily = await taken(elsewhere, signsIn);
    const person = await taken((email) => invited(cast.foreign, email), signsIn);
    const lines = await upgraded();
    const left = await accepted();
    for (const { account } of [unused, daily, person]) expect(left).not.toContain(account);
    expect(lines).toEqual([expect.stringMatching(/^First Care: .+ makes their invitation again: 3$/)]);
    expect(await upgraded()).toEqual([]);
    const { link } = await invitedAgain(daily.id);
    expect(await set(link, own)).toBe("done");
    expect(await accepted()).toContain(daily.account);
  });

  test("spares who was seen here, whose account is only here, and who came in before anyone else knew the address", async () => {
    const only = await taken(nobody, signsIn);
    const first = await taken(nobody, signsIn, ({ email }) => elsewhere(email));
    const ours = await taken(accessOfOurs, signsIn);
    const chose = await taken(elsewhere, async ({ account }) => {
      const [place] = await here().owner`select id from memberships where person_id in (
        select id from people where account_id = ${account} and organisation_id = ${cast.organisation.id})`;
      const membership = { id: String(place?.id), organisationId: cast.organisation.id };
      await chooseMembership(await openSession(account), membership);
    });
    const since = newcomer();
    await letIn(cast.foreign, since);
    await set((await invited(cast, since)).link, own);
    expect(await upgraded()).toEqual([]);
    const spared = [only, first, chose, ours].map(({ account }) => account);
    expect(await accepted()).toEqual(expect.arrayContaining([...spared, await accountOf(since)]));
  });

  const accepted = async () => {
    const rows = await here()
      .owner`select account_id from auth.acceptances where organisation_id = ${cast.organisation.id}`;
    return rows.map((row) => row.account_id);
  };
  const invitedAgain = (id: string) => resetPassword(cast.actors["org-admin"], { id, version: 1 });

  /** An access that this organisation gave and ended before the invitation. */
  const accessOfOurs = async (email: string) => {
    const manager = cast.actors["registered-manager"];
    const { id } = await letIn(cast, email);
    const [grant] = await here().owner`select version from outside_grants where id = ${id}`;
    await endGrant(manager, { id, version: Number(grant?.version), reason: "Over." });
  };
});
