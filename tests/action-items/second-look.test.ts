import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { changeAs } from "#db/client.ts";
import { attachments } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { standingOf } from "#lib/action-items/action-item.ts";
import { completeAction } from "#lib/action-items/commands/complete.ts";
import { verifyAction } from "#lib/action-items/commands/verify.ts";
import { RaiseAction } from "#lib/action-items/inputs.ts";
import { londonDay } from "#lib/dates.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { plain, raised, reread } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let quality: Actor;
let worker: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  quality = cast.actors["quality-compliance-lead"];
  worker = cast.actors["care-worker"];
});

const refusal = (kind: string) => expect.objectContaining({ name: "Refusal", kind });
const fresh = () => raised(manager, plain(worker, [cast.services.a]));
const done = (id: string, version: number) => ({
  id,
  version,
  summary: "Stamps printed and in use",
  proof: "note" as const,
  attachmentId: undefined,
  evidenceId: undefined,
  proofNote: "On every sheet in both folders",
  effectDueOn: undefined,
});

async function completed() {
  const action = await fresh();
  await completeAction(manager, done(action.id, action.version));
  return reread(manager, action.id);
}

async function attachTo(recordId: string): Promise<string> {
  const id = randomUUID();
  await changeAs(worker, "file.attach", (tx) =>
    tx.insert(attachments).values({
      ...{ organisationId: worker.organisationId, id, recordId, serviceIds: [cast.services.a] },
      ...{ name: "proof.txt", mediaType: "text/plain", bytes: 3, sha256: id.replaceAll("-", "").repeat(2) },
      ...{ locationTags: false, authorTags: false, note: null, addedBy: worker.personId, addedAt: tx.now },
    }),
  );
  return id;
}

test.each([
  ["before the second look is proof", true, "Closed, evidence checked"],
  ["after it was looked at by nobody", false, "Verified, evidence missing"],
])("a file added beside words %s", async (_when, before, word) => {
  const action = await completed();
  if (before) await attachTo(action.id);
  const check = { id: action.id, version: action.version, outcome: "confirmed" as const, how: "By telephone" };
  await verifyAction(quality, check);
  if (!before) await attachTo(action.id);
  expect(standingOf(await reread(manager, action.id), londonDay(new Date())).word).toBe(word);
});

test("who comes second reads that it was verified, by whom and when, not that they may not", async () => {
  const action = await completed();
  const check = { id: action.id, version: action.version, outcome: "confirmed" as const, how: "Seen" };
  await verifyAction(quality, check);
  const late = verifyAction(cast.actors["digital-lead"], check);
  await expect(late).rejects.toThrow(
    new RegExp(`^It was verified by ${quality.name} on \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d\\.$`),
  );
  const other = await completed();
  await verifyAction(quality, { ...check, id: other.id, version: other.version, outcome: "returned" });
  const again = verifyAction(cast.actors["digital-lead"], { ...check, id: other.id, version: other.version });
  await expect(again).rejects.toThrow(`It was sent back to its owner by ${quality.name} on `);
  await expect(verifyAction(manager, { ...check, id: other.id })).rejects.toEqual(refusal("forbidden"));
});

test("a new action's form names what is wrong in the order in which it asks, a day that has gone by among it", () => {
  const order = [
    "title",
    "finding",
    "sourceKind",
    "detail",
    "level",
    "measure",
    "ownerId",
    "priority",
    "dueOn",
    "serviceIds",
  ];
  expect(Object.keys(RaiseAction.shape).filter((name) => order.includes(name))).toEqual(order);
  const past = RaiseAction.safeParse({ serviceIds: [], dueOn: "1 November 2020" });
  expect(past.error?.issues.find((issue) => issue.path[0] === "dueOn")?.message).toBe(
    "Choose a due date that is not in the past.",
  );
});

test("the file of a completion that was sent back is no evidence for the next, which stands on words alone", async () => {
  const action = await fresh();
  const fileId = await attachTo(action.id);
  const byFile = { proof: "file" as const, attachmentId: fileId, evidenceId: undefined, proofNote: undefined };
  await completeAction(worker, { ...done(action.id, action.version), ...byFile });
  const check = { id: action.id, version: action.version + 1, how: "The sheet was empty" };
  await verifyAction(manager, { ...check, outcome: "returned" });
  await completeAction(worker, {
    ...done(action.id, action.version + 2),
    ...{ proof: "note", attachmentId: undefined, evidenceId: undefined, proofNote: "Seen in the folder" },
  });
  await verifyAction(manager, { ...check, version: action.version + 3, outcome: "confirmed" });
  const found = await reread(manager, action.id);
  expect(standingOf(found, londonDay(new Date()))).toEqual({ shape: "warn", word: "Verified, evidence missing" });
});
