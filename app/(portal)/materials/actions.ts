"use server";

import { formAction } from "#lib/forms/action.ts";
import {
  changeMaterial,
  checkMaterial,
  endMaterial,
  noteKnowledge,
  recordMaterial,
  stampMaterial,
} from "#lib/materials/commands.ts";
import {
  ChangeMaterial,
  CheckMaterial,
  EndMaterial,
  NoteKnowledge,
  RecordMaterial,
  StampMaterial,
} from "#lib/materials/inputs.ts";

const texts = { place: "Where it is kept" };

export const recordMaterialAction = formAction(
  "materials",
  RecordMaterial,
  async (actor, input) => ({ to: `/materials/${(await recordMaterial(actor, input)).id}` }),
  { says: "The copy is on the register.", texts },
);
export const changeMaterialAction = formAction(
  "materials",
  ChangeMaterial,
  async (actor, input) => ({ to: `/materials/${(await changeMaterial(actor, input)).id}` }),
  { texts },
);
export const stampMaterialAction = formAction(
  "materials",
  StampMaterial,
  async (actor, input) => ({
    to: `/materials/${(await stampMaterial(actor, input)).id}`,
  }),
  { says: "The reprint is recorded." },
);
export const checkMaterialAction = formAction(
  "materials",
  CheckMaterial,
  async (actor, input) => {
    const { id, serviceId } = await checkMaterial(actor, input);
    return { to: `/materials/check?service=${serviceId}&done=${id}#copy-${id}` };
  },
  { says: "Your check is recorded.", texts: { note: "The note" } },
);
export const checkOneAction = formAction(
  "materials",
  CheckMaterial,
  async (actor, input) => ({ to: `/materials/${(await checkMaterial(actor, input)).id}` }),
  { says: "", texts: { note: "The note" } },
);
export const noteKnowledgeAction = formAction(
  "materials",
  NoteKnowledge,
  async (actor, input) => ({
    to: `/materials/${(await noteKnowledge(actor, input)).id}`,
  }),
  { says: "It is recorded who knows it." },
);
export const endMaterialAction = formAction(
  "materials",
  EndMaterial,
  async (actor, input) => ({ to: `/materials/${(await endMaterial(actor, input)).id}` }),
  { says: "The copy is withdrawn.", texts: { reason: "The reason" } },
);
