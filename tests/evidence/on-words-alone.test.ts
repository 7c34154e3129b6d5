import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { completeAction } from "#lib/action-items/commands/complete.ts";
import { verifyAction } from "#lib/action-items/commands/verify.ts";
import { asRegister, collectRegister } from "#lib/evidence/collect/register.ts";
import { outsideNames, readSection } from "#lib/evidence/inspection/queries.ts";
import { sections } from "#lib/evidence/sections.ts";
import { plain, raised, reread } from "#tests/action-items/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

/** An action that was found done: on words alone, or by a record that shows it. */
async function verified(proof: "note" | "record") {
  const manager = cast.actors["registered-manager"];
  const action = await raised(manager, plain(cast.actors["care-worker"], [cast.services.a]));
  const shown = await raised(manager, plain(cast.actors["care-worker"], [cast.services.a]));
  await completeAction(manager, {
    ...{ id: action.id, version: action.version, summary: "Stamps printed and in use", proof, effectDueOn: undefined },
    ...{ attachmentId: undefined, evidenceId: proof === "record" ? shown.id : undefined },
    proofNote: proof === "note" ? "On every sheet in both folders" : undefined,
  });
  const { version } = await reread(manager, action.id);
  const lead = cast.actors["quality-compliance-lead"];
  await verifyAction(lead, { id: action.id, version, outcome: "confirmed", how: "Seen on a visit" });
  return action.id;
}

test("outside, an action found done on words alone is called what its own page calls it, in the room and in the register", async () => {
  const words = await verified("note");
  const record = await verified("record");
  const soon = new Date(Date.now() + 3_600_000);
  const grant = crypto.randomUUID();
  const inspector: Outsider = {
    ...{ kind: "outside", grantKind: "inspector", role: "inspector", name: "Inspector", purpose: "Inspection" },
    ...{ organisationId: cast.organisation.id, organisation: "First Care", personId: grant, grantId: grant },
    ...{ accountId: crypto.randomUUID(), services: [cast.services.a], sections: ["action-items"] },
    ...{ from: new Date("2025-01-01"), to: soon, endsAt: soon, validUntil: soon },
  };
  await readAs(inspector, async (tx) => {
    const names = await outsideNames(tx, inspector);
    const [room] = await readSection(tx, inspector, "action-items", names);
    const inRoom = (id: string) =>
      room?.rows.find((row) => row.id === id)?.fields.find(({ key }) => key === "state")?.value;
    expect([inRoom(words), inRoom(record)]).toEqual(["Verified, evidence missing", "Verified"]);
    const collected = await collectRegister(tx, inspector, sections["action-items"].registers[0]);
    const register = asRegister(collected, names, "in Service A");
    const inRegister = (id: string) => register.rows.find((row) => row.record === names.references.get(id));
    expect(inRegister(words)?.state).toBe("Verified, evidence missing");
    expect(inRegister(record)?.state).toBe("Verified");
    expect(Object.keys(inRegister(words) ?? {})).not.toContain("files");
  });
});
