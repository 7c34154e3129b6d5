import { expect, test } from "vitest";
import { otherPosts } from "#lib/access/post.ts";
import type { Membership } from "#lib/access/standing.ts";

const held = (id: string, role: Membership["role"], more: Partial<Membership> = {}): Membership => ({
  id,
  role,
  organisationId: "one",
  organisation: "Ashdown Care",
  sample: true,
  personId: "p",
  name: "Manager",
  title: null,
  allServices: true,
  endsAt: null,
  services: [],
  ...more,
});

test("the roles offered are the others that are held, with the organisation where it is another", () => {
  const memberships = [
    held("a", "registered-manager"),
    held("b", "digital-lead"),
    held("c", "board-member", { title: "Trustee", organisationId: "two", organisation: "Second Care" }),
  ];
  expect(otherPosts({ memberships }, { membershipId: "a", organisationId: "one" })).toEqual([
    { id: "b", words: "Digital lead" },
    { id: "c", words: "Trustee, Second Care" },
  ]);
  expect(otherPosts({ memberships: memberships.slice(0, 1) }, { membershipId: "a", organisationId: "one" })).toEqual(
    [],
  );
});
