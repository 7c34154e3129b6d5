import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs } from "#db/client.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { makeRow } from "#tests/support/rows.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let id: string;
const lead = () => cast.actors["quality-compliance-lead"];

beforeAll(async () => {
  cast = await castOf(here());
  const place = { organisationId: cast.organisation.id, serviceId: cast.services.a };
  const needed = ["snapshot_at", "sha256", "bytes", "records_fingerprint", "issued_by", "issued_at"];
  const made = await cast.door.changeAs(lead(), "row.make", (tx) =>
    makeRow(tx, "bundles", place, {
      fixed: {
        state: "issued",
        purpose: "cqc-inspection",
        marking: "Board confidential",
        ended_at: null,
        ended_reason: null,
      },
      needed,
    }),
  );
  id = String(made.id);
});

const change = (set: string) =>
  changeAs(lead(), "bundle.try", (tx) =>
    tx.execute(sql`update bundles set ${sql.raw(set)} where organisation_id = ${cast.organisation.id} and id = ${id}`),
  );
const never = { cause: { code: "23514" } };

test.each([
  "state = 'draft'",
  "state = 'ready'",
  "title = 'Another'",
  "purpose = 'board'",
  "marking = 'Public'",
  "period_from = period_from - 1",
  "sections = array['other']",
  "sha256 = repeat('0', 64)",
  "content_sha256 = repeat('0', 64)",
  "records_fingerprint = repeat('0', 64)",
  "issued_at = now()",
  "alone = not alone",
])("an issued bundle refuses %s, from the portal and whoever holds its role", async (set) => {
  await expect(change(set)).rejects.toMatchObject(never);
});

test("it ends once, with a reason, and the end is not rewritten", async () => {
  await change("state = 'withdrawn', ended_at = now(), ended_reason = 'A figure was wrong.'");
  await expect(change("ended_reason = 'Nothing was wrong.'")).rejects.toMatchObject(never);
  await expect(change("state = 'issued', ended_at = null, ended_reason = null")).rejects.toMatchObject(never);
  await expect(change("state = 'superseded'")).rejects.toMatchObject(never);
});
