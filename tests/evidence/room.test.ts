import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { grantInspector } from "#lib/access/commands/grants.ts";
import { replyToRequest } from "#lib/access/commands/requests.ts";
import { askForRecord, listMyRequests } from "#lib/access/outside.ts";
import { findGrant } from "#lib/access/queries/grants.ts";
import { listAnswers } from "#lib/access/queries/requests.ts";
import { collectBundle, recipientScope } from "#lib/evidence/collect/bundle.ts";
import { findKnownGaps } from "#lib/evidence/collect/gaps.ts";
import { toldFields } from "#lib/evidence/fields.ts";
import { listOpened } from "#lib/evidence/inspection/opened.ts";
import { countGranted, grantedSections, outsideNames, readSection } from "#lib/evidence/inspection/queries.ts";
import { listByQuestion } from "#lib/evidence/inspection/statements.ts";
import { type SectionRegister, sectionIds, sections } from "#lib/evidence/sections.ts";
import { shown } from "#lib/evidence/shown/columns.ts";
import { labelOf } from "#lib/evidence/shown/labels.ts";
import { useSample } from "#tests/support/world.ts";

const sample = useSample();
let inspector: Outsider;
const from = "2025-01-01";
const to = "2027-12-31";

beforeAll(async () => {
  const [grant] = await sample().world.owner`select * from outside_grants where kind = 'inspector' limit 1`;
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
    services: Object.values(sample().cast.services),
    sections: sectionIds,
    from: new Date(`${from}T00:00:00Z`),
    to: new Date(Date.parse(`${to}T00:00:00Z`) + 86_399_999),
    endsAt: new Date(Date.now() + 3_600_000),
    validUntil: new Date(Date.now() + 3_600_000),
  };
}, 120_000);

const order = () => ({
  id: crypto.randomUUID(),
  reference: "EB-2026-099",
  title: "Saltmarsh House",
  purpose: "cqc-inspection" as const,
  marking: "Public",
  recipient: "Care Quality Commission",
  body: null,
  periodFrom: from,
  periodTo: to,
  framework: "Single assessment framework",
  sections: sectionIds,
  issue: 1,
  supersedes: null,
  preparedBy: "Quality lead",
});

test("a bundle and the inspection room know the same gaps, for the same services, period and sections", async () => {
  const room = await readAs(inspector, async (tx) =>
    findKnownGaps(tx, inspector, grantedSections(inspector), await outsideNames(tx, inspector)),
  );
  const scope = recipientScope(inspector.organisationId, order(), inspector.services as string[]);
  const { content } = await collectBundle(scope, order());
  const told = [...content.gaps, ...content.sections.flatMap((section) => section.gaps)];
  expect(told.map((gap) => gap.what)).toEqual(room.map((gap) => gap.what));
  expect(told.length).toBeGreaterThan(5);
  for (const part of ["risks", "materials", "action-items", "disruptions"])
    expect(room.map((gap) => gap.section)).toContain(part);
  for (const gap of told) expect([gap.closes, gap.role]).not.toContain("");
});

test("evidence is dated as in the portal, and the count of a register is that of its key questions", async () => {
  await readAs(inspector, async (tx) => {
    const names = await outsideNames(tx, inspector);
    const questions = await listByQuestion(tx, inspector);
    const items = questions.flatMap((question) => question.statements.flatMap((statement) => statement.items));
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((item) => item.dated === null)).toEqual([]);
    const counted = (await countGranted(tx, inspector)).find(({ id }) => id === "frameworks");
    expect(counted?.rows).toBe(items.length);
    const [links] = await readSection(tx, inspector, "frameworks", names);
    expect(links?.rows).toHaveLength(items.length);
    const words = links?.rows.flatMap((row) => row.fields) ?? [];
    expect(words.filter((field) => field.key === "dated_on" && field.value === "Not known")).toEqual([]);
    expect(words.find((field) => field.key === "statement_id")?.value).toMatch(/\([A-Z]\d\)$/);
  });
});

const registers: SectionRegister[] = sectionIds.flatMap((id) => [...sections[id].registers]);

test("registers and records are headed in words, never with the names of columns", () => {
  const bare = /(_| (at|id|role|says)$|^(Period|Paper role|Says|Severity triage))/i;
  for (const { table, name } of registers) {
    const columns = toldFields(table)
      .map(([column]) => column)
      .filter((column) => !/^(organisation_id|id|.*record_id|period_at)$/.test(column));
    const chosen = shown[table]?.columns ?? [];
    expect(
      chosen.filter((column) => !columns.includes(column)),
      name,
    ).toEqual([]);
    expect(chosen.length, name).toBeGreaterThan(1);
    expect(chosen.length, name).toBeLessThanOrEqual(10);
    const labels = columns.map((column) => labelOf(table, column));
    expect(
      labels.filter((label, at) => bare.test(label) || labels.indexOf(label) !== at),
      name,
    ).toEqual([]);
  }
});

test("an extract of minutes tells an inspector what it tells in a bundle: the same fields, and no more", async () => {
  const scope = recipientScope(inspector.organisationId, order(), inspector.services as string[]);
  const { content } = await collectBundle(scope, order());
  const bundled = content.registers.find(({ name }) => name === "minutes-extracts");
  const [told] = await readAs(inspector, async (tx) =>
    readSection(tx, inspector, "minutes", await outsideNames(tx, inspector)),
  );
  expect(told?.rows.length).toBeGreaterThan(2);
  expect(bundled?.rows).toHaveLength(told?.rows.length ?? 0);
  const columns = bundled?.columns.map(({ key }) => key).filter((key) => key !== "record");
  for (const row of told?.rows ?? [])
    expect([...row.fields, ...row.more].map(({ key }) => key).sort()).toEqual(columns?.toSorted());
});

test("texts that will leave stand in the order of the sections, in words, without roles", async () => {
  const scope = recipientScope(inspector.organisationId, order(), inspector.services as string[]);
  const { texts } = await collectBundle(scope, order());
  const kinds = [...new Set(texts.map((text) => text.source.replace(/-.*/, "")))];
  expect(kinds.slice(0, 2)).toEqual(["R", "DIS"]);
  expect(texts.map((text) => text.field)).not.toContain("Role");
  expect(texts.map((text) => text.field)).not.toContain("Says");
  expect(texts.map((text) => text.field)).toContain("What happened");
});

test("a request answers with its id, so that the page can say that it was sent and when an answer is due", async () => {
  const id = await askForRecord(inspector, { what: "The fire alarm test certificate" });
  const mine = await readAs(inspector, (tx) => listMyRequests(tx, inspector));
  expect(mine.find((request) => request.id === id)).toMatchObject({ state: "open" });
});

test("a record answers a request only where the period of the access opens it, and only those are offered", async () => {
  const manager = sample().cast.people.registeredManager;
  const disruptions = await sample().world.owner`
    select id, reference, period_at from disruptions join records using (organisation_id, id)
    where disruptions.service_ids = ${[sample().cast.services.saltmarsh]}::uuid[] order by period_at`;
  const [outside] = disruptions;
  const within = disruptions.at(-1);
  const { id: grantId } = await grantInspector(manager, {
    name: "Inspector of one evening",
    email: "one.evening@cqc.example",
    purpose: "One evening",
    serviceIds: [sample().cast.services.saltmarsh],
    sections: ["disruptions"],
    periodFrom: new Date(within?.period_at),
    periodTo: new Date(),
    startsOn: undefined,
    endsOn: new Date(Date.now() + 86_400_000),
  });
  const grant = await readAs(manager, (tx) => findGrant(tx, manager, grantId));
  if (!grant) throw new Error("No grant.");
  const reader: Outsider = {
    ...inspector,
    personId: grantId,
    grantId,
    accountId: grant.accountId,
    services: [sample().cast.services.saltmarsh],
    sections: ["disruptions"],
    from: new Date(within?.period_at),
    to: new Date(),
  };
  const seen = await readAs(reader, async (tx) =>
    readSection(tx, reader, "disruptions", await outsideNames(tx, reader)),
  );
  const candidates = await readAs(manager, (tx) => listAnswers(tx, manager, grant));
  const opened = await listOpened(
    grant,
    candidates.map((card) => card.id),
  );
  expect([...opened]).toEqual(seen[0]?.rows.map((row) => row.id));
  expect([...opened]).toContain(within?.id);
  const id = await askForRecord(reader, { what: "The records of that evening" });
  const answer = (recordId: string) =>
    replyToRequest(manager, { id, version: 1, kind: "answered", recordId, words: undefined }, listOpened);
  await expect(answer(String(outside?.id))).rejects.toMatchObject({
    kind: "conflict",
    field: "recordId",
    message: expect.stringContaining(`${outside?.reference} lies outside the period they may read`),
  });
  await expect(answer(String(within?.id))).resolves.toMatchObject({ id });
});

test("a bundle says whose signature a review still waits for, and never one that stands beside it as given", async () => {
  const scope = recipientScope(inspector.organisationId, order(), inspector.services as string[]);
  const { content } = await collectBundle(scope, order());
  const reviews = content.sections.flatMap(({ gaps }) => gaps.filter((gap) => gap.closes.startsWith("The signatures")));
  expect(reviews.length).toBeGreaterThan(0);
  for (const gap of reviews) {
    const record = content.sections.flatMap(({ records }) => records).find((one) => gap.what.startsWith(one.reference));
    const signed = record?.blocks.find((block) => block.heading === "Signed by");
    const roles = signed?.kind === "table" ? signed.rows.map(([role]) => String(role)) : [];
    expect(roles.filter((role) => gap.role?.includes(role))).toEqual([]);
  }
});

test("a bundle names what is not in it as a phrase of its own, and a file by its name and place", async () => {
  const [completion] = await sample().world.owner`
    select c.id, c.record_id, c.organisation_id, r.service_ids from action_completions c join records r on r.id = c.record_id
    where c.proof = 'note' and r.service_ids = ${[sample().cast.services.saltmarsh]}::uuid[] limit 1`;
  const [person] = await sample().world
    .owner`select id from people where organisation_id = ${inspector.organisationId} limit 1`;
  const file = crypto.randomUUID();
  await sample().world.owner.begin(async (tx) => {
    for (const table of ["attachments", "action_completions"]) await tx`alter table ${tx(table)} disable trigger user`;
    await tx`insert into attachments (organisation_id, id, record_id, service_ids, name, bytes, sha256, media_type, added_by, added_at)
      values (${completion?.organisation_id}, ${file}, ${completion?.record_id}, ${completion?.service_ids}, 'proof.txt', 5,
        ${"a".repeat(64)}, 'text/plain', ${person?.id}, now())`;
    await tx`update action_completions set proof = 'file', proof_note = null, attachment_id = ${file} where id = ${completion?.id}`;
    for (const table of ["attachments", "action_completions"]) await tx`alter table ${tx(table)} enable trigger user`;
  });
  const sections = sectionIds.filter((id) => id !== "systems");
  const scope = recipientScope(inspector.organisationId, { ...order(), sections }, inspector.services as string[]);
  const { content } = await collectBundle(scope, { ...order(), sections });
  const told = content.sections.flatMap(({ records }) => records).flatMap(({ blocks }) => blocks);
  const labels = told.flatMap((block) => (block.kind === "facts" ? block.facts.map(({ label }) => label) : []));
  expect(labels.filter((label) => label.includes("outside this scope"))).toEqual([]);
  expect(labels).toContain("Measured recovery after the loss of a system outside this bundle");
  const completed = content.registers.find(({ name }) => name === "actions-completed");
  expect(completed?.rows.map((row) => row.attachment_id)).toContainEqual(
    expect.stringMatching(/^proof\.txt \(data\/attachments\/\d{3}-proof\.txt\)$/),
  );
});
