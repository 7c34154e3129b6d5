import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { disablePerson, resetPassword } from "#lib/access/commands/standing.ts";
import { acceptByLink, readLink, setPasswordByLink } from "#lib/access/links.ts";
import { matchPasswords, openMatched } from "#lib/access/own-passwords.ts";
import { findStanding } from "#lib/access/standing.ts";
import { type Cast, castOf, type Troupe } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

const address = () => randomUUID();
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const [ours, third, fourth] = ["four slow lanterns", "five patient otters", "nine quiet barges"];
const set = (link: string, password: string) => setPasswordByLink(tokenOf(link), password, address());
const invited = (troupe: Troupe, email: string) =>
  invitePerson(troupe.actors["org-admin"], {
    ...{ name: "Newcomer", email, role: "org-admin", title: undefined, wholeOrganisation: false, endsOn: undefined },
    serviceIds: [troupe.services.a],
  });
const versionOf = async (id: string) =>
  Number((await here().owner`select version from people where id = ${id}`)[0]?.version);
const reset = async (troupe: Troupe, id: string) =>
  (await resetPassword(troupe.actors["org-admin"], { id, version: await versionOf(id) })).link;
async function signIn(email: string, password: string) {
  const matched = await matchPasswords(email, password);
  return matched && openMatched(matched);
}
async function open(token: string | undefined) {
  const standing = token === undefined ? undefined : await findStanding(token);
  return standing?.memberships.map((one) => one.organisation).sort();
}
const opens = async (email: string, password: string) => open(await signIn(email, password));

/** Somebody who came in to two organisations by one password. */
async function ofTwo() {
  const email = `${randomUUID()}@new.example`;
  const first = await invited(cast, email);
  expect(await set(first.link, ours)).toBe("done");
  const second = await invited(cast.foreign, email);
  expect(await acceptByLink(tokenOf(second.link), ours, address())).toBe("done");
  return { email, first, second };
}

describe("somebody of two organisations who forgot the password they have for both", () => {
  test("is given a new one by either: it opens that organisation alone, and the other stays as it was", async () => {
    for (const by of ["first", "second"] as const) {
      const both = await ofTwo();
      const [troupe, mine, other] =
        by === "first" ? [cast, "First Care", "Foreign Care"] : [cast.foreign, "Foreign Care", "First Care"];
      const session = await signIn(both.email, ours);
      const link = await reset(troupe, both[by].id);
      expect(await readLink(tokenOf(link))).toMatchObject({ asks: "new", alone: true });
      expect(await set(link, third)).toBe("done");
      expect([await opens(both.email, third), await opens(both.email, ours)]).toEqual([[mine], [other]]);
      expect(await open(session)).toEqual([other]);
    }
  });

  test("then gets one from the other too, and may take the same: both open by it again", async () => {
    const { email, first, second } = await ofTwo();
    expect(await set(await reset(cast, first.id), third)).toBe("done");
    const link = await reset(cast.foreign, second.id);
    expect(await readLink(tokenOf(link))).toMatchObject({ asks: "new", alone: false });
    expect(await set(link, third)).toBe("done");
    expect(await opens(email, third)).toEqual(["First Care", "Foreign Care"]);
    expect(await opens(email, ours)).toBeUndefined();
  });

  test("comes back to the one after the other has closed to them", async () => {
    const { email, first, second } = await ofTwo();
    const admin = cast.foreign.actors["org-admin"];
    await disablePerson(admin, { id: second.id, version: await versionOf(second.id) });
    expect(await set(await reset(cast, first.id), third)).toBe("done");
    expect(await opens(email, third)).toEqual(["First Care"]);
  });

  test("keeps a link that was made before the second organisation was accepted", async () => {
    const email = `${randomUUID()}@new.example`;
    const first = await invited(cast, email);
    await set(first.link, ours);
    const link = await reset(cast, first.id);
    await acceptByLink(tokenOf((await invited(cast.foreign, email)).link), ours, address());
    expect(await set(link, fourth)).toBe("done");
    expect([await opens(email, fourth), await opens(email, ours)]).toEqual([["First Care"], ["Foreign Care"]]);
  });
});

test("a person of one organisation gets one password by a link, which opens whatever they take up later", async () => {
  const email = `${randomUUID()}@new.example`;
  const first = await invited(cast, email);
  await set(first.link, ours);
  const link = await reset(cast, first.id);
  expect(await readLink(tokenOf(link))).toMatchObject({ asks: "new", alone: false });
  expect(await set(link, third)).toBe("done");
  await acceptByLink(tokenOf((await invited(cast.foreign, email)).link), third, address());
  expect(await opens(email, third)).toEqual(["First Care", "Foreign Care"]);
});
