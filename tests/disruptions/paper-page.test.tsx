import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, expect, test, vi } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { handled, type People, peopleOf, reviewed } from "./support.ts";

const reader = vi.hoisted((): { actor?: Actor } => ({}));
vi.mock("#lib/access/session.ts", () => ({}));
vi.mock("#app/(portal)/records/titled.ts", () => ({ titled: () => undefined }));
vi.mock("#app/(portal)/disruptions/actions.ts", () => {
  const unasked = async () => undefined;
  return { checkPaperAction: unasked, countPaperAction: unasked, stateNoPaperAction: unasked };
});
vi.mock("#lib/access/gate.ts", () => ({
  enter: async () => reader.actor,
  foundId: (id: string) => id,
  read: readAs,
  found: <T,>(one: T | undefined) => {
    if (one === undefined) throw new Error("Not here.");
    return one;
  },
}));
const { default: PaperPage } = await import("#app/(portal)/disruptions/[id]/paper/page.tsx");

const here = useWorld();
let people: People;
beforeAll(async () => {
  people = peopleOf(await castOf(here()));
});

async function shown(actor: Actor, id: string) {
  reader.actor = actor;
  const page = await PaperPage({ params: Promise.resolve({ id }), searchParams: Promise.resolve({}) });
  return renderToStaticMarkup(page);
}

test("counts that are signed with their review stand without a form, beside why and who returns it", async () => {
  const id = await handled(people, 3);
  expect(await shown(people.lead, id)).toContain("Save the counts");
  await reviewed(people, id, 3, people.manager);
  const signed = await shown(people.lead, id);
  expect(signed).not.toContain("<form");
  expect(signed).toContain("Matched");
  expect(signed).toContain("These counts stay as its signers have read them.");
  expect(signed).toMatch(/returned first, by the registered manager or the .*quality and compliance lead/);
  expect(signed).not.toContain("Return it");
  expect(await shown(people.manager, id)).toContain(`href="/disruptions/${id}/sign-off"`);
});

test("what is still open of the paper is counted and checked under signatures as before", async () => {
  const id = await handled(people, 3, ["check"]);
  await reviewed(people, id, 3, people.manager);
  const open = await shown(people.quality, id);
  expect(open).toContain("Save the counts");
  expect(open).toContain("Save the check of");
});
