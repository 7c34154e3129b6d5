import { describe, expect, test } from "vitest";
import { type Role, roleIds } from "#lib/access/roles.ts";
import {
  anotherHolds,
  may,
  mayAccept,
  ownersOfWhatStands,
  type RiskVerb,
  rolesToAccept,
  type Stood,
} from "#lib/risks/policy.ts";
import { bandOf, possibleScores, riskStates } from "#lib/risks/risk.ts";
import { type Allowed, actorOf, expectGrid } from "#tests/support/grid.ts";

const workers: Role[] = [
  "deputy-manager",
  "registered-manager",
  "regional-manager",
  "quality-compliance-lead",
  "digital-lead",
];
const signers: Role[] = ["registered-manager", "quality-compliance-lead", "nominated-individual"];

const grid: Record<RiskVerb, Allowed<(typeof riskStates)[number]>> = {
  record: { roles: workers, states: ["draft", "open", "tolerated", "closed"] },
  change: { roles: workers, states: ["draft", "open", "tolerated"] },
  open: { roles: workers, states: ["draft"] },
  score: { roles: workers, states: ["draft", "open", "tolerated"] },
  control: { roles: workers, states: ["draft", "open", "tolerated"] },
  prove: { roles: workers, states: ["open", "tolerated"] },
  review: { roles: workers, states: ["open", "tolerated"] },
  treat: { roles: workers, states: ["draft", "open", "tolerated"] },
  accept: { roles: signers, states: ["open", "tolerated"] },
  close: { roles: workers, states: ["open", "tolerated"] },
  reopen: { roles: workers, states: ["tolerated", "closed"] },
};

describe("role by verb by state", () => {
  for (const verb of Object.keys(grid) as RiskVerb[])
    test(verb, () => {
      expectGrid(riskStates, grid[verb], (actor, state) =>
        may(actor, verb, { state, serviceIds: ["a"], ownerId: null }),
      );
    });
});

describe("scope", () => {
  const manager = actorOf("registered-manager", ["a"]);
  const shared = { state: "open", serviceIds: ["a", "b"], ownerId: null } as const;

  test("a manager of one of two services may prove a control, and change nothing", () => {
    expect(may(manager, "prove", shared)).toBe(true);
    expect(may(manager, "change", shared)).toBe(false);
    expect(may(manager, "review", shared)).toBe(false);
  });

  test("the owner may work on the whole risk", () => {
    expect(may(manager, "review", { ...shared, ownerId: manager.personId })).toBe(true);
  });

  test("owning opens no door to recording for another service", () => {
    expect(may(manager, "record", { ...shared, serviceIds: ["b"], ownerId: manager.personId })).toBe(false);
  });

  test("another service is refused", () => {
    for (const verb of Object.keys(grid) as RiskVerb[])
      expect(may(manager, verb, { state: "open", serviceIds: ["b"], ownerId: null }), verb).toBe(false);
  });

  test("a risk of the whole organisation needs a wide scope, but anyone who reads it may prove a control", () => {
    const wide = { state: "open", serviceIds: [], ownerId: null } as const;
    expect(may(manager, "change", wide)).toBe(false);
    expect(may(manager, "prove", wide)).toBe(true);
    expect(may(actorOf("digital-lead"), "change", wide)).toBe(true);
  });
});

describe("acceptance: role by score by appetite by ownership by second person", () => {
  const rank = ["registered-manager", "quality-compliance-lead", "nominated-individual"];
  const needed = (score: number, appetite: number) => {
    if (score >= 15 || score > appetite) return 2;
    return score >= 8 ? 1 : 0;
  };

  test("the whole grid", () => {
    let allowed = 0;
    for (const role of roleIds)
      for (const score of possibleScores)
        for (const appetite of [4, 8, 12, 16, 25])
          for (const isOwner of [false, true])
            for (const secondPerson of [false, true]) {
              const said = `${role} ${score}/${appetite} owner ${isOwner} second ${secondPerson}`;
              const answer = mayAccept({ role, score, appetite, isOwner, secondPerson });
              if (rank.indexOf(role) < needed(score, appetite))
                expect(answer, said).toEqual({ ok: false, why: "role" });
              else if (isOwner && secondPerson) expect(answer, said).toEqual({ ok: false, why: "owner" });
              else {
                allowed += 1;
                const boardDecision = needed(score, appetite) === 2;
                expect(answer, said).toEqual({ ok: true, boardDecision, noSecondPerson: isOwner });
              }
            }
    expect(allowed).toBeGreaterThan(300);
  });

  test("in words: moderate by the manager, high by the quality lead, extreme or above appetite for the board", () => {
    expect(rolesToAccept(6, 12)[0]).toBe("registered-manager");
    expect(rolesToAccept(8, 12)[0]).toBe("quality-compliance-lead");
    expect(rolesToAccept(15, 25)).toEqual(["nominated-individual"]);
    expect(rolesToAccept(6, 5)).toEqual(["nominated-individual"]);
    expect(bandOf(6)).toBe("moderate");
  });
});

describe("who counts as the owner of what is accepted", () => {
  const stood = (ownerId: string | null, score: string, treatment: string, changedBy: string): Stood => ({
    ...{ ownerId, score, treatment, changedBy },
  });
  const first = stood("ann", "2 x 2", "treat", "cat");

  test("the owner now, and one who owned it under this score and treatment", () => {
    expect(ownersOfWhatStands([first])).toEqual(["ann"]);
    expect(ownersOfWhatStands([first, stood("ben", "2 x 2", "treat", "ann")])).toEqual(["ann", "ben"]);
    expect(ownersOfWhatStands([stood(null, "2 x 2", "treat", "cat")])).toEqual([]);
  });

  test("not one who had given it up before somebody else set both anew", () => {
    const handed = stood("ben", "2 x 2", "treat", "ann");
    const scored = (by: string) => stood("ben", "1 x 2", "treat", by);
    const treated = (by: string) => stood("ben", "1 x 2", "tolerate", by);
    expect(ownersOfWhatStands([first, handed, scored("ben")])).toContain("ann");
    expect(ownersOfWhatStands([first, handed, scored("ben"), treated("ann")])).toContain("ann");
    expect(ownersOfWhatStands([first, handed, scored("ann"), treated("ben")])).toContain("ann");
    expect(ownersOfWhatStands([first, handed, scored("ben"), treated("ben")])).toEqual(["ben"]);
  });
});

test("somebody else could sign who holds one of the roles for every service of the risk, and is not left out", () => {
  const held = (personId: string, services: "all" | string[], role: Role = "registered-manager") => ({
    ...{ personId, services, role, name: "Somebody", title: null },
  });
  const could = (holders: ReturnType<typeof held>[], serviceIds: string[]) =>
    anotherHolds(holders, { roles: ["registered-manager"], serviceIds, except: ["owner", "actor"] });
  expect(could([held("other", ["a", "b"])], ["a", "b"])).toBe(true);
  expect(could([held("other", "all")], [])).toBe(true);
  expect(could([held("other", ["a"])], ["a", "b"])).toBe(false);
  expect(could([held("other", ["a"])], [])).toBe(false);
  expect(could([held("other", "all", "board-member")], ["a"])).toBe(false);
  expect(could([held("owner", "all"), held("actor", "all")], ["a"])).toBe(false);
});
