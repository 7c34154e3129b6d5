import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { closeDisruption, reopenDisruption } from "#lib/disruptions/commands/close.ts";
import { nameSystem } from "#lib/disruptions/commands/impact.ts";
import { checkPaper } from "#lib/disruptions/commands/paper.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { returnReview, signReview, submitReview } from "#lib/disruptions/commands/sign.ts";
import { openPoints } from "#lib/disruptions/open-points.ts";
import { listClosures } from "#lib/disruptions/queries/disruption.ts";
import { reviewFacts } from "#lib/disruptions/queries/facts.ts";
import { listPapers, listSignOffs } from "#lib/disruptions/queries/review.ts";
import { findRecord } from "#lib/records/queries.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { handled, type People, peopleOf, plain, refusal, reread, reviewed, reviewOf, sign } from "./support.ts";

const here = useWorld();
let people: People;
let system: string;

beforeAll(async () => {
  people = peopleOf(await castOf(here()));
  const record = await recordSystem(people.quality, {
    name: "Internet line",
    category: "internet",
    tier: 1,
    hosting: "hybrid",
    supplier: undefined,
    objectiveMinutes: undefined,
    tolerableMinutes: undefined,
    careReason: undefined,
    analogue: false,
    analogueEndsOn: undefined,
    ownerId: undefined,
    serviceIds: [people.cast.services.a],
  });
  system = record.id;
});

async function points(id: string) {
  const row = await reread(people.quality, id);
  return openPoints(await readAs(people.quality, (tx) => reviewFacts(tx, people.quality, row)));
}
const close = async (actor: Actor, id: string) =>
  closeDisruption(actor, { id, version: (await reread(actor, id)).version });

describe("closing refuses with any single point open, and says who can close it", () => {
  test.each([
    ["restored", "When systems were back is not known.", 2],
    ["count", "nothing is counted", 1],
    ["enter", "1 of 31 not entered", 1],
    ["check", "31 of 31 to check", 1],
    ["duty", "Duty of candour: not decided.", 1],
    ["send", "Commissioner, service disruption: not sent yet.", 1],
    ["agree", "not required, not agreed yet.", 1],
  ])("%s", async (leave, says, least) => {
    const id = await handled(people, 2, [leave]);
    // Without the time systems were back the review cannot be sent, so that point stands beside it.
    await reviewed(people, id, 2, people.cast.actors["deputy-manager"], leave === "restored" ? ["submit"] : []);
    const open = await points(id);
    expect(open.map((point) => point.says).join(" ")).toContain(says);
    expect(open.filter((point) => !["sign-off", "submit"].includes(point.kind))).toHaveLength(1);
    expect(open.length).toBeGreaterThanOrEqual(least);
    await expect(close(people.manager, id)).rejects.toEqual(refusal("conflict"));
    if (leave === "restored") return;
    await expect(sign(people.manager, id)).rejects.toThrow(/The last signature waits/);
  });

  test("a finding without an action decision", async () => {
    const id = await handled(people, 2);
    const deputy = people.cast.actors["deputy-manager"];
    await reviewed(people, id, 2, deputy, ["finding", "submit"]);
    expect((await points(id)).map((point) => point.kind)).toEqual(["finding", "submit", "sign-off"]);
    await expect(close(people.manager, id)).rejects.toThrow(/Finding 1 has no action decision/);
  });

  test("a review with a finding that nobody decided is not sent for sign-off", async () => {
    const id = await handled(people, 2);
    const deputy = people.cast.actors["deputy-manager"];
    await reviewed(people, id, 2, deputy, ["finding", "submit"]);
    const { version } = await reviewOf(deputy, id);
    await expect(submitReview(deputy, { id, version })).rejects.toThrow(
      "Finding 1 has no action decision. Raise an action, or say why none is needed.",
    );
    expect((await reread(deputy, id)).state).not.toBe("awaiting-approval");
  });

  test("no review, a review that is not sent, and a signature that is missing", async () => {
    const id = await handled(people, 2);
    await expect(close(people.manager, id)).rejects.toThrow(/No review yet/);
    await reviewed(people, id, 2, people.cast.actors["deputy-manager"], ["submit"]);
    await expect(close(people.manager, id)).rejects.toThrow(/not sent for sign-off/);
    await submitReview(people.manager, { id, version: (await reviewOf(people.manager, id)).version });
    await expect(close(people.manager, id)).rejects.toThrow(/Registered manager has not signed/);
    await sign(people.manager, id);
    await close(people.manager, id);
    expect(await reread(people.manager, id)).toMatchObject({ state: "closed" });
    const record = await readAs(people.manager, (tx) => findRecord(tx, people.manager, id));
    expect(record?.state).toBe("closed");
  });
});

describe("sign-off by severity and author", () => {
  const signers = ["manager", "quality", "digital", "nominated"] as const;
  const needed: Record<number, readonly (typeof signers)[number][]> = {
    2: ["manager"],
    3: ["manager", "quality"],
    4: ["manager", "quality", "nominated"],
    5: ["manager", "quality", "nominated"],
  };
  const grid = [2, 3, 4, 5].flatMap((severity) =>
    (["manager", "quality"] as const).flatMap((author) =>
      [true, false].map((named) => [severity, author, named] as const),
    ),
  );
  test.each(grid)("severity %i, written by %s, a system named: %s", async (severity, author, named) => {
    const id = await handled(people, severity);
    if (named) await nameSystem(people.quality, { id, systemId: system });
    await reviewed(people, id, severity, people[author]);
    // A manager who wrote a review of severity 2 needs a second person; otherwise the listed roles are enough.
    const second = severity === 2 && author === "manager";
    const wanted = [...(needed[severity] ?? []), ...(named && severity >= 3 ? ["digital"] : second ? ["quality"] : [])];
    const version = (await reviewOf(people.manager, id)).version;
    await expect(signReview(people.worker, { id, version })).rejects.toEqual(refusal("forbidden"));
    await expect(signReview(people.elsewhere, { id, version })).rejects.toEqual(refusal("not-found"));
    for (const signer of signers) {
      if (wanted.includes(signer)) await sign(people[signer], id);
      await expect(sign(people[signer], id)).rejects.toEqual(refusal("forbidden"));
    }
    const given = await readAs(people.quality, (tx) => listSignOffs(tx, people.quality, id));
    const slots = signers.filter((signer) => wanted.includes(signer)).map((signer) => people[signer].role);
    expect(given.map((one) => one.slot)).toEqual(second ? [people.manager.role, "second-person"] : slots);
    await close(people.quality, id);
  });

  test("an author's own signature is not enough at severity 2", async () => {
    const id = await handled(people, 2);
    await reviewed(people, id, 2, people.manager);
    await sign(people.manager, id);
    expect((await points(id)).map((point) => point.says)).toEqual(["A second person has not signed."]);
    await expect(close(people.manager, id)).rejects.toEqual(refusal("conflict"));
    await sign(people.nominated, id);
    await close(people.manager, id);
  });
});

test("the last signature waits for the last paper record, the others do not", async () => {
  const id = await handled(people, 3, ["check"]);
  await reviewed(people, id, 3, people.manager);
  await sign(people.manager, id);
  await expect(sign(people.quality, id)).rejects.toThrow(/31 of 31 to check/);
  const [paper] = await readAs(people.quality, (tx) => listPapers(tx, people.quality, id));
  await checkPaper(people.quality, { id, paperId: paper?.id ?? "", version: 1, checked: 31, discrepancies: 0 });
  await sign(people.quality, id);
});

test("what was sent for sign-off stays as it is until it is returned, and signing starts again", async () => {
  const id = await handled(people, 3);
  await reviewed(people, id, 3, people.manager);
  await expect(reviewed(people, id, 3, people.manager)).rejects.toEqual(refusal("forbidden"));
  await sign(people.manager, id);
  const stale = { id, version: 1 };
  await expect(signReview(people.quality, stale)).rejects.toEqual(refusal("stale"));
  const { version } = await reviewOf(people.quality, id);
  await returnReview(people.quality, { id, version, reason: "Say how late the two medicines were" });
  expect(await reread(people.quality, id)).toMatchObject({ state: "under-review" });
  await submitReview(people.manager, { id, version: version + 1 });
  expect((await points(id)).map((point) => point.kind)).toEqual(["sign-off", "sign-off"]);
  await sign(people.manager, id);
  await sign(people.quality, id);
  const given = await readAs(people.quality, (tx) => listSignOffs(tx, people.quality, id));
  expect(given.map((one) => one.round)).toEqual([1, 2, 2]);
});

test("reopening keeps the first closure as it was, and a second one stands beside it", async () => {
  const id = await handled(people, 2);
  await reviewed(people, id, 2, people.cast.actors["deputy-manager"]);
  await sign(people.manager, id);
  await close(people.manager, id);
  const reason = "A family told us of a late medicine";
  const { version } = await reread(people.manager, id);
  await expect(reopenDisruption(people.digital, { id, version, reason })).rejects.toEqual(refusal("forbidden"));
  await reopenDisruption(people.manager, { id, version, reason });
  expect(await reread(people.manager, id)).toMatchObject({ state: "under-review" });
  await submitReview(people.manager, { id, version: (await reviewOf(people.manager, id)).version });
  await sign(people.manager, id);
  await close(people.quality, id);
  const closures = await readAs(people.manager, (tx) => listClosures(tx, people.manager, id));
  expect(closures).toMatchObject([
    { number: 1, answer: "yes", closedRole: "registered-manager", reopenedReason: reason },
    { number: 2, closedRole: "quality-compliance-lead", reopenedAt: null },
  ]);
});

describe("a disruption of two services", () => {
  const at = (one: Awaited<ReturnType<typeof points>>[number]) => [one.says, one.roles];

  async function shared(severity: number) {
    const { a, b } = people.cast.services;
    const id = await handled(people, severity, [], { serviceIds: [a, b], by: people.quality });
    await reviewed(people, id, severity, people.quality);
    return id;
  }

  test("is signed by each service's registered manager, by the name of the service, and closes with both", async () => {
    const id = await shared(2);
    expect((await points(id)).map(at)).toEqual([
      ["Registered manager, Service A has not signed.", ["registered-manager"]],
      ["Registered manager, Service B has not signed.", ["registered-manager"]],
    ]);
    await sign(people.manager, id);
    expect((await points(id)).map(at)).toEqual([
      ["Registered manager, Service B has not signed.", ["registered-manager"]],
    ]);
    await expect(sign(people.manager, id)).rejects.toEqual(refusal("forbidden"));
    await expect(close(people.quality, id)).rejects.toThrow(/Service B has not signed/);
    await sign(people.elsewhere, id);
    const given = await readAs(people.quality, (tx) => listSignOffs(tx, people.quality, id));
    expect(given.map((one) => [one.slot, one.forServices])).toEqual([
      ["registered-manager", [people.cast.services.a]],
      ["registered-manager", [people.cast.services.b]],
    ]);
    await close(people.quality, id);
  });

  test("the database takes no second manager's signature for the same service", async () => {
    const id = await shared(2);
    await sign(people.manager, id);
    const again = here().owner.begin(async (tx) => {
      await tx.unsafe("alter table sign_offs disable trigger capture");
      await tx`insert into sign_offs (organisation_id, id, record_id, service_ids, period_at, round, slot, person_id, role, at, for_services)
        select organisation_id, gen_random_uuid(), record_id, service_ids, period_at, round, slot, ${people.elsewhere.personId}, role, at,
          for_services from sign_offs where record_id = ${id}`;
    });
    await expect(again).rejects.toMatchObject({ code: "23505" });
  });

  test("what needs all of its services is said to be done by roles that somebody holds for all of them", async () => {
    const { a, b } = people.cast.services;
    const { id } = await reportDisruption(people.quality, plain([a, b]));
    const paper = (await points(id)).find((point) => point.kind === "paper");
    expect(paper?.roles).toEqual(["regional-manager", "quality-compliance-lead", "digital-lead"]);
    const own = await reportDisruption(people.worker, plain([a]));
    const alone = (await points(own.id)).find((point) => point.kind === "paper");
    expect(alone?.roles).toContain("digital-lead");
    expect(alone?.roles).toContain("registered-manager");
  });
});
