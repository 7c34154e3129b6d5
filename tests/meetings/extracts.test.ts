import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { ownId, readAs } from "#db/client.ts";
import { minuteExtracts } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleIds } from "#lib/access/roles.ts";
import { endLinksOfIn, linkEvidence } from "#lib/frameworks/commands.ts";
import { listEvidenceOf } from "#lib/frameworks/queries.ts";
import { addAddendum } from "#lib/meetings/commands/addenda.ts";
import { markExtract, withdrawExtract } from "#lib/meetings/commands/extracts.ts";
import { findSigned } from "#lib/meetings/queries/document.ts";
import { findExtract, listExtracts } from "#lib/meetings/queries/extracts.ts";
import { listAgenda } from "#lib/meetings/queries/meeting.ts";
import { findSignature } from "#lib/meetings/queries/minutes.ts";
import { openRecord } from "#lib/records/commands.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Held, heldMeeting, said, sendToChair, signByChair, signedMeeting } from "./signed-ground.ts";
import { refused } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let nominated: Actor;
let signed: Held;

beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  nominated = cast.actors["nominated-individual"];
  signed = await signedMeeting(cast);
});

const mark = (actor: Actor, held: Held, blockId: string, serviceIds: string[]) =>
  markExtract(actor, { id: held.id, blockId, serviceIds });
const extractOf = async (id: string, actor = lead) => {
  const extract = await readAs(actor, (tx) => findExtract(tx, actor, id));
  if (!extract) throw new Error("The extract is not there.");
  return extract;
};

describe("who may choose a minute", () => {
  test("nobody before the signature, and afterwards the quality lead and the nominated individual alone", async () => {
    const { a } = cast.services;
    const held = await heldMeeting(cast, a);
    const tried = async () => {
      const may: string[] = [];
      for (const role of roleIds)
        await mark(cast.actors[role], held, held.note, [a]).then(
          async ({ id }) => {
            may.push(role);
            const { version } = await extractOf(id);
            await withdrawExtract(lead, { id, version, reason: "Only tried" }, endLinksOfIn);
          },
          (error: unknown) => expect(error).toMatchObject({ name: "Refusal" }),
        );
      return may;
    };
    expect(await tried()).toEqual([]);
    await expect(mark(lead, held, held.note, [a])).rejects.toEqual(refused("conflict", /not signed/));
    await sendToChair(cast, held);
    expect(await tried()).toEqual([]);
    await signByChair(cast, held);
    expect(await tried()).toEqual(["nominated-individual", "quality-compliance-lead"]);
  });

  test("another organisation, another meeting's minute and an unknown service are refused", async () => {
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    await expect(mark(foreign, signed, signed.note, [cast.foreign.services.a])).rejects.toEqual(refused("not-found"));
    const other = await signedMeeting(cast);
    await expect(mark(lead, signed, other.note, [cast.services.a])).rejects.toEqual(refused("not-found"));
    await expect(mark(lead, signed, signed.note, [cast.foreign.services.a])).rejects.toEqual(refused("not-found"));
  });

  test("a service's minutes are chosen for that service and no other", async () => {
    const held = await signedMeeting(cast, cast.services.a);
    await expect(mark(lead, held, held.note, [cast.services.b])).rejects.toEqual(refused("forbidden"));
    const { reference } = await mark(lead, held, held.note, [cast.services.a]);
    expect(reference).toMatch(/^EX-\d{4}-\d{3}$/);
  });

  test("the same minute is chosen once for the same services, and again for others", async () => {
    const held = await signedMeeting(cast);
    const { a, b } = cast.services;
    await mark(lead, held, held.note, [a, b]);
    await expect(mark(nominated, held, held.note, [b, a])).rejects.toEqual(refused("conflict", /already/));
    await mark(nominated, held, held.note, [a]);
    expect(await readAs(lead, (tx) => listExtracts(tx, lead, held.id))).toHaveLength(2);
  });
});

describe("what an extract holds", () => {
  test("a note, a challenge and a decision in the words that were signed, with the signature they are of", async () => {
    const document = await readAs(lead, (tx) => findSigned(tx, lead, signed.id));
    const signature = await readAs(lead, (tx) => findSignature(tx, lead, signed.id));
    const common = {
      committee: document?.committee,
      meeting: document?.reference,
      signedSha256: signature?.sha256,
      state: "marked",
      addenda: null,
    };
    const { a } = cast.services;
    const note = await extractOf((await mark(lead, signed, signed.note, [a])).id);
    expect(note).toMatchObject({ ...common, kind: "note", number: "1.1", words: said.note, outcome: null });
    const challenge = await extractOf((await mark(lead, signed, signed.challenge, [a])).id);
    expect(challenge).toMatchObject({ ...common, kind: "challenge", words: said.challenge });
    const decision = await extractOf((await mark(lead, signed, signed.decision, [a])).id);
    expect(decision).toMatchObject({
      ...common,
      kind: "decision",
      number: "1.1",
      words: said.question,
      outcome: "Approved",
      because: said.because,
      facts: "2 for, 0 against, 0 abstained",
    });
    const names = Object.values(cast.actors).map(({ name }) => name);
    const told = JSON.stringify([note, challenge, decision].map(({ markedRole: _, ...one }) => one));
    expect(names.filter((name) => told.includes(`"${name}"`))).toEqual([]);
  });

  test("the database takes no other words, no other signature, and no change of either", async () => {
    const held = await signedMeeting(cast);
    const { a } = cast.services;
    const { id } = await mark(lead, held, held.note, [a]);
    const [row] = await readAs(lead, (tx) =>
      tx
        .select()
        .from(minuteExtracts)
        .where(ownId(minuteExtracts, lead, id)),
    );
    if (!row) throw new Error("The extract is not there.");
    const copy = (change: Partial<typeof row>) =>
      cast.door.changeAs(lead, "meeting.extract", async (tx) => {
        const record = await openRecord(tx, lead, {
          kind: "extract",
          title: "A copy",
          state: "marked",
          serviceIds: [a],
        });
        await tx.insert(minuteExtracts).values({ ...row, blockId: held.challenge, ...change, id: record.id });
      });
    const changes: Partial<typeof row>[] = [
      { words: `${row.words} And more.` },
      { kind: "challenge" },
      { number: "1.2" },
      { item: "Another item" },
      { committee: "Another committee" },
      { signedSha256: "0".repeat(64) },
      { quorate: !row.quorate },
      { outcome: "Approved" },
      { heldAt: new Date(0) },
      { meetingId: signed.id },
    ];
    for (const change of changes)
      await expect(copy(change), JSON.stringify(change)).rejects.toMatchObject({ cause: { code: "23514" } });
    await copy({});
    for (const [column, value] of Object.entries({
      words: "Another text",
      committee: "Another",
      signed_sha256: "0".repeat(64),
    }))
      await expect(
        cast.door.changeAs(lead, "meeting.extract", (tx) =>
          tx.execute(sql`update minute_extracts set ${sql.identifier(column)} = ${value} where id = ${id}`),
        ),
        column,
      ).rejects.toMatchObject({ cause: { code: "23514" } });
  });
});

describe("afterwards", () => {
  test("an addendum to its item or to the whole minutes travels with it by role, one to another item does not", async () => {
    const held = await signedMeeting(cast);
    const items = await readAs(lead, (tx) => listAgenda(tx, lead, held.id));
    const add = (words: string, itemId: string | undefined) => addAddendum(lead, { id: held.id, itemId, words });
    await add("Read twelve for eleven.", items[0]?.id);
    const { id } = await mark(lead, held, held.note, [cast.services.a]);
    const moved = async () => {
      const [row] = await here().owner`select changed_at from records where id = ${id}`;
      return new Date(row?.changed_at).getTime();
    };
    const marked = await moved();
    await add("The date was wrong throughout.", undefined);
    const added = await moved();
    expect(added).toBeGreaterThan(marked);
    await add("This concerns something else.", items[1]?.id);
    expect(await moved()).toBe(added);
    const { addenda } = await extractOf(id);
    expect(addenda).toMatch(
      /quality and compliance lead: Read twelve for eleven\.\n\n.*: The date was wrong throughout\.$/,
    );
    const rewrite = cast.door.changeAs(lead, "meeting.extract", (tx) =>
      tx.execute(sql`update minute_extracts set addenda = 'None' where id = ${id}`),
    );
    await expect(rewrite).rejects.toMatchObject({ cause: { code: "23514" } });
  });

  test("it is withdrawn once, with a reason, and its links to statements end with it", async () => {
    const held = await signedMeeting(cast);
    const { id } = await mark(lead, held, held.note, [cast.services.a]);
    await linkEvidence(lead, {
      recordId: id,
      statementId: "well-led-governance-management-sustainability",
      category: "processes",
      datedOn: undefined,
      note: undefined,
    });
    const linked = () => readAs(lead, (tx) => listEvidenceOf(tx, lead, id));
    expect(await linked()).toHaveLength(1);
    const { version } = await extractOf(id);
    const withdraw = (actor: Actor, seen = version) =>
      withdrawExtract(actor, { id, version: seen, reason: "It names somebody" }, endLinksOfIn);
    await expect(withdraw(cast.actors["digital-lead"])).rejects.toEqual(refused("forbidden"));
    await expect(withdraw(cast.foreign.actors["quality-compliance-lead"])).rejects.toEqual(refused("not-found"));
    await expect(withdraw(nominated, version + 1)).rejects.toEqual(refused("stale"));
    await withdraw(nominated);
    expect(await extractOf(id)).toMatchObject({ state: "withdrawn", withdrawnReason: "It names somebody" });
    expect(await linked()).toEqual([]);
    await expect(withdraw(lead, version + 1)).rejects.toEqual(refused("conflict", /already/));
    const back = cast.door.changeAs(lead, "meeting.extract", (tx) =>
      tx.execute(sql`update minute_extracts set state = 'marked', withdrawn_at = null, withdrawn_by = null,
        withdrawn_role = null, withdrawn_reason = null where id = ${id}`),
    );
    await expect(back).rejects.toMatchObject({ cause: { code: "23514" } });
    await expect(
      linkEvidence(lead, {
        recordId: id,
        statementId: "well-led-governance-management-sustainability",
        category: "processes",
        datedOn: undefined,
        note: undefined,
      }),
    ).rejects.toEqual(refused("conflict", /withdrawn/));
  });

  test("both acts are in the trail under their own verbs", async () => {
    const held = await signedMeeting(cast);
    const { id } = await mark(lead, held, held.note, [cast.services.a]);
    await withdrawExtract(lead, { id, version: 1, reason: "Not needed" }, endLinksOfIn);
    const rows = await readAs(lead, (tx) =>
      tx.execute<{
        verb: string;
      }>(sql`select distinct verb from trail_entries where organisation_id = ${cast.organisation.id}
        and record_id = ${id} and table_name = 'minute_extracts' order by 1`),
    );
    expect([...rows].map(({ verb }) => verb)).toEqual(["meeting.extract", "meeting.withdraw-extract"]);
  });
});
