import { beforeAll, expect, test, vi } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { planTest } from "#lib/resilience-tests/commands/plan.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, plan, score } from "./support.ts";

const reader = vi.hoisted((): { actor?: Actor } => ({}));
vi.mock("#lib/access/session.ts", () => ({}));
vi.mock("#app/(portal)/resilience-tests/actions.ts", () => ({ planTestAction: "" }));
vi.mock("#lib/access/gate.ts", () => ({
  enter: async () => reader.actor,
  foundId: (id: string) => id,
  read: readAs,
  found: <T>(one: T | undefined) => {
    if (one === undefined) throw new Error("Not here.");
    return one;
  },
}));
const { default: NewTestPage } = await import("#app/(portal)/resilience-tests/new/page.tsx");

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
});

async function opened(retest: string) {
  reader.actor = manager;
  const page = await NewTestPage({ params: Promise.resolve({}), searchParams: Promise.resolve({ retest }) });
  return page.props.title;
}

test("the form for a retest is given where there is something to repeat and none is planned, as the command would take it", async () => {
  const missed = await heldTest(cast, manager);
  await score(lead, missed, ["met", "not-met"]);
  expect(await opened(missed)).toBe("Plan the retest");
  await planTest(manager, plan(cast, { retestOf: missed, title: "Again" }));
  await expect(opened(missed)).rejects.toThrow("Not here.");

  const whole = await heldTest(cast, manager);
  await expect(opened(whole)).rejects.toThrow("Not here.");
  await score(lead, whole, ["met", "met"]);
  await expect(opened(whole)).rejects.toThrow("Not here.");
});
