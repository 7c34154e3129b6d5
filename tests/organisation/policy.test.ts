import { expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { roleIds } from "#lib/access/roles.ts";
import { isOfficeBased, readPostcode, standing, term } from "#lib/organisation/organisation.ts";
import { may, type OrganisationVerb } from "#lib/organisation/policy.ts";

const verbs: OrganisationVerb[] = ["add", "change", "close", "reopen", "import"];

function actor(role: Actor["role"], services: Actor["services"]): Actor {
  const id = "00000000-0000-4000-8000-000000000000";
  return {
    kind: "inside",
    organisationId: id,
    organisation: "Larkfield Care",
    sample: false,
    personId: id,
    accountId: id,
    membershipId: id,
    name: role,
    title: undefined,
    role,
    services,
  };
}

test("only an administrator changes the organisation, whatever the verb and the state", () => {
  for (const role of roleIds)
    for (const verb of verbs)
      for (const closedOn of [null, "2026-11-01"]) {
        const said = may(actor(role, "all"), verb, { serviceIds: ["s1"], closedOn });
        const possible = verb === "close" ? closedOn === null : verb === "reopen" ? closedOn !== null : true;
        expect(said, `${role} ${verb} ${closedOn}`).toBe(role === "org-admin" && possible);
      }
});

test("an administrator of some services changes those alone and adds none", () => {
  const narrow = actor("org-admin", ["s1"]);
  expect(may(narrow, "change", { serviceIds: ["s1"], closedOn: null })).toBe(true);
  expect(may(narrow, "change", { serviceIds: ["s2"], closedOn: null })).toBe(false);
  expect(may(narrow, "add", { serviceIds: [], closedOn: null })).toBe(false);
  expect(may(narrow, "import", { serviceIds: [], closedOn: null })).toBe(false);
});

test("a closing date closes on its day, not before", () => {
  expect(standing(null, "2026-11-24")).toBe("open");
  expect(standing("2026-11-25", "2026-11-24")).toBe("closing");
  expect(standing("2026-11-24", "2026-11-24")).toBe("closed");
});

test("a contract runs from its first day to its last, both included", () => {
  expect(term({ startsOn: null, endsOn: null }, "2026-11-24")).toBe("current");
  expect(term({ startsOn: "2026-11-25", endsOn: null }, "2026-11-24")).toBe("to-come");
  expect(term({ startsOn: "2026-11-24", endsOn: "2026-11-24" }, "2026-11-24")).toBe("current");
  expect(term({ startsOn: null, endsOn: "2026-11-23" }, "2026-11-24")).toBe("ended");
});

test("homecare and supported living are offices; a home is where people live", () => {
  expect(isOfficeBased(["homecare"])).toBe(true);
  expect(isOfficeBased(["supported-living", "homecare"])).toBe(true);
  expect(isOfficeBased(["care-home", "homecare"])).toBe(false);
  expect(isOfficeBased([])).toBe(false);
});

test("a postcode is read with or without its space", () => {
  expect(readPostcode("m415bv")).toBe("M41 5BV");
  expect(readPostcode(" SW1A 1AA ")).toBe("SW1A 1AA");
  expect(readPostcode("M41")).toBeUndefined();
});
