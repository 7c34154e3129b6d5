import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { ownerDoor } from "#db/owner.ts";
import { seedAccess } from "#db/seed/fennmoor/access.ts";
import { seedFennmoor } from "#db/seed/fennmoor/organisation.ts";
import { seedSystems } from "#db/seed/fennmoor/systems.ts";
import type { Story } from "#db/seed/story.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { eventWords } from "#lib/access/grant.ts";
import { acknowledgeBundle, viewAs } from "#lib/access/outside.ts";
import { countGranted, isGranted, outsideNames, readSection } from "#lib/evidence/inspection/queries.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let story: Story;
let systems: Record<string, string>;
let inspector: Outsider;

beforeAll(async () => {
  const door = ownerDoor(here().ownerUrl);
  story = await seedFennmoor(door, new Date(), "not a hash");
  systems = await seedSystems(story);
  await seedAccess(door, story, "not a hash");
  await door.end();
  const [grant] = await here().owner`select * from outside_grants where kind = 'inspector'`;
  inspector = {
    kind: "outside",
    grantKind: "inspector",
    organisationId: String(grant?.organisation_id),
    organisation: "Fennmoor Care Trust",
    personId: String(grant?.id),
    grantId: String(grant?.id),
    accountId: String(grant?.account_id),
    role: "inspector",
    name: "Inspector",
    purpose: "Inspection",
    services: [story.services.saltmarsh],
    sections: ["systems"],
    endsAt: new Date(Date.now() + 3_600_000),
    validUntil: new Date(Date.now() + 3_600_000),
  };
});

test("an inspector reads the granted services and registers, and every page is written down before it is read", async () => {
  const page = await viewAs(inspector, { what: "Register: Systems" }, async (tx) => {
    const names = await outsideNames(tx, inspector);
    return {
      names: [...names.services.values()],
      rows: (await readSection(tx, inspector, "systems", names))[0]?.rows ?? [],
    };
  });
  expect(page.names).toEqual(["Saltmarsh House"]);
  const told = page.rows.map((row) => row.fields.find((field) => field.key === "name")?.value);
  expect(told.sort()).toEqual(["Internet line, Saltmarsh House", "Nurse call, Saltmarsh House"]);
  const events = await here().owner`select what, kind from access_events`;
  expect(events).toEqual([{ what: "Register: Systems", kind: "view" }]);
});

test("a page that fails was still asked for, and one that cannot be recorded is not read", async () => {
  await expect(
    viewAs(inspector, { what: "A page that breaks" }, () => Promise.reject(new Error("broken"))),
  ).rejects.toThrow("broken");
  const [kept] = await here().owner`select count(*)::int as rows from access_events where what = 'A page that breaks'`;
  expect(kept?.rows).toBe(1);
  let read = false;
  const unknown = { ...inspector, grantId: crypto.randomUUID(), personId: crypto.randomUUID() };
  const attempt = viewAs(unknown, { what: "Nobody's page" }, async () => {
    read = true;
  });
  await expect(attempt).rejects.toThrow();
  expect(read).toBe(false);
});

test("what was asked for and not shown stands in the list as refused, and one who reads cannot unsay what they opened", async () => {
  const last = async (what: string) => {
    const [event] = await here().owner`select id, kind from access_events where what = ${what}`;
    return event;
  };
  expect(await viewAs(inspector, { what: "Nothing of theirs" }, async () => undefined)).toBeUndefined();
  expect(await last("Nothing of theirs")).toMatchObject({ kind: "refused" });
  expect(eventWords.refused).toBe("Asked for, not shown");
  await viewAs(inspector, { kind: "download", what: "A file of theirs" }, async () => "bytes");
  const taken = await last("A file of theirs");
  expect(taken).toMatchObject({ kind: "download" });
  await here().owner`alter table access_events disable trigger user`;
  await here().owner`update access_events set at = at - interval '2 minutes' where id = ${taken?.id}`;
  await here().owner`alter table access_events enable trigger user`;
  await changeAs(inspector, "outside.refused", (tx) => tx.execute(sql`select guard.view_refused(${taken?.id}::uuid)`));
  expect(await last("A file of theirs")).toMatchObject({ kind: "download" });
});

test("records of other services, of the whole organisation and of sections not granted do not exist outside", async () => {
  const granted = (id: string | undefined, sections = ["systems"]) =>
    readAs({ ...inspector, sections }, (tx) => isGranted(tx, { ...inspector, sections }, id ?? ""));
  expect(await granted(systems.internetSaltmarsh)).toBe(true);
  expect(await granted(systems.internetMillrace)).toBe(false);
  expect(await granted(systems.records)).toBe(false);
  expect(await granted(systems.phones)).toBe(false);
  expect(await granted(systems.internetSaltmarsh, ["risks"])).toBe(false);
});

test("at the end of the window the same connection is refused with an error, never with an empty page", async () => {
  const short = { ...inspector, endsAt: new Date(Date.now() + 900), validUntil: new Date(Date.now() + 900) };
  let before: number | undefined;
  const reading = readAs(short, async (tx) => {
    before = (await countGranted(tx, short))[0]?.rows;
    await new Promise((wait) => setTimeout(wait, 1100));
    return countGranted(tx, short);
  });
  await expect(reading).rejects.toMatchObject({ cause: { code: "HF002" } });
  expect(before).toBe(2);
});

test("an inspector acknowledges no commissioner's bundle, and writes nothing else", async () => {
  await expect(acknowledgeBundle(inspector, crypto.randomUUID())).rejects.toMatchObject({ kind: "not-found" });
  const [rows] = await here().owner`select count(*)::int as rows from bundle_acknowledgements`;
  expect(rows?.rows).toBe(0);
  await expect(
    here()
      .outside`insert into access_events (organisation_id, id, grant_id, at, kind, what) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), 'view', 'x')`,
  ).rejects.toMatchObject({ code: "42501" });
  await expect(here().outside`select * from systems`).rejects.toMatchObject({ code: "42501" });
});
