import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { says, verifyTrail } from "#db/verify-trail.ts";
import { acceptByLink, setPasswordByLink } from "#lib/access/links.ts";
import { findStanding } from "#lib/access/standing.ts";
import { createOrganisation } from "#lib/run/create-organisation.ts";
import { OrganisationName, sameName } from "#lib/run/organisation-name.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

test("an organisation opens with one administrator, a whole chain and a link of 24 hours", async () => {
  const email = `${randomUUID()}@alder.example`;
  const origin = "https://holdfast.alder.example";
  const { organisationId, link } = await createOrganisation(here().ownerUrl, { name: "Alder Care", email, origin });
  expect(link).toMatch(/^https:\/\/holdfast\.alder\.example\/set-password\?token=[\w-]{43}$/);
  const token = new URL(link ?? "").searchParams.get("token") ?? "";
  const [row] = await here().owner`select round(extract(epoch from l.expires_at - l.created_at) / 3600)::int as hours
    from auth.password_links l join auth.accounts a on a.id = l.account_id where a.email = ${email}`;
  expect(row?.hours).toBe(24);
  expect(await setPasswordByLink(token, "three quiet herons", "here")).toBe("done");
  const [account] = await here().owner`select id from auth.accounts where email = ${email}`;
  const standing = await findStanding(await openSession(String(account?.id)));
  expect(standing?.memberships).toMatchObject([
    { organisationId, role: "org-admin", allServices: true, sample: false },
  ]);
  const report = (await verifyTrail(here().ownerUrl)).find((one) => one.organisationId === organisationId);
  expect(report && says(report)).toBe("Alder Care: 3 entries, whole; the records and their versions agree.");
});

test("an administrator who has a password already opens the second organisation by its own link and that password", async () => {
  const email = `${randomUUID()}@alder.example`;
  const origin = "https://holdfast.alder.example";
  const first = await createOrganisation(here().ownerUrl, { name: "First Alder", email, origin });
  const token = new URL(first.link ?? "").searchParams.get("token") ?? "";
  await setPasswordByLink(token, "three quiet herons", "here");
  const second = await createOrganisation(here().ownerUrl, { name: "Second Alder", email, origin });
  const [account] = await here().owner`select id from auth.accounts where email = ${email}`;
  const opens = async () =>
    (await findStanding(await openSession(String(account?.id))))?.memberships.map((one) => one.organisation);
  expect(await opens()).toEqual(["First Alder"]);
  const invitation = new URL(second.link).searchParams.get("token") ?? "";
  expect(await acceptByLink(invitation, "four slow lanterns", "here")).toMatchObject({ field: "password" });
  expect(await acceptByLink(invitation, "three quiet herons", "here")).toBe("done");
  expect(await opens()).toEqual(["First Alder", "Second Alder"]);
});

test("a name is what people see of it: nothing hidden in it, one line, single spaces", () => {
  expect(OrganisationName.parse("  Alder   Care ")).toBe("Alder Care");
  for (const name of ["Alder\nCare", "Alder\u0007 Care", "Alder\u200bCare", "\u202eAlder", "A", " ", "Alder\u2028Care"])
    expect([name, OrganisationName.safeParse(name).success]).toEqual([name, false]);
});

test("a name that mixes alphabets in one word is refused with a sentence", () => {
  const said = (name: string) => OrganisationName.safeParse(name).error?.issues[0]?.message;
  for (const name of ["Tw\u0456n Care", "Twin C\u0430re", "\u03a4win Care", "Alder \u0410lder Aлder", "\u13a0lder"])
    expect([name, said(name)]).toEqual([name, expect.stringMatching(/mixes letters of two alphabets in one word/)]);
  for (const name of [
    "Straße Care",
    "\uff34win Care",
    "Дом престарелых",
    "St Mary\u2019s 2000",
    "O\u02bcBrien Care",
    "Caf\u00e9 Ångström",
    "東京ケアの家",
    "Дом Care",
  ])
    expect([name, said(name)]).toEqual([name, undefined]);
  expect(said("!!")).toBeDefined();
});

test("two names are the same as people read them: width, case, spaces and marks between the letters set aside", () => {
  const alike = [
    "Twin Care",
    "Twin Care.",
    "\uff34win Care",
    "TWIN-CARE",
    "Twin  Care",
    "\u201cTwin\u201d Care",
    "T.W.I.N. Care",
  ];
  for (const name of alike) expect([name, sameName(name, "Twin Care")]).toEqual([name, true]);
  expect(sameName("STRASSE CARE", "Straße Care")).toBe(true);
  expect(sameName("Alder & Birch", "Alder and Birch")).toBe(true);
  expect(sameName("Café Care", "Cafe\u0301 Care")).toBe(true);
  for (const name of ["Twin Care 2", "Twins Care", "Cafe Care"]) expect(sameName(name, "Twin Care")).toBe(false);
  expect(sameName("Café Care", "Cafe Care")).toBe(false);
});

test("a name that is taken is refused, whoever administers it, and nothing is made", async () => {
  const input = {
    name: "Alder Twice",
    email: `${randomUUID()}@alder.example`,
    origin: "https://holdfast.alder.example",
  };
  await createOrganisation(here().ownerUrl, input);
  for (const email of [input.email, `${randomUUID()}@other.example`]) {
    for (const name of ["ALDER twice", "Alder Twice.", "\uff21lder-Twice"]) {
      const again = createOrganisation(here().ownerUrl, { ...input, email, name });
      await expect(again).rejects.toMatchObject({ id: "organisation-known" });
    }
  }
  const [made] = await here().owner`select count(*)::int as rows from organisations where name ~* 'lder.twice'`;
  expect(made?.rows).toBe(1);
});
