import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endSession, findStanding, newToken, tokenHash } from "#lib/access/standing.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let token: string;
const manager = () => cast.actors["registered-manager"];
const shift = (column: "seen_at" | "created_at", by: string) =>
  here().owner.unsafe(`update auth.sessions set ${column} = ${column} - interval '${by}'`);

beforeAll(async () => {
  cast = await castOf(here());
});
beforeEach(async () => {
  await here().owner`delete from auth.sessions`;
  token = await openSession(manager().accountId);
});

test("a token is 256 random bits, and the database holds its hash alone", async () => {
  const tokens = Array.from({ length: 200 }, newToken);
  expect(new Set(tokens).size).toBe(200);
  expect(tokens.every((one) => Buffer.from(one, "base64url").length === 32)).toBe(true);
  const [row] = await here().owner`select token_hash, sessions::text as text from auth.sessions`;
  expect(tokenHash(token).equals(row?.token_hash)).toBe(true);
  expect(String(row?.text)).not.toContain(token);
});

test("a live session says who stands behind it, as the database knows it now", async () => {
  const standing = await findStanding(token);
  expect(standing?.accountId).toBe(manager().accountId);
  expect(standing?.memberships).toMatchObject([
    {
      organisationId: cast.organisation.id,
      personId: manager().personId,
      role: "registered-manager",
      allServices: false,
      services: [cast.services.a],
    },
  ]);
});

test.each(["", "x", "0".repeat(43), "' or true --"])("no session answers to %j", async (made) => {
  expect(await findStanding(made)).toBeUndefined();
});

describe("a session ends", () => {
  test("after 30 minutes without a request, and a request renews them", async () => {
    await shift("seen_at", "29 minutes");
    expect(await findStanding(token)).toBeDefined();
    await shift("seen_at", "29 minutes");
    expect(await findStanding(token)).toBeDefined();
    await shift("seen_at", "30 minutes");
    expect(await findStanding(token)).toBeUndefined();
  });

  test("twelve hours after it began, however busy it was", async () => {
    await shift("created_at", "11 hours 59 minutes");
    expect(await findStanding(token)).toBeDefined();
    await shift("created_at", "1 minute");
    expect(await findStanding(token)).toBeUndefined();
    await here().owner`update auth.sessions set seen_at = clock_timestamp()`;
    expect(await findStanding(token)).toBeUndefined();
  });

  test("at sign-out, for whoever kept the token", async () => {
    await endSession(token, "signed out");
    expect(await findStanding(token)).toBeUndefined();
  });

  test("when the account is disabled", async () => {
    await here().owner`update auth.accounts set disabled_at = clock_timestamp() where id = ${manager().accountId}`;
    expect(await findStanding(token)).toBeUndefined();
    await here().owner`update auth.accounts set disabled_at = null where id = ${manager().accountId}`;
  });
});

describe("from the next request on", () => {
  const changed = (statement: string) =>
    here().owner.begin(async (tx) => {
      // The membership's own commands are proved in its room; here the row is moved as the clock would.
      await tx`alter table memberships disable trigger capture`;
      await tx`alter table people disable trigger capture`;
      await tx.unsafe(statement);
      await tx`alter table memberships enable trigger capture`;
      await tx`alter table people enable trigger capture`;
    });
  const roles = async () => (await findStanding(token))?.memberships.map(({ role }) => role);
  const mine = () => `id = '${manager().membershipId}'`;

  test("a membership that has ended, or has not begun, opens nothing", async () => {
    expect(await roles()).toEqual(["registered-manager"]);
    await changed(`update memberships set ends_at = clock_timestamp() where ${mine()}`);
    expect(await roles()).toEqual([]);
    await changed(
      `update memberships set ends_at = null, starts_at = clock_timestamp() + interval '1 hour' where ${mine()}`,
    );
    expect(await roles()).toEqual([]);
    await changed(`update memberships set starts_at = clock_timestamp() where ${mine()}`);
    expect(await roles()).toEqual(["registered-manager"]);
  });

  test("another role is another role", async () => {
    await changed(`update memberships set role = 'care-worker' where ${mine()}`);
    expect(await roles()).toEqual(["care-worker"]);
    await changed(`update memberships set role = 'registered-manager' where ${mine()}`);
  });

  test("a person who was disabled in one organisation keeps nothing there", async () => {
    await changed(`update people set disabled_at = clock_timestamp() where id = '${manager().personId}'`);
    expect(await roles()).toEqual([]);
    await changed(`update people set disabled_at = null where id = '${manager().personId}'`);
  });

  test("a service that was taken away is out of reach", async () => {
    await here().owner.begin(async (tx) => {
      await tx`alter table membership_services disable trigger capture`;
      await tx`update membership_services set ended_at = clock_timestamp() where membership_id = ${manager().membershipId}`;
      await tx`alter table membership_services enable trigger capture`;
    });
    expect((await findStanding(token))?.memberships[0]?.services).toEqual([]);
  });
});
