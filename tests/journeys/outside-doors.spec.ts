import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { expect, test } from "./support/app.ts";
import { ask, hiddenFields, multipart } from "./support/raw.ts";
import { cookieOf, signInAs } from "./support/sign-in.ts";

const officer = "quality.officer@eastmere.example";
const ours = () => process.env.HOLDFAST_ORIGIN ?? "";
const kept = (table: string) => ({
  table,
  change: `alter table ${table} disable trigger user`,
  back: `alter table ${table} enable trigger user`,
});

/** Moves a row as time or another person would, then puts it back. */
async function meanwhile(sql: postgres.Sql, table: string, change: string, undo: string, look: () => Promise<void>) {
  const { change: off, back: on } = kept(table);
  await sql.unsafe(`${off}; ${change}; ${on}`);
  try {
    await look();
  } finally {
    await sql.unsafe(`${off}; ${undo}; ${on}`);
  }
}

async function issued(sql: postgres.Sql): Promise<string> {
  const [row] = await sql`select b.id from bundles b join commissioner_bodies c on c.organisation_id = b.organisation_id
    and c.id = b.body_id where b.state = 'issued' and c.name = 'Eastmere County Council' order by b.issued_at limit 1`;
  expect(row?.id).toBeDefined();
  return String(row?.id);
}

test("an officer downloads the bundles of their body while they are issued and the grant lasts, and no other", async ({
  page,
  sql,
}) => {
  const id = await issued(sql);
  await signInAs(page, officer);
  const cookie = await cookieOf(page);
  const door = `/api/outside/bundles/${id}`;
  const get = (path: string) => ask(path, { cookie });
  const closed = async (path: string, to: string) => {
    const answer = await get(path);
    expect([path, answer.status >= 300 && answer.status < 400, answer.headers.location]).toEqual([path, true, to]);
    expect(answer.bytes.includes("PK\u0003\u0004")).toBe(false);
  };
  const whole = await get(door);
  expect([whole.status, whole.headers["content-type"], whole.bytes.subarray(0, 2).toString()]).toEqual([
    200,
    "application/zip",
    "PK",
  ]);
  expect(whole.headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });

  for (const guess of [randomUUID(), id.toUpperCase(), `${id}%00`, "..%2f..%2fsecrets.json"])
    await closed(`/api/outside/bundles/${guess}`, "/not-here");
  for (const inside of [`/api/evidence/${id}/download`, `/api/evidence/${id}/draft`, `/evidence/${id}`])
    await closed(inside, "/commissioner");
  await closed(`/api/outside/files/${randomUUID()}`, "/commissioner");

  const mine = `where email = '${officer}'`;
  const eastmere = "(select id from commissioner_bodies where name = 'Eastmere County Council')";
  const westmere = "(select id from commissioner_bodies where name = 'Westmere City Council')";
  await meanwhile(
    sql,
    "outside_grants",
    `update outside_grants set body_id = ${westmere} ${mine}`,
    `update outside_grants set body_id = ${eastmere} ${mine}`,
    () => closed(door, "/not-here"),
  );
  await meanwhile(
    sql,
    "bundles",
    `update bundles set state = 'withdrawn', ended_at = clock_timestamp(), ended_by = issued_by, ended_reason = 'Sent to the wrong body' where id = '${id}'`,
    `update bundles set state = 'issued', ended_at = null, ended_by = null, ended_reason = null where id = '${id}'`,
    () => closed(door, `/commissioner#bundle-${id}`),
  );
  const [ends] = await sql`select ends_at::text as at from outside_grants where email = ${officer}`;
  await meanwhile(
    sql,
    "outside_grants",
    `update outside_grants set ends_at = clock_timestamp() ${mine}`,
    `update outside_grants set ends_at = '${ends?.at}' ${mine}`,
    () => closed(door, "/access-ended"),
  );
  expect((await get(door)).status).toBe(200);
});

test("a session that was open when its account or its person was disabled opens nothing more", async ({
  page,
  sql,
}) => {
  const email = "digital.lead@fennmoor.example";
  await signInAs(page, email);
  const cookie = await cookieOf(page);
  const html = (await ask("/systems/new", { cookie })).text;
  const name = `After the end ${Date.now()}`;
  const fields: [string, string][] = [...hiddenFields(html, "careReason"), ["name", name], ["category", "dscr"]];
  const { body, type } = multipart([...fields, ["tier", "1"], ["hosting", "cloud-saas"]]);
  const doors = async (to: string) => {
    for (const path of ["/", "/systems", "/systems/export", `/files/${randomUUID()}`, "/account"])
      expect([path, (await ask(path, { cookie })).headers.location]).toEqual([path, to]);
    const headers = { "content-type": type, origin: ours(), "sec-fetch-site": "same-origin" };
    await ask("/systems/new", { method: "POST", body, cookie, headers });
    expect(await sql`select 1 from systems where name = ${name}`).toHaveLength(0);
  };
  expect((await ask("/systems", { cookie })).status).toBe(200);
  await sql`update auth.accounts set disabled_at = clock_timestamp() where email = ${email}`;
  try {
    await doors("/sign-in");
  } finally {
    await sql`update auth.accounts set disabled_at = null where email = ${email}`;
  }
  await meanwhile(
    sql,
    "people",
    `update people set disabled_at = clock_timestamp() where email = '${email}'`,
    `update people set disabled_at = null where email = '${email}'`,
    async () => {
      await doors("/access-ended");
      expect((await ask("/access-ended", { cookie })).text).toContain("Nothing is open to you");
    },
  );
});

test("what a form does not ask for is not taken from it, nor another organisation's people and services", async ({
  page,
  sql,
}) => {
  await signInAs(page, "digital.lead@fennmoor.example");
  const cookie = await cookieOf(page);
  const html = (await ask("/systems/new", { cookie })).text;
  const [other] = await sql`select p.organisation_id as id, p.id as person, s.id as service from auth.accounts a
    join people p on p.account_id = a.id join services s on s.organisation_id = p.organisation_id
    where a.email = 'registered.manager@ashdown.example' limit 1`;
  const post = (name: string, more: [string, string][]) => {
    const plain: [string, string][] = [
      ["name", name],
      ["category", "dscr"],
      ["tier", "1"],
      ["hosting", "cloud-saas"],
    ];
    const { body, type } = multipart([...hiddenFields(html, "careReason"), ...plain, ...more]);
    const headers = { "content-type": type, origin: ours(), "sec-fetch-site": "same-origin" };
    return ask("/systems/new", { method: "POST", body, cookie, headers });
  };
  const name = `Beyond the form ${Date.now()}`;
  for (const foreign of [
    ["ownerId", String(other?.person)],
    ["serviceIds", String(other?.service)],
  ] as [string, string][]) {
    expect([foreign[0], (await post(name, [foreign])).status]).toEqual([foreign[0], 200]);
    expect(await sql`select 1 from systems where name = ${name}`).toHaveLength(0);
  }
  const id = randomUUID();
  const both = (key: string, value: string): [string, string][] => [
    [key, value],
    [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value],
  ];
  const answer = await post(name, [
    ...both("organisationId", String(other?.id)),
    ...both("id", id),
    ...both("state", "retired"),
    ...both("version", "40"),
    ...both("reference", "SYS-999"),
    ...both("createdAt", "2001-01-01T00:00:00Z"),
    ["owner_id", String(other?.person)],
    ["__proto__", "polluted"],
    ["constructor", "polluted"],
  ]);
  expect(answer.status).toBe(303);
  const [row] =
    await sql`select s.id, s.organisation_id <> ${String(other?.id)} as ours, s.version, s.state, r.reference, s.owner_id,
    s.created_at > clock_timestamp() - interval '5 minutes' as fresh
    from systems s join records r on r.organisation_id = s.organisation_id and r.id = s.id where s.name = ${name}`;
  expect(row).toMatchObject({ ours: true, version: 1, state: "in-use", fresh: true });
  expect(row?.id).not.toBe(id);
  expect(row?.reference).not.toBe("SYS-999");
  expect(row?.owner_id).not.toBe(other?.person);
});
