import { createHash, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, own, readAs, type Tx } from "#db/client.ts";
import { signContext } from "#db/context.ts";
import { legalProviders } from "#db/schema/organisation.ts";
import { recordSystem, recordSystemIn } from "#lib/systems/commands.ts";
import { RecordSystem } from "#lib/systems/inputs.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { chainBreak, firstBreak, readChain } from "#tests/support/chain.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const system = (name: string) =>
  RecordSystem.parse({ name, category: "dscr", tier: "1", hosting: "cloud-saas", serviceIds: [] });
const lead = () => cast.actors["digital-lead"];
const mine = () => cast.organisation.id;

beforeAll(async () => {
  cast = await castOf(here());
});

async function numberOf(organisationId: string): Promise<number> {
  const [head] = await here().owner`select number from trail_heads where organisation_id = ${organisationId}`;
  return Number(head?.number);
}

describe("a change", () => {
  const provider = () => ({ organisationId: mine(), id: randomUUID(), name: "A provider" });

  test("without a verb is refused", async () => {
    const silent = here().app.begin(async (tx) => {
      await tx`select guard.assume(${signContext(lead())}, ${lead().personId}::uuid, null)`;
      await tx`insert into legal_providers (organisation_id, id, name) values (${mine()}, ${randomUUID()}, 'Nobody')`;
    });
    await expect(silent).rejects.toMatchObject({ code: "HF003" });
  });

  test("without an actor is refused, to the owner of the tables as well", async () => {
    const row = provider();
    const nobody = cast.door.plainly((tx) => tx.insert(legalProviders).values(row));
    await expect(nobody).rejects.toMatchObject({ cause: { code: "HF003" } });
  });

  test("of a table that gained a column later keeps every value under its own name", async () => {
    const { owner } = here();
    await owner`alter table legal_providers add column spoken_name text`;
    const row = provider();
    const refused = changeAs(lead(), "provider.add", (tx) => tx.insert(legalProviders).values(row));
    await expect(refused).rejects.toMatchObject({ cause: { code: "42703" } });
    await owner`alter table legal_providers_versions add column spoken_name text`;
    await changeAs(lead(), "provider.add", (tx) =>
      tx.execute(sql`insert into legal_providers (organisation_id, id, name, spoken_name)
        values (${row.organisationId}, ${row.id}, ${row.name}, 'Said so')`),
    );
    const [version] = await owner`select to_jsonb(v) - '{valid_from,valid_to,trail_number}'::text[] as kept, v.valid_to,
      v.trail_number = (select max(number) from trail_entries where row_id = ${row.id}) as numbered
      from legal_providers_versions v where id = ${row.id}`;
    const [now] = await owner`select to_jsonb(p) as kept from legal_providers p where id = ${row.id}`;
    expect(version).toMatchObject({ kept: { ...now?.kept, spoken_name: "Said so" }, valid_to: null, numbered: true });
    await owner`alter table legal_providers drop column spoken_name`;
    await owner`alter table legal_providers_versions drop column spoken_name`;
  });

  test("that is rolled back leaves no entry, no number and no version", async () => {
    const before = await numberOf(mine());
    const row = provider();
    await expect(
      changeAs(lead(), "provider.add", async (tx) => {
        await tx.insert(legalProviders).values(row);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await numberOf(mine())).toBe(before);
    expect(await here().owner`select 1 from legal_providers_versions where id = ${row.id}`).toHaveLength(0);
  });

  test("is told once, with who, what and the text before and after, sealed by its salt", async () => {
    const row = provider();
    await changeAs(lead(), "provider.add", (tx) => tx.insert(legalProviders).values(row));
    await changeAs(lead(), "provider.rename", (tx) =>
      tx
        .update(legalProviders)
        .set({ name: "Renamed" })
        .where(own(legalProviders, lead(), eq(legalProviders.id, row.id))),
    );
    const told = await here().owner`select e.verb, e.actor_id, e.commitment, t.salt, t.before, t.after
      from trail_entries e join trail_texts t using (organisation_id, number) where row_id = ${row.id} order by number`;
    expect(told.map(({ verb, actor_id }) => [verb, actor_id])).toEqual([
      ["provider.add", lead().personId],
      ["provider.rename", lead().personId],
    ]);
    expect([JSON.parse(told[1]?.before).name, JSON.parse(told[1]?.after).name]).toEqual(["A provider", "Renamed"]);
    for (const { commitment, salt, before, after } of told) {
      const sealed = createHash("sha256")
        .update(salt)
        .update(`${before ?? ""}\n${after ?? ""}`)
        .digest();
      expect(sealed.equals(commitment)).toBe(true);
      expect(salt).toHaveLength(32);
    }
  });

  test("that changes nothing is not told", async () => {
    const before = await numberOf(mine());
    await changeAs(lead(), "provider.nothing", (tx) =>
      tx
        .update(legalProviders)
        .set({ name: sql`${legalProviders.name}` })
        .where(own(legalProviders, lead())),
    );
    expect(await numberOf(mine())).toBe(before);
  });

  test("cannot be made under another person's name", async () => {
    const stolen = { ...lead(), personId: cast.otherServiceManager.personId };
    const forged = here().app.begin(
      (tx) => tx`select guard.assume(${signContext(lead())}, ${stolen.personId}::uuid, 'provider.add')`,
    );
    await expect(forged).rejects.toMatchObject({ code: "HF001" });
  });
});

describe("many at once", () => {
  test("eight writers on crossing rows neither lock each other out nor break the chain", async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        const id = randomUUID();
        const row = { organisationId: mine(), id, name: `Provider ${n}` };
        await changeAs(lead(), "provider.add", (tx) => tx.insert(legalProviders).values(row));
        return id;
      }),
    );
    const before = await numberOf(mine());
    const touch = (tx: Tx, id: string) =>
      tx
        .update(legalProviders)
        .set({ version: sql`${legalProviders.version} + 1` })
        .where(own(legalProviders, lead(), eq(legalProviders.id, id)));
    const failures: unknown[] = [];
    const writer = async (which: number) => {
      for (let turn = 0; turn < 25; turn += 1) {
        const order = which % 2 === 0 ? ids : [...ids].reverse();
        const pair = [order[(turn + which) % 6], order[(turn + which + 3) % 6]];
        await changeAs(lead(), "provider.cross", async (tx) => {
          for (const id of pair) await touch(tx, id ?? "");
        }).catch((error) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, which) => writer(which)));
    expect(failures).toEqual([]);
    expect(await numberOf(mine())).toBe(before + 8 * 25 * 2);
    expect(await chainBreak(here().owner, mine())).toBeUndefined();
    const [versions] = await here().owner`select sum(version)::int as sum from legal_providers where id = any (${ids})`;
    expect(versions?.sum).toBe(6 + 8 * 25 * 2);
  });

  test("64 records at once are numbered without a gap, and a failed one leaves none", async () => {
    const failing = changeAs(lead(), "system.record", async (tx) => {
      await recordSystemIn(tx, lead(), system("Never was"));
      throw new Error("no");
    });
    // As many writers as the portal has connections; more would only wait for one.
    let next = 0;
    const writer = async () => {
      for (let n = next++; n < 64; n = next++) await recordSystem(lead(), system(`System ${n}`));
    };
    await Promise.all([...Array.from({ length: 10 }, writer), expect(failing).rejects.toThrow("no")]);
    const rows = await here()
      .owner`select reference from records where organisation_id = ${mine()} and kind = 'system'`;
    const numbers = rows.map((row) => Number(String(row.reference).replace("SYS-", ""))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 64 }, (_, n) => n + 1));
  });

  test("one organisation does not wait for another, and readers wait for nobody", async () => {
    const stranger = cast.foreign.actors["digital-lead"];
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const holding = changeAs(lead(), "provider.slow", () => held);
    const other = await recordSystem(stranger, system("Not waiting"));
    expect(other.reference).toBe("SYS-001");
    expect(await readAs(lead(), async () => "read")).toBe("read");
    release();
    await holding;
  });
});

describe("the chain", () => {
  test("shows every kind of interference but a cut end, and that against its head", async () => {
    const whole = await readChain(here().owner, mine());
    expect(whole.length).toBeGreaterThan(400);
    expect(firstBreak(whole)).toBeUndefined();
    const at = 120;
    const entry = whole[at];
    const next = whole[at + 1];
    if (!entry || !next) throw new Error("The chain is too short.");
    const flipped = Buffer.from(entry.commitment);
    flipped[7] = (flipped[7] ?? 0) ^ 1;
    const spoilt = {
      changed: whole.with(at, { ...entry, verb: `${entry.verb}x` }),
      "given to another": whole.with(at, { ...entry, actor_id: randomUUID() }),
      "moved in time": whole.with(at, { ...entry, at: entry.at.replace("Z", "1Z") }),
      "one bit of its text": whole.with(at, { ...entry, commitment: flipped }),
      dropped: whole.toSpliced(at, 1),
      doubled: whole.toSpliced(at, 0, entry),
      swapped: whole.with(at, next).with(at + 1, entry),
    };
    for (const [how, entries] of Object.entries(spoilt))
      expect([how, firstBreak(entries) !== undefined]).toEqual([how, true]);
    const last = whole.at(-1);
    const head = { number: last?.number ?? "", hash: last?.hash ?? Buffer.alloc(0) };
    expect(firstBreak(whole.slice(0, -1))).toBeUndefined();
    expect(firstBreak(whole.slice(0, -1), head)).toBe("the end was cut");
  });

  test("agrees with the rows that it tells of: each current row is its newest version, and each version an entry", async () => {
    const captured = await here().owner`select c.relname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid
      where g.tgname = 'capture'`;
    expect(captured.length).toBeGreaterThan(20);
    for (const { name } of captured) {
      const now = here().owner(String(name));
      const kept = here().owner(`${name}_versions`);
      const apart = await here().owner`
        (select to_jsonb(t) as row from ${now} t except
          select to_jsonb(v) - 'valid_from' - 'valid_to' - 'trail_number' from ${kept} v where valid_to is null)
        union all (select to_jsonb(v) - 'valid_from' - 'valid_to' - 'trail_number' from ${kept} v where valid_to is null
          except select to_jsonb(t) from ${now} t)`;
      expect([name, apart.length]).toEqual([name, 0]);
      const untold = await here().owner`select 1 from ${kept} v where not exists (
        select 1 from trail_entries e where e.organisation_id = v.organisation_id and e.number = v.trail_number
          and e.table_name = ${String(name)} and e.row_id = v.id and e.at = v.valid_from)`;
      expect([name, untold.length]).toEqual([name, 0]);
    }
  });
});
