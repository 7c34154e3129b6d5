import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, type Tx } from "#db/client.ts";
import { outsideGrants } from "#db/schema/access.ts";
import { people } from "#db/schema/organisation.ts";
import { changeOwnPassword } from "#lib/access/account.ts";
import type { Actor } from "#lib/access/actor.ts";
import { checkCode, newCode } from "#lib/access/code.ts";
import { endGrant, grantInspector } from "#lib/access/commands/grants.ts";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { disablePerson, enablePerson, resetPassword } from "#lib/access/commands/standing.ts";
import { acceptByLink, deadLink, readLink, setPasswordByLink } from "#lib/access/links.ts";
import { can, type Role, roleIds } from "#lib/access/roles.ts";
import { findStanding, tokenHash } from "#lib/access/standing.ts";
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
const invited = (troupe: Troupe, email: string, role: Role = "org-admin") =>
  invitePerson(troupe.actors["org-admin"], {
    ...{ name: "Newcomer", email, role, title: undefined, wholeOrganisation: false, endsOn: undefined },
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
  (await findStanding(await openSession(await accountOf(email))))?.memberships.map((one) => one.role);

const good = "three quiet herons";
const set = (link: string, password = good) => setPasswordByLink(tokenOf(link), password, address());
const accept = (link: string, password = good) => acceptByLink(tokenOf(link), password, address());
const versionOf = async (id: string) =>
  Number((await here().owner`select version from people where id = ${id}`)[0]?.version);
const reset = async (troupe: Troupe, id: string) =>
  resetPassword(troupe.actors["org-admin"], { id, version: await versionOf(id) });
const dead = { field: "link", message: deadLink };

describe("the rules, as people meet them", () => {
  test("nobody lets in from outside a person of the organisation, nor invites somebody who is let in", async () => {
    const [person, outsider] = [newcomer(), newcomer()];
    await invited(cast, person, "nominated-individual");
    await expect(letIn(cast, person)).rejects.toMatchObject({ kind: "conflict", field: "email" });
    const { id } = await letIn(cast, outsider);
    await expect(invited(cast, outsider)).rejects.toMatchObject({ kind: "conflict", field: "email" });
    await endGrant(cast.actors["registered-manager"], { id, version: 1, reason: "They work here now." });
    await invited(cast, outsider, "care-worker");
  });

  test("whoever accepted another organisation's invitation opens what was invited here only by this link too", async () => {
    const email = newcomer();
    const elsewhere = await invited(cast.foreign, email, "care-worker");
    expect(await set(elsewhere.link)).toBe("done");
    const here = await invited(cast, email);
    expect(await opens(email)).toEqual(["care-worker"]);
    expect(await readLink(tokenOf(here.link))).toEqual({
      ...{ organisation: "First Care", posts: ["Organisation administrator"] },
      ...{ asks: "known", ownToo: true, alone: false },
    });
    expect(await accept(here.link, "four slow lanterns")).toMatchObject({ field: "password" });
    expect(await accept(here.link)).toBe("done");
    expect(await accept(here.link)).toEqual(dead);
    expect((await opens(email))?.sort()).toEqual(["care-worker", "org-admin"]);
  });

  test("a later link, of whichever organisation, sets no password of the account while an older invitation waits", async () => {
    const email = newcomer();
    const first = await invited(cast, email, "nominated-individual");
    const [person, access] = [await invited(cast.foreign, email), await letIn(cast.foreign, newcomer())];
    expect(await readLink(tokenOf(person.link))).toMatchObject({ asks: "new", alone: true });
    expect(await readLink(tokenOf(access.link))).toMatchObject({ asks: "new", alone: false, posts: [] });
    expect(await set(first.link)).toBe("done");
    expect(await opens(email)).toEqual(["nominated-individual"]);
    expect(await accept(person.link)).toBe("done");
    expect((await opens(email))?.sort()).toEqual(["nominated-individual", "org-admin"]);
  });

  test("a link for an access from outside accepts nothing, and says only to sign in where one was proved before", async () => {
    const email = newcomer();
    const first = await letIn(cast.foreign, email);
    expect(await set(first.link)).toBe("done");
    const code = await newCode(cast.foreign.actors["registered-manager"], first.id);
    expect(await checkCode(await accountOf(email), code, address())).toMatchObject({ ok: true });
    const second = await letIn(cast, email);
    expect(await readLink(tokenOf(second.link))).toMatchObject({ asks: "sign-in" });
    expect(await accept(second.link)).toEqual(dead);
  });

  test("making a link again ends the one before", async () => {
    const { id, link } = await invited(cast, newcomer());
    const again = await reset(cast, id);
    expect(await set(link)).toEqual(dead);
    expect(await set(again.link)).toBe("done");
  });

  test("a changed password and a disabled person end the links to a new one, for good", async () => {
    const email = newcomer();
    const { id, link } = await invited(cast, email, "care-worker");
    await set(link);
    const first = await reset(cast, id);
    const at = { token: await openSession(await accountOf(email)), address: address() };
    await changeOwnPassword(await accountOf(email), { current: good, password: "five patient otters" }, at);
    expect(await set(first.link)).toEqual(dead);
    const second = await reset(cast, id);
    const admin = cast.actors["org-admin"];
    await disablePerson(admin, { id, version: await versionOf(id) });
    expect(await set(second.link)).toEqual(dead);
    await enablePerson(admin, { id, version: await versionOf(id) });
    expect(await set(second.link)).toEqual(dead);
    expect(await set((await reset(cast, id)).link)).toBe("done");
  });
});

describe("the rules, as the database keeps them", () => {
  const make = (actor: Actor, standing: string) =>
    changeAs(actor, "person.link", (tx) =>
      tx.execute(sql`select guard.make_link(${standing}::uuid, ${randomBytes(32)}, 72)`),
    );
  const refused = { cause: { code: "HF001" } };
  const impossible = { cause: { code: "23514" } };

  test("a link is made only by whoever may give what it opens, in their own organisation and services", async () => {
    const [person, access] = [await invited(cast, newcomer()), await letIn(cast, newcomer())];
    for (const role of roleIds) {
      const actor = cast.actors[role];
      const made = async (standing: string) =>
        make(actor, standing).then(
          () => true,
          () => false,
        );
      expect([role, await made(person.id)]).toEqual([role, can(actor, "access", "invite")]);
      expect([role, await made(access.id)]).toEqual([role, can(actor, "access", "grant")]);
    }
    for (const actor of [cast.foreign.actors["org-admin"], cast.foreign.actors["nominated-individual"]])
      for (const { id } of [person, access]) await expect(make(actor, id)).rejects.toMatchObject(refused);
    await expect(make(cast.otherServiceManager, access.id)).rejects.toMatchObject(refused);
  });

  test("an account is not both, a person and somebody let in, whoever writes the row", async () => {
    const [person, outsider] = [newcomer(), newcomer()];
    await invited(cast, person);
    const { id } = await letIn(cast, outsider);
    const admin = cast.actors["org-admin"];
    const { organisationId } = admin;
    const account = await accountOf(outsider);
    const row = (tx: Tx) => ({ organisationId, id: randomUUID(), name: "Both", email: outsider, createdAt: tx.now });
    await expect(
      changeAs(admin, "person.invite", (tx) => tx.insert(people).values({ ...row(tx), accountId: account })),
    ).rejects.toMatchObject(impossible);
    const manager = cast.actors["registered-manager"];
    const turned = accountOf(person).then((accountId) =>
      changeAs(manager, "grant.extend", (tx) =>
        tx
          .update(outsideGrants)
          .set({ accountId, endsAt: new Date(Date.now() + 9 * day) })
          .where(eq(outsideGrants.id, id)),
      ),
    );
    await expect(turned).rejects.toMatchObject(impossible);
  });

  test("a membership opens by its own organisation's acceptance, not by a password or another's", async () => {
    const email = newcomer();
    await invited(cast, email);
    const account = await accountOf(email);
    await here().owner`update auth.accounts set password_hash = 'set' where id = ${account}`;
    await here().owner`insert into auth.acceptances values (${cast.foreign.organisation.id}, ${account})`;
    expect(await opens(email)).toEqual([]);
    await here().owner`insert into auth.acceptances values (${cast.organisation.id}, ${account})`;
    expect(await opens(email)).toEqual(["org-admin"]);
  });

  test("neither the portal nor the sign-in writes an acceptance, and no session of others is ended by an invitation", async () => {
    for (const door of ["app", "auth", "outside", "worker"] as const)
      await expect(
        here()[door]`insert into auth.acceptances values (${cast.organisation.id}, ${randomUUID()})`,
      ).rejects.toMatchObject({ code: "42501" });
    const email = newcomer();
    await set((await invited(cast.foreign, email)).link);
    const session = await openSession(await accountOf(email));
    const { id } = await invited(cast, email);
    const admin = cast.actors["org-admin"];
    await disablePerson(admin, { id, version: await versionOf(id) });
    expect(await findStanding(session)).toBeDefined();
  });

  test("a link is not used twice at once, with a password that was changed meanwhile, or for an access", async () => {
    const email = newcomer();
    await set((await invited(cast.foreign, email)).link);
    const { link } = await invited(cast, email);
    const hash = tokenHash(tokenOf(link));
    const use = (password: string | null, known: string | null) =>
      here().auth`select auth.use_link(${hash}, ${password}, ${known}) as done`.then(([row]) => row?.done);
    expect(await use(null, "another hash")).toBe(false);
    expect(await use(null, null)).toBe(false);
    const answers = await Promise.all(Array.from({ length: 16 }, () => accept(link)));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  });
});
