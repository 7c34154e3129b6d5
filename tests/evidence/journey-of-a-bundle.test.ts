import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test, vi } from "vitest";
import { readAs } from "#db/client.ts";
import { ownerDoor } from "#db/owner.ts";
import { seedFennmoor } from "#db/seed/fennmoor/organisation.ts";
import { seedSystems } from "#db/seed/fennmoor/systems.ts";
import type { Story } from "#db/seed/story.ts";
import { formatDate } from "#lib/dates.ts";
import { assembleBundleTask } from "#lib/evidence/assemble.ts";
import {
  assembleBundle,
  clearTexts,
  discardBundle,
  issueBundle,
  prepareBundle,
  withdrawBundle,
} from "#lib/evidence/commands.ts";
import { draftPdf } from "#lib/evidence/draft.ts";
import type { PrepareBundle } from "#lib/evidence/inputs.ts";
import { findBundle, findNextIssue, listTexts } from "#lib/evidence/queries/register.ts";
import { unpack } from "#tests/evidence/bag-support.ts";
import { useWorld } from "#tests/support/world.ts";

/** What happens once a bundle's file is built, before it is issued. */
const built = vi.hoisted((): { next: () => Promise<void> } => ({ next: async () => {} }));
vi.mock("#lib/evidence/bag/build.ts", async (original) => {
  const real = await original<typeof import("#lib/evidence/bag/build.ts")>();
  const buildBundle: typeof real.buildBundle = async (...args) => {
    const bundle = await real.buildBundle(...args);
    await built.next();
    return bundle;
  };
  return { ...real, buildBundle };
});

const here = useWorld();
let story: Story;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-bundles-"));
  process.env.HOLDFAST_BUNDLES = join(folder, "bundles");
  process.env.HOLDFAST_FILES = join(folder, "files");
  process.env.HOLDFAST_SIGNING_KEYS = join(folder, "keys");
  const door = ownerDoor(here().ownerUrl);
  story = await seedFennmoor(door, new Date(), "not a hash");
  await seedSystems(story);
  await door.end();
});

const input = () => ({
  purpose: "cqc-inspection" as const,
  title: "Digital resilience assurance",
  recipient: "Care Quality Commission",
  marking: "Commercial in confidence" as const,
  bodyId: undefined,
  supersedesId: undefined,
  periodFrom: "2026-08-01",
  periodTo: "2026-11-24",
  framework: "Single assessment framework, as held 22 November 2026; a new framework is in draft",
  sections: ["systems" as const],
  serviceIds: [story.services.saltmarsh, story.services.weirLane],
});

test("a bundle is prepared by one person, issued by another, checked by the verifier, and can then only be withdrawn", async () => {
  const { qualityLead, nominatedIndividual } = story.people;
  const { id } = await prepareBundle(qualityLead, input());
  const now = async () => {
    const bundle = await readAs(qualityLead, (tx) => findBundle(tx, qualityLead, id));
    if (!bundle) throw new Error("The bundle is not there.");
    return bundle;
  };
  await assembleBundle(qualityLead, { id, version: (await now()).version });
  await assembleBundleTask(id);
  expect((await now()).state).toBe("ready");
  const texts = await readAs(qualityLead, (tx) => listTexts(tx, qualityLead, id));
  expect(texts.map((text) => text.words)).toContain("Internet line, Saltmarsh House");
  expect(texts.map((text) => text.words)).not.toContain("Care records");
  const flagged = texts.filter((text) => text.kinds.length > 0).map((text) => text.id);
  expect(flagged).toEqual([]);
  const [read] = texts;
  await clearTexts(qualityLead, { id, cleared: [read?.id ?? ""] });
  await clearTexts(qualityLead, { id, cleared: [read?.id ?? ""] });
  const [ticked] = (await readAs(qualityLead, (tx) => listTexts(tx, qualityLead, id))).filter((text) => text.clearedBy);
  expect(ticked).toMatchObject({ id: read?.id, clearedBy: qualityLead.personId, clearedAt: expect.any(Date) });
  const told = await here().owner`select table_name, count(*)::int as entries from trail_entries
    where record_id = ${id} and table_name like 'bundle_t%' group by 1`;
  expect([...told]).toEqual([{ table_name: "bundle_ticks", entries: 1 }]);
  const words = read?.words ?? "";
  await here().owner`update bundle_texts set words = 'Something else' where id = ${read?.id ?? ""}`;
  await expect(issueBundle(nominatedIndividual, { id, version: (await now()).version })).rejects.toThrow(
    "not those of this bundle",
  );
  await here().owner`update bundle_texts set words = ${words} where id = ${read?.id ?? ""}`;
  await expect(issueBundle(qualityLead, { id, version: (await now()).version })).rejects.toThrow(
    "another person issues it",
  );
  const draft = await draftPdf(qualityLead, await now());
  expect(Buffer.from(draft).subarray(0, 5).toString()).toBe("%PDF-");
  await expect(draftPdf(qualityLead, { id, contentSha256: "0".repeat(64) })).rejects.toThrow("not the one");
  await issueBundle(nominatedIndividual, { id, version: (await now()).version });
  await assembleBundleTask(id);
  const issued = await now();
  expect(issued.state).toBe("issued");
  const path = join(process.env.HOLDFAST_BUNDLES ?? "", qualityLead.organisationId, id, `${issued.reference}.zip`);
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=react-server",
    "lib/evidence/bag/verify-cli.ts",
    path,
    "--key",
    issued.keyFingerprint ?? "",
  ]);
  expect(stdout).toContain("Valid.");
  await expect(here().owner`update bundles set title = 'Another' where id = ${id}`).rejects.toThrow();
  await withdrawBundle(nominatedIndividual, { id, version: issued.version, reason: "Sent to the wrong team" });
  expect(await now()).toMatchObject({
    state: "withdrawn",
    sha256: issued.sha256,
    endedReason: "Sent to the wrong team",
  });
});

/** Prepares a bundle, as the next issue of another where one is named, and issues it. */
async function issued(
  supersedesId?: string,
  more: Partial<PrepareBundle> = {},
  less?: "yes",
  meanwhile = async () => {},
) {
  const { qualityLead, nominatedIndividual } = story.people;
  const { id } = await prepareBundle(qualityLead, { ...input(), ...more, supersedesId });
  const version = async () => (await readAs(qualityLead, (tx) => findBundle(tx, qualityLead, id)))?.version ?? 0;
  await assembleBundle(qualityLead, { id, version: await version() });
  await assembleBundleTask(id);
  await meanwhile();
  await issueBundle(nominatedIndividual, { id, version: await version(), less });
  await assembleBundleTask(id).catch(() => assembleBundleTask(id));
  const bundle = await readAs(qualityLead, (tx) => findBundle(tx, qualityLead, id));
  if (bundle?.state !== "issued") throw new Error("It was not issued.");
  return bundle;
}

async function readmeOf({ id, reference }: { id: string; reference: string }): Promise<string> {
  const path = join(process.env.HOLDFAST_BUNDLES ?? "", story.people.qualityLead.organisationId, id);
  const members = await unpack(await readFile(join(path, `${reference}.zip`)));
  return Buffer.from(members.find(({ name }) => name === "data/README.txt")?.bytes ?? []).toString();
}

test("one new issue follows a bundle at a time, a withdrawn one too, and each history tells its own act", async () => {
  const { qualityLead, nominatedIndividual } = story.people;
  const of = async (id: string) => readAs(qualityLead, (tx) => findBundle(tx, qualityLead, id));
  const first = await issued();
  await withdrawBundle(nominatedIndividual, { id: first.id, version: first.version, reason: "From the wrong shift" });
  const second = await issued(first.id);
  expect(second.issue).toBe(2);
  expect(await of(first.id)).toMatchObject({ state: "withdrawn", endedReason: "From the wrong shift" });
  await expect(prepareBundle(qualityLead, { ...input(), supersedesId: first.id })).rejects.toThrow(
    `${second.reference} is its next issue already.`,
  );
  const third = await issued(second.id);
  expect(await of(second.id)).toMatchObject({
    state: "superseded",
    endedReason: `Superseded by ${third.reference}`,
  });
  await expect(prepareBundle(qualityLead, { ...input(), supersedesId: second.id })).rejects.toThrow("follows a bundle");
  const last = async (id: string) => {
    const [entry] = await here()
      .owner`select verb from trail_entries where record_id = ${id} order by number desc limit 1`;
    return entry?.verb;
  };
  expect(await last(second.id)).toBe("bundle.supersede");
  expect(await last(third.id)).toBe("bundle.issued");
});

test("an issue that tells less than the one before is issued only by somebody who has ticked what it leaves out", async () => {
  const first = await issued(undefined, { sections: ["systems", "risks"] });
  const fewer = { sections: ["systems" as const], periodFrom: "2026-09-01" };
  await expect(issued(first.id, fewer)).rejects.toMatchObject({
    ...{ kind: "conflict", field: "less" },
    message: expect.stringContaining(`${first.reference} told what this issue does not`),
  });
  const { qualityLead } = story.people;
  const waiting = await readAs(qualityLead, (tx) => findNextIssue(tx, qualityLead, first.id));
  const { version = 0 } = (await readAs(qualityLead, (tx) => findBundle(tx, qualityLead, waiting?.id ?? ""))) ?? {};
  await discardBundle(qualityLead, { id: waiting?.id ?? "", version, reason: "Another follows" });
  const next = await issued(first.id, { ...fewer, recipient: "Somebody else" }, "yes");
  const said = await readmeOf(next);
  expect(said).toContain(
    `Compared with it: ${first.reference} was for another named recipient. It told what this issue`,
  );
  expect(said).toContain("“Risks and what holds them” and ");
  expect(said).not.toContain(first.recipient);
});

test.each(["after it was assembled", "while its file was built"])(
  "a bundle says that it follows one that was withdrawn, also where that happened %s",
  async (when) => {
    const { nominatedIndividual } = story.people;
    const first = await issued();
    const withdraw = async () => {
      built.next = async () => {};
      await withdrawBundle(nominatedIndividual, {
        id: first.id,
        version: first.version,
        reason: "From the wrong shift",
      });
    };
    const next = await issued(first.id, {}, undefined, async () => {
      if (when === "after it was assembled") await withdraw();
      else built.next = withdraw;
    });
    const said = await readmeOf(next);
    expect(said).toContain(`Follows: ${first.reference}, withdrawn on ${formatDate(new Date())}`);
    expect(said).not.toContain("Supersedes:");
  },
);

test("a care worker may not prepare a bundle, and another organisation's services are not known", async () => {
  await expect(prepareBundle(story.people.careWorker, input())).rejects.toThrow("may not prepare");
  await expect(
    prepareBundle(story.people.qualityLead, { ...input(), serviceIds: [crypto.randomUUID()] }),
  ).rejects.toThrow("Choose services from the list");
});
