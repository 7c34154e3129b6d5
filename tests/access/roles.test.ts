import { describe, expect, test } from "vitest";
import { covers, reaches } from "#lib/access/actor.ts";
import { can, home, type Role, type Room, reach, roleIds, type Verb, verbs, wideRoles } from "#lib/access/roles.ts";

const rooms = Object.keys(verbs) as Room[];
const everywhere = [...rooms];
const records: Room[] = [
  "overview",
  "risks",
  "disruptions",
  "resilience-tests",
  "action-items",
  "systems",
  "materials",
];

/** Which rooms each role may enter, written out beside the table that decides it (decision 8). */
const entered: Record<Role, Room[]> = {
  "care-worker": ["overview", "disruptions", "action-items", "materials"],
  "shift-lead": ["overview", "disruptions", "action-items", "materials"],
  "care-coordinator": ["overview", "disruptions", "action-items", "materials"],
  "deputy-manager": [...records, "meetings", "frameworks", "organisation"],
  "registered-manager": [...records, "meetings", "evidence", "frameworks", "organisation", "access"],
  "regional-manager": [...records, "meetings", "frameworks", "organisation"],
  "nominated-individual": everywhere,
  "quality-compliance-lead": everywhere,
  "digital-lead": [...records, "meetings", "frameworks", "organisation"],
  "board-member": ["overview", "risks", "disruptions", "resilience-tests", "action-items", "meetings", "evidence"],
  "internal-auditor": everywhere,
  "org-admin": ["organisation", "access"],
};

/** Who alone may do what decides something for others. */
const decided: [Room, string, Role[]][] = [
  ["risks", "accept", ["registered-manager", "nominated-individual", "quality-compliance-lead"]],
  ["risks", "appetite", ["nominated-individual"]],
  [
    "disruptions",
    "read-review",
    roleIds.filter((role) => !["care-worker", "shift-lead", "care-coordinator", "org-admin"].includes(role)),
  ],
  ["disruptions", "sign", ["registered-manager", "nominated-individual", "quality-compliance-lead", "digital-lead"]],
  ["disruptions", "reopen", ["registered-manager", "nominated-individual", "quality-compliance-lead"]],
  ["systems", "retire", ["digital-lead"]],
  ["meetings", "keep", ["registered-manager", "nominated-individual", "quality-compliance-lead"]],
  ["meetings", "extract", ["nominated-individual", "quality-compliance-lead"]],
  ["evidence", "prepare", ["quality-compliance-lead"]],
  ["evidence", "issue", ["nominated-individual", "quality-compliance-lead"]],
  ["evidence", "withdraw", ["nominated-individual", "quality-compliance-lead"]],
  ["organisation", "change", ["org-admin"]],
  ["organisation", "import", ["org-admin"]],
  ["access", "invite", ["org-admin"]],
  ["access", "membership", ["org-admin"]],
  ["access", "disable", ["org-admin"]],
  ["access", "grant", ["registered-manager", "nominated-individual", "quality-compliance-lead"]],
  ["access", "answer", ["registered-manager", "nominated-individual", "quality-compliance-lead"]],
  ["trail", "read", ["nominated-individual", "quality-compliance-lead", "internal-auditor"]],
  ["trail", "export", ["internal-auditor"]],
];

const may = (role: Role, room: Room, verb: string) => can<Room>({ role }, room, verb as Verb<Room>);

describe.each(roleIds)("a %s", (role) => {
  test("enters exactly the rooms of the role", () => {
    expect(rooms.filter((room) => may(role, room, "read")).sort()).toEqual([...entered[role]].sort());
  });

  test("may do nothing in a room that the role does not enter", () => {
    const loose = rooms.filter((room) => reach[role][room] !== undefined && !entered[role].includes(room));
    expect(loose).toEqual([]);
  });

  test("lands in a room that the role enters", () => {
    expect(home({ role })).toBe(entered[role].includes("overview") ? "/" : "/organisation");
  });

  test("may do nothing that is not on the list of verbs", () => {
    expect(rooms.filter((room) => may(role, room, "destroy"))).toEqual([]);
  });
});

test.each(decided)("in %s only some %s", (room, verb, roles) => {
  expect(roleIds.filter((role) => may(role, room, verb)).sort()).toEqual([...roles].sort());
});

test("an auditor and a board member read, and change nothing but the board's own meetings", () => {
  for (const role of ["internal-auditor", "board-member"] as const)
    for (const room of rooms) {
      if (room === "meetings" && role === "board-member") continue;
      const done = verbs[room].filter((verb) => may(role, room, verb));
      expect([role, room, done.filter((verb) => !/^read|^export$/.test(verb))]).toEqual([role, room, []]);
    }
});

test("a care worker reports and adds, and decides nothing", () => {
  const done = rooms.flatMap((room) => verbs[room].filter((verb) => may("care-worker", room, verb)));
  const decisive = ["accept", "close", "sign", "issue", "verify", "export", "triage", "decide", "grant", "redate"];
  expect(done.filter((verb) => decisive.includes(verb))).toEqual([]);
});

describe("services", () => {
  const [a, b] = ["a", "b"];
  test("a record is reached when one service is shared, and covered when all are", () => {
    const manager = { services: [a] };
    expect([reaches(manager, [a, b]), covers(manager, [a, b])]).toEqual([true, false]);
    expect([reaches(manager, [b]), covers(manager, [b])]).toEqual([false, false]);
    expect([reaches(manager, [a]), covers(manager, [a])]).toEqual([true, true]);
  });

  test("a record of the whole organisation is covered by a wide scope alone", () => {
    expect(covers({ services: [a, b] }, [])).toBe(false);
    expect(covers({ services: "all" }, [])).toBe(true);
    expect(covers({ services: [] }, [])).toBe(false);
  });

  test("roles of the whole organisation are a written list, and no role of one service is on it", () => {
    expect([...wideRoles].sort()).toEqual([
      "board-member",
      "digital-lead",
      "internal-auditor",
      "nominated-individual",
      "org-admin",
      "quality-compliance-lead",
    ]);
  });
});
