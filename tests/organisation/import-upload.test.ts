import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { POST } from "#app/api/organisation/import/route.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Standing } from "#lib/access/standing.ts";
import { useWorld } from "#tests/support/world.ts";
import { openHere } from "./cast.ts";

// Who is signed in is a cookie's matter; everything behind it is real.
let standing: Standing | undefined;
vi.mock("#lib/access/session.ts", () => ({ currentStanding: async () => standing }));

const here = useWorld();
const folder = mkdtempSync(join(tmpdir(), "holdfast-imports-"));
const origin = "http://localhost:3000";
let admin: Actor;
let manager: Actor;

beforeAll(async () => {
  process.env.HOLDFAST_FILES = folder;
  process.env.HOLDFAST_ORIGIN = origin;
  const own = await openHere(here(), "Larkfield Care");
  admin = own.as("org-admin");
  manager = own.as("registered-manager", [own.first]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function standingOf(actor: Actor): Standing {
  const { organisationId, organisation, personId, name, role, services } = actor;
  const membership = { id: actor.membershipId, organisationId, organisation, sample: false, personId, name, role };
  const reach = { allServices: services === "all", services: services === "all" ? [] : services };
  return {
    accountId: actor.accountId,
    email: "someone@cast.example",
    name,
    organisationId,
    membershipId: actor.membershipId,
    grantId: null,
    provedGrants: [],
    seenAt: new Date().toISOString(),
    memberships: [{ ...membership, ...reach, title: null, endsAt: null }],
    grants: [],
  };
}

async function send(content: string | Blob, headers: Record<string, string> = { origin }) {
  const body = new FormData();
  body.append("file", new File([content], "services.csv"));
  const answer = await POST(new Request(`${origin}/api/organisation/import`, { method: "POST", headers, body }));
  return { status: answer.status, to: answer.headers.get("location") };
}

const kept = () => {
  const path = join(folder, "imports", admin.organisationId);
  return existsSync(path) ? readdirSync(path) : [];
};

test("a file from another site, without an origin or from a sibling host is refused before it is read", async () => {
  standing = standingOf(admin);
  const elsewhere = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
  for (const headers of [elsewhere, {}, { origin, "sec-fetch-site": "same-site" }])
    expect((await send("a,b\n1,2\n", headers)).status).toBe(403);
  expect(kept()).toEqual([]);
});

test("nobody signed in is sent to sign in, and another role to what is not here", async () => {
  standing = undefined;
  expect(await send("a,b\n1,2\n")).toEqual({ status: 303, to: "/sign-in" });
  standing = standingOf(manager);
  expect(await send("a,b\n1,2\n")).toEqual({ status: 303, to: "/not-here" });
  expect(kept()).toEqual([]);
});

test("a bad file comes back with its problem and line, and nothing is kept of it", async () => {
  standing = standingOf(admin);
  const to = (search: string) => ({ status: 303, to: `/organisation/import?${search}` });
  expect(await send('a,b\n1,2\n"open,3\n')).toEqual(to("problem=open-quote&line=3"));
  expect(await send(new Blob(["a,b\r1,2\rCaf", new Uint8Array([0xe9]), ",3\r"]))).toEqual(
    to("problem=not-utf8&line=3"),
  );
  expect(await send("")).toEqual(to("problem=empty"));
  expect(await send("a,b\n")).toEqual(to("problem=no-rows"));
  expect(kept()).toEqual([]);
});

test("a good file becomes a draft at its own address", async () => {
  standing = standingOf(admin);
  const answer = await send("name,cqc_id,provider\nHeron Court,1-1001,Larkfield Limited\n");
  expect(answer.to).toMatch(/^\/organisation\/import\/[0-9a-f-]{36}$/);
  expect(kept()).toEqual([`${answer.to?.split("/").at(-1)}.csv`]);
});

test("a database that is down is said, and the file is not left behind", async () => {
  standing = standingOf(admin);
  const before = kept();
  const url = process.env.DATABASE_APP_URL;
  process.env.DATABASE_APP_URL = "postgres://nobody:nothing@127.0.0.1:9/none";
  try {
    expect(await send("name,cqc_id\nHeron Court,1-1001\n")).toEqual({ status: 303, to: "/unavailable" });
  } finally {
    process.env.DATABASE_APP_URL = url;
  }
  expect(kept()).toEqual(before);
});
