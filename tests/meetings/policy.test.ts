import { describe, expect, test } from "vitest";
import { type Role, roleIds } from "#lib/access/roles.ts";
import { type Post, posts } from "#lib/meetings/committee.ts";
import { type MeetingState, meetingStates } from "#lib/meetings/meeting.ts";
import { type MeetingVerb, may, mayKeep, mayRead } from "#lib/meetings/policy.ts";
import { actorOf, expectGrid } from "#tests/support/grid.ts";

const govern: readonly Role[] = [
  "deputy-manager",
  "registered-manager",
  "regional-manager",
  "nominated-individual",
  "quality-compliance-lead",
  "digital-lead",
  "board-member",
];
const running: readonly Post[] = ["chair", "deputy-chair", "secretary"];

/** Written out from the rules of the room: which posts, in which states. */
const rules: Record<MeetingVerb, { posts: readonly Post[]; states: readonly MeetingState[]; roles: readonly Role[] }> =
  {
    call: { posts: running, states: ["planned", "published"], roles: govern },
    publish: { posts: running, states: ["planned"], roles: govern },
    minute: { posts: running, states: ["published", "open", "minutes"], roles: govern },
    decide: { posts: running, states: ["open"], roles: govern },
    contribute: { posts: ["chair", "deputy-chair", "member"], states: ["published", "open", "minutes"], roles: govern },
    sign: { posts: ["chair", "deputy-chair"], states: ["with-chair"], roles: govern },
    correct: { posts: running, states: ["signed"], roles: govern },
    extract: { posts, states: ["signed"], roles: ["nominated-individual", "quality-compliance-lead"] },
  };

describe.each(Object.entries(rules))("%s", (name, rule) => {
  const verb = Object.keys(rules).find((one): one is MeetingVerb => one === name) ?? "call";
  test.each(posts)("as %s: only in its states, and by no role that does not govern", (post) => {
    const roles = rule.posts.includes(post) ? rule.roles : [];
    expectGrid(meetingStates, { roles, states: rule.states }, (actor, state) =>
      may(actor, verb, { state, serviceIds: ["a"], posts: [post] }),
    );
  });

  test("a post of nobody's gives nobody anything but the extract, and another service's post gives nothing", () => {
    for (const role of roleIds) {
      const facts = { state: rule.states[0] ?? "planned", serviceIds: ["a"] };
      const outsider = actorOf(role, ["b"]);
      expect([role, may(outsider, verb, { ...facts, posts })]).toEqual([role, false]);
      if (verb !== "extract") expect(may(actorOf(role), verb, { ...facts, posts: [] })).toBe(false);
    }
  });
});

describe("reading and keeping", () => {
  const wide: readonly Role[] = [
    "nominated-individual",
    "quality-compliance-lead",
    "digital-lead",
    "board-member",
    "internal-auditor",
  ];
  const atService: readonly Role[] = ["deputy-manager", "registered-manager", "regional-manager"];

  test("the whole organisation's meetings are read by those whose membership spans it, and by no care staff", () => {
    for (const role of roleIds) {
      expect([role, mayRead(actorOf(role), [])]).toEqual([role, wide.includes(role)]);
      expect([role, mayRead(actorOf(role, "all"), [])]).toEqual([role, [...wide, ...atService].includes(role)]);
    }
  });

  test("a service's meetings are read by those who govern it, and by nobody of another service", () => {
    for (const role of roleIds) {
      expect([role, mayRead(actorOf(role), ["a"])]).toEqual([role, [...wide, ...atService].includes(role)]);
      expect([role, mayRead(actorOf(role, ["b"]), ["a"])]).toEqual([role, false]);
    }
  });

  test("committees are kept by the quality lead and the nominated individual, a home's own by its manager", () => {
    const keep: readonly Role[] = ["nominated-individual", "quality-compliance-lead"];
    for (const role of roleIds) {
      expect([role, mayKeep(actorOf(role), [])]).toEqual([role, keep.includes(role)]);
      expect([role, mayKeep(actorOf(role), ["a"])]).toEqual([role, [...keep, "registered-manager"].includes(role)]);
      expect([role, mayKeep(actorOf(role, ["b"]), ["a"])]).toEqual([role, false]);
    }
  });
});
