import type { OutsideClass } from "#lib/evidence/fields.ts";

/**
 * The meetings room's part of the written field list: of signed minutes the extracts that a person chose. Who was there,
 * who wrote them down, drafts, papers and every other minute have no place in it.
 */
export const meetingFields = {
  minute_extracts: {
    organisation_id: "public",
    id: "public",
    meeting_reference: "assurance",
    committee: "operational",
    held_at: "assurance",
    item_position: "assurance",
    item: "operational",
    kind: "assurance",
    number: "assurance",
    words: "operational",
    outcome: "assurance",
    facts: "operational",
    because: "operational",
    addenda: "operational",
    signed_post: "assurance",
    signed_at: "assurance",
    signed_alone: "assurance",
    quorate: "assurance",
    signed_sha256: "assurance",
    marked_at: "assurance",
    service_ids: "public",
  },
} as const satisfies Record<string, Record<string, OutsideClass>>;
