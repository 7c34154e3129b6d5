import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { collectBundle, recipientScope } from "#lib/evidence/collect/bundle.ts";
import { attachFileIn } from "#lib/files/commands.ts";
import { linkEvidenceIn } from "#lib/frameworks/commands.ts";
import { frameworkOf } from "#lib/frameworks/framework.ts";
import { currentFrameworks } from "#lib/frameworks/queries.ts";
import { addControlIn, proveControlIn } from "#lib/risks/commands/controls.ts";
import { openRiskIn, recordRiskIn } from "#lib/risks/commands/record.ts";
import { reviewRiskIn } from "#lib/risks/commands/review.ts";
import { scoreRiskIn } from "#lib/risks/commands/score.ts";
import { plain } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
const sections = ["risks", "frameworks"];

beforeAll(async () => {
  cast = await castOf(here(), { sample: true });
  manager = cast.actors["registered-manager"];
  const at = <T>(day: string, run: (tx: Tx) => Promise<T>) =>
    cast.door.changeAs(manager, "period.test", run, new Date(`${day}T12:00:00Z`));
  const version = async (id: string) => {
    const [row] = await here().owner`select version from risks where id = ${id}`;
    return Number(row?.version);
  };
  const file = (tx: Tx, recordId: string, sum: string) =>
    attachFileIn(tx, manager, {
      recordId,
      name: `${sum}.txt`,
      stored: { sha256: sum.repeat(64), bytes: 4, type: "text/plain", tags: { location: false, author: false } },
    });
  const { id } = await at("2025-03-10", (tx) => recordRiskIn(tx, manager, plain([cast.services.a])));
  const control = { id, version: await version(id), type: "preventive", line: "first" } as const;
  await at("2025-03-11", (tx) => addControlIn(tx, manager, { ...control, description: "A charged mobile" }));
  const [held] = await here().owner`select id from risk_controls where record_id = ${id}`;
  const prove = (day: string) =>
    at(day, (tx) =>
      proveControlIn(tx, manager, {
        ...{ id, controlId: String(held?.id), provedOn: day, found: "effective", line: "first" },
        ...{ how: `Tried on ${day}`, evidenceId: undefined },
      }),
    );
  for (const day of ["2025-03-12", "2025-04-01", "2026-06-16"]) await prove(day);
  const score = async (day: string, likelihood: 2 | 4) => {
    const now = await version(id);
    await at(day, (tx) =>
      scoreRiskIn(tx, manager, {
        ...{ id, version: now, kind: "current", likelihood, consequence: 3 },
        ...{ reason: `Seen on ${day}`, orderReason: undefined },
      }),
    );
  };
  await score("2026-02-10", 4);
  await score("2026-06-15", 2);
  const now = await version(id);
  await at("2026-06-17", (tx) =>
    reviewRiskIn(tx, manager, { id, version: now, outcome: "better", note: "All good", nextReviewOn: "2026-09-17" }),
  );
  await at("2026-02-11", (tx) => file(tx, id, "a"));
  await at("2026-06-18", (tx) => file(tx, id, "b"));
  const lead = cast.actors["quality-compliance-lead"];
  const [statement, other] =
    (await readAs(lead, async (tx) => frameworkOf(await currentFrameworks(tx))))?.statements ?? [];
  const link = (statementId: string | undefined, datedOn: string) =>
    cast.door.changeAs(
      lead,
      "period.test",
      (tx) =>
        linkEvidenceIn(tx, lead, {
          ...{ recordId: id, statementId: statementId ?? "", category: "processes", datedOn, note: `Of ${datedOn}` },
        }),
      new Date("2026-06-20T12:00:00Z"),
    );
  await link(statement?.id, "2026-02-12");
  await link(other?.id, "2026-06-19");
  await at("2026-07-01", (tx) => recordRiskIn(tx, manager, plain([cast.services.a], { title: "A later risk" })));
  const draft = await at("2026-01-10", (tx) => recordRiskIn(tx, manager, { ...plain([cast.services.a]), ...drafted }));
  const inDraft = { id: draft.id, version: 1, type: "preventive", line: "first" } as const;
  await at("2026-01-11", (tx) => addControlIn(tx, manager, { ...inDraft, description: "A draft's control" }));
  await at("2026-01-12", (tx) => file(tx, draft.id, "d"));
  const opened = { id: draft.id, version: await version(draft.id), scoreReason: "Agreed at last" };
  await at("2026-08-01", (tx) => openRiskIn(tx, manager, opened));
  const never = await at("2026-01-10", (tx) => recordRiskIn(tx, manager, { ...plain([cast.services.a]), ...drafted }));
  await at("2026-01-11", (tx) =>
    addControlIn(tx, manager, { ...inDraft, id: never.id, description: "Of no risk yet" }),
  );
});

const drafted = { title: "Long a draft", draft: true };
const order = (periodFrom: string, periodTo: string) => ({
  ...{ id: randomUUID(), reference: "EB-2026-099", title: "A winter", purpose: "cqc-inspection" as const },
  ...{ marking: "Public", recipient: "Care Quality Commission", body: null, framework: "Single assessment framework" },
  ...{ periodFrom, periodTo, sections, issue: 1, supersedes: null, preparedBy: "Quality lead" },
});
const scopeOf = (from: string, to: string, more = sections) => ({
  ...recipientScope(manager.organisationId, order(from, to), [cast.services.a]),
  sections: more,
});
const column = (scope: ReturnType<typeof scopeOf>, query: string) =>
  readAs(scope, async (tx) =>
    [...(await tx.execute<{ is: string }>(sql.raw(`${query} order by 1`)))].map((row) => row.is),
  );
const winter = ["2026-01-01", "2026-03-31"] as const;
const dated = [
  ...["risks", "risk_scores", "risk_controls", "control_proofs", "risk_reviews", "risk_acceptances"],
  ...["records", "record_links", "attachments", "evidence_links", "trail_entries"],
];

test("of a period before anything was recorded nothing leaves, whatever its table", async () => {
  for (const table of dated)
    expect([table, await column(scopeOf("2020-01-01", "2020-02-01"), `select '${table}' as is from ${table}`)]).toEqual(
      [table, []],
    );
});

test("a score, a proof and a review leave if they were in force on a day of the period, and no later ones do", async () => {
  const scope = scopeOf(...winter);
  expect(await column(scope, "select score::text as is from risk_scores where kind = 'current'")).toEqual(["12", "9"]);
  expect(await column(scope, "select proved_on::text as is from control_proofs")).toEqual(["2025-04-01"]);
  expect(await column(scope, "select 1::text as is from risk_reviews")).toEqual([]);
  expect(await column(scope, "select name as is from attachments")).toEqual([`a.txt`]);
  expect(await column(scope, "select note as is from evidence_links")).toEqual(["Of 2026-02-12"]);
  expect(await column(scope, "select title as is from risks")).toEqual(["Phones fail with the internet"]);
  expect(
    await column(
      scopeOf("2026-06-16", "2026-06-30"),
      "select score::text as is from risk_scores where kind = 'current'",
    ),
  ).toEqual(["6"]);
});

test("a risk that was a draft throughout the period does not leave, nor what hangs on it; from its opening it does", async () => {
  const of = async (from: string, to: string) => ({
    risks: await column(scopeOf(from, to), "select title as is from risks"),
    controls: await column(scopeOf(from, to), "select description as is from risk_controls"),
    files: await column(scopeOf(from, to), "select name as is from attachments"),
    records: await column(scopeOf(from, to), "select title as is from records"),
  });
  const stood = { risks: ["Phones fail with the internet"], controls: ["A charged mobile"], files: ["a.txt"] };
  expect(await of(...winter)).toEqual({ ...stood, records: stood.risks });
  const since = ["A later risk", "Long a draft", "Phones fail with the internet"];
  expect(await of("2026-08-01", "2026-08-31")).toEqual({
    ...{ risks: since, records: since, controls: ["A charged mobile", "A draft's control"] },
    files: ["a.txt", "b.txt", "d.txt"],
  });
});

test("links, files and trail entries leave only with a record of a granted section", async () => {
  const scope = scopeOf("2025-01-01", "2026-12-31", ["frameworks", "materials"]);
  for (const table of ["records", "record_links", "attachments", "evidence_links", "trail_entries"])
    expect([table, await column(scope, `select '${table}' as is from ${table}`)]).toEqual([table, []]);
});

test("a bundle tells each risk with the score that stood when its period ended, since when, and by when it was shown", async () => {
  const told = async (from: string, to: string) => {
    const { content } = await collectBundle(scopeOf(from, to), order(from, to));
    const register = content.registers.find(({ name }) => name === "risks");
    expect(register?.columns.map(({ key }) => key)).toContain("scored_at");
    return { rows: register?.rows ?? [], gaps: content.sections[0]?.gaps.map(({ what }) => what) ?? [] };
  };
  const held = await told(...winter);
  expect(held.rows).toHaveLength(1);
  expect(held.rows[0]).toMatchObject({
    score: 12,
    likelihood: 4,
    scored_at: "2026-02-10T12:00:00.000Z",
    proved_on: "2025-04-01",
  });
  const now = await told("2026-01-01", "2026-12-31");
  expect(now.rows.map(({ score }) => score)).toEqual([9, 9, 6]);
  const ours = now.rows.find(({ record }) => record === held.rows[0]?.record);
  expect(ours).toMatchObject({ score: 6, scored_at: "2026-06-15T12:00:00.000Z", proved_on: "2026-06-16" });
  const first = await told("2025-03-10", "2025-03-10");
  expect(first.rows[0]).toMatchObject({ score: 9, proved_on: null });
  expect(first.gaps.join()).toContain("no control had been shown to work by 10 March 2025");
});

test("a bundle's days are days in London, in summer too", () => {
  const { from, to } = scopeOf("2026-06-01", "2026-06-30");
  expect([from?.toISOString(), to?.toISOString()]).toEqual(["2026-05-31T23:00:00.000Z", "2026-06-30T22:59:59.999Z"]);
});
