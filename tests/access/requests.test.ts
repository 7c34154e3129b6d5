import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { changeAs, ownId, readAs } from "#db/client.ts";
import { records } from "#db/schema/records.ts";
import type { Actor, Outsider } from "#lib/access/actor.ts";
import { endGrant, grantInspector } from "#lib/access/commands/grants.ts";
import { replyToRequest as replyWith } from "#lib/access/commands/requests.ts";
import { eventWords } from "#lib/access/grant.ts";
import { ReplyToRequest, RequestsQuery } from "#lib/access/inputs.ts";
import { askForRecord, listMyRequests } from "#lib/access/outside.ts";
import { mayReply } from "#lib/access/policy.ts";
import { findGrant } from "#lib/access/queries/grants.ts";
import { countRequests, countWaiting, findRequest, listAnswers, listRequests } from "#lib/access/queries/requests.ts";
import { roleIds } from "#lib/access/roles.ts";
import { listOpened } from "#lib/evidence/inspection/opened.ts";
import { findRecord } from "#lib/records/queries.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { verbWords } from "#lib/trail/words.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let first: Outsider;
let second: Outsider;
const replyToRequest = (actor: Actor, input: ReplyToRequest) => replyWith(actor, input, listOpened);
const day = 86_400_000;

beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  [first, second] = [await letIn(), await letIn()];
});

async function letIn(): Promise<Outsider> {
  const { id } = await grantInspector(manager, {
    name: "Inspector",
    email: `${randomUUID()}@cqc.example`,
    serviceIds: [cast.services.a],
    sections: ["systems"],
    periodFrom: new Date(Date.now() - 300 * day),
    periodTo: new Date(Date.now() + day),
    startsOn: undefined,
    endsOn: new Date(Date.now() + day),
    purpose: "Assessment",
  });
  const grant = await readAs(manager, (tx) => findGrant(tx, manager, id));
  return {
    kind: "outside",
    organisationId: manager.organisationId,
    organisation: manager.organisation,
    personId: id,
    grantId: id,
    grantKind: "inspector",
    accountId: grant?.accountId ?? "",
    role: "inspector",
    name: "Inspector",
    purpose: "Assessment",
    services: [cast.services.a],
    sections: ["systems"],
    endsAt: new Date(Date.now() + day),
  };
}

const system = (serviceIds: string[], tier = 1) =>
  recordSystem(cast.actors["digital-lead"], {
    name: "Electronic medicines",
    category: "emar",
    tier,
    hosting: "cloud-saas",
    supplier: undefined,
    objectiveMinutes: undefined,
    tolerableMinutes: undefined,
    careReason: undefined,
    analogue: false,
    analogueEndsOn: undefined,
    ownerId: undefined,
    serviceIds,
  });

/** Asks as an outsider and finds the request inside. */
async function asked(what = "The last test of the paper folder", by = first) {
  await askForRecord(by, { what });
  const mine = await readAs(by, (tx) => listMyRequests(tx, by));
  const request = await readAs(manager, (tx) => findRequest(tx, manager, mine[0]?.id ?? ""));
  if (!request) throw new Error("The request did not arrive.");
  return request;
}
/** A record as a reader outside finds it: by the columns that they are given. */
const referenceFor = (reader: Outsider, id: string) =>
  readAs(reader, (tx) =>
    tx
      .select({ reference: records.reference })
      .from(records)
      .where(ownId(records, reader, id)),
  ).then((rows) => rows[0]?.reference);
const reply = (id: string, version: number, more: Partial<ReplyToRequest>) =>
  ({ id, version, kind: "note", words: undefined, recordId: undefined, ...more }) satisfies ReplyToRequest;

test("what an inspector asks arrives numbered, trailed under their grant, and waits for an answer", async () => {
  const request = await asked("The last test of the paper folder");
  const year = new Date().getUTCFullYear();
  expect(request.reference).toMatch(new RegExp(`^REQ-${year}-\\d{3}$`));
  expect(request).toMatchObject({ state: "open", grantId: first.grantId, serviceIds: [cast.services.a] });
  const entries = await here().owner`select distinct verb, actor_id from trail_entries where record_id = ${request.id}`;
  expect(entries.map((row) => [row.verb, row.actor_id])).toEqual([["outside.ask", first.grantId]]);
  const record = await readAs(manager, (tx) => findRecord(tx, manager, request.id));
  expect(record).toMatchObject({ kind: "request", title: "Request from an inspector", state: "open" });
  const [page, counts] = await readAs(manager, async (tx) => [
    await listRequests(tx, manager, RequestsQuery.parse({})),
    await countRequests(tx, manager),
  ]);
  expect(page.rows[0]).toMatchObject({ id: request.id, askedBy: "Inspector" });
  expect(await readAs(manager, (tx) => countWaiting(tx, manager))).toBe(counts.open);
  expect(counts).toMatchObject({ open: page.total, "in-time": page.total, overdue: 0, closed: 0 });
});

test("an asker sees the own requests alone, and no other reader outside learns that there is one", async () => {
  const { id } = await asked("Only mine");
  const theirs = await readAs(second, (tx) => listMyRequests(tx, second));
  expect(theirs.map((one) => one.id)).not.toContain(id);
  expect(await referenceFor(second, id)).toBeUndefined();
  await expect(
    changeAs(first, "outside.ask", (tx) => tx.execute("update requests set what = 'changed'")),
  ).rejects.toThrow();
  await expect(
    changeAs(first, "outside.ask", (tx) => tx.execute("insert into request_replies (id) values (gen_random_uuid())")),
  ).rejects.toThrow();
});

test("nobody asks for a service outside the grant, after its end, or without one", async () => {
  await expect(askForRecord(first, { what: "Another service", serviceId: cast.services.b })).rejects.toThrow();
  await expect(askForRecord(first, { what: "x" })).rejects.toThrow();
  const over = await letIn();
  await endGrant(manager, { id: over.grantId, version: 1, reason: "Over." });
  await expect(askForRecord(over, { what: "Too late for this" })).rejects.toMatchObject({ cause: { code: "HF002" } });
  const context = { ...manager, kind: "inside" as const };
  await expect(
    changeAs(context, "outside.ask", (tx) => tx.execute("select guard.ask_for_record('From inside', null)")),
  ).rejects.toThrow();
});

test("what an asker confirmed of their words stands among what they did, and nothing where there was nothing to confirm", async () => {
  const said = async () => {
    const rows = await here().owner`select e.kind, e.what, t.verb from access_events e
      join trail_entries t on t.organisation_id = e.organisation_id and t.row_id = e.id
      where e.what like 'Confirmed of the words%'`;
    return rows.map((row) => [String(row.what), eventWords[String(row.kind)], verbWords(String(row.verb))]);
  };
  await asked("The last drill of the paper round");
  expect(await said()).toEqual([]);
  await asked("The care plan of Mrs Brown", { ...first, confirmed: [{ field: "what", kinds: ["name"] }] });
  expect(await said()).toEqual([[expect.stringContaining("name"), "Confirmed", "Confirmed from outside"]]);
});

test("a note keeps it open, a record ends it, and both sides read the same history", async () => {
  const request = await asked();
  const { id: recordId, reference } = await system([cast.services.a]);
  await replyToRequest(manager, reply(request.id, 1, { kind: "note", words: "We are looking." }));
  await replyToRequest(manager, reply(request.id, 2, { kind: "answered", recordId }));
  const inside = await readAs(manager, (tx) => findRequest(tx, manager, request.id));
  expect(inside).toMatchObject({
    state: "answered",
    replies: [{ kind: "note" }, { kind: "answered", recordReference: reference }],
  });
  const [outside] = (await readAs(first, (tx) => listMyRequests(tx, first))).filter((one) => one.id === request.id);
  expect(outside).toMatchObject({
    state: "answered",
    replies: [
      { kind: "note", words: "We are looking." },
      { kind: "answered", recordId },
    ],
  });
  expect(await referenceFor(first, recordId)).toBe(reference);
  expect(await readAs(manager, (tx) => findRecord(tx, manager, request.id))).toMatchObject({ state: "answered" });
  const links = await here().owner`select kind from record_links where from_id = ${request.id} and to_id = ${recordId}`;
  expect(links.map((row) => row.kind)).toEqual(["evidence"]);
  const verbs = await here().owner`select distinct verb from trail_entries where record_id = ${request.id} order by 1`;
  expect(verbs.map((row) => row.verb)).toEqual(["outside.ask", "request.answer", "request.note"]);
  await expect(replyToRequest(manager, reply(request.id, 3, { kind: "note", words: "More." }))).rejects.toMatchObject({
    kind: "conflict",
  });
});

test("a record answers only if the asker can open it: its services, its part, and a bundle issued to them", async () => {
  const request = await asked();
  const wide = await system([cast.services.a, cast.services.b]);
  const organisationWide = await system([]);
  for (const { id } of [wide, organisationWide])
    await expect(
      replyToRequest(cast.actors["quality-compliance-lead"], reply(request.id, 1, { kind: "answered", recordId: id })),
    ).rejects.toMatchObject({ kind: "conflict", field: "recordId" });
  await expect(
    replyToRequest(manager, reply(request.id, 1, { kind: "answered", recordId: request.id })),
  ).rejects.toMatchObject({ field: "recordId" });
  await expect(
    replyToRequest(manager, reply(request.id, 1, { kind: "answered", recordId: randomUUID() })),
  ).rejects.toMatchObject({ field: "recordId" });
  const fits = await system([cast.services.a]);
  const grant = await readAs(manager, (tx) => findGrant(tx, manager, first.grantId));
  if (!grant) throw new Error("No grant.");
  const offered = await readAs(manager, (tx) => listAnswers(tx, manager, grant));
  expect(offered.map((one) => one.id)).toContain(fits.id);
  expect(offered.map((one) => one.id)).not.toContain(wide.id);
  const none = await readAs(manager, (tx) => listAnswers(tx, manager, { ...grant, sections: ["risks"] }));
  expect(none).toEqual([]);
});

test("roles that may answer do, for their own services; others, other services and other organisations do not", async () => {
  const may = ["registered-manager", "nominated-individual", "quality-compliance-lead"];
  for (const role of roleIds) {
    const request = await asked();
    const offered = (state: string) => mayReply(cast.actors[role], { state, serviceIds: request.serviceIds });
    expect([role, offered("open"), offered("answered")]).toEqual([role, may.includes(role), false]);
    const tried = replyToRequest(cast.actors[role], reply(request.id, 1, { kind: "declined", words: "Not held." }));
    if (may.includes(role)) await expect(tried, role).resolves.toMatchObject({ id: request.id });
    else await expect(tried, role).rejects.toMatchObject({ kind: "forbidden" });
  }
  const request = await asked();
  for (const actor of [cast.otherServiceManager, cast.foreign.actors["nominated-individual"]]) {
    const tried = replyToRequest(actor, reply(request.id, 1, { kind: "note", words: "Hello." }));
    await expect(tried).rejects.toMatchObject({ kind: "not-found" });
  }
  await replyToRequest(manager, reply(request.id, 1, { kind: "note", words: "First." }));
  await expect(replyToRequest(manager, reply(request.id, 1, { kind: "note", words: "Second." }))).rejects.toMatchObject(
    {
      kind: "stale",
      current: { version: "2" },
    },
  );
});

test("a reply needs its record, its reason or its words", () => {
  const base = { id: randomUUID(), version: "1" };
  const wrong = (typed: object) =>
    ReplyToRequest.safeParse({ ...base, ...typed }).error?.issues.map((one) => one.path[0]);
  expect(wrong({ kind: "answered", recordId: "" })).toEqual(["recordId"]);
  expect(wrong({ kind: "declined", words: " " })).toEqual(["words"]);
  expect(wrong({ kind: "note" })).toEqual(["words"]);
  expect(wrong({})).toEqual(["kind"]);
  expect(wrong({ kind: "answered", recordId: randomUUID() })).toBeUndefined();
});
