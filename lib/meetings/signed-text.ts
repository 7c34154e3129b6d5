import { z } from "zod";
import type { MinutesDocument } from "./document.ts";

const Figures = z.object({
  says: z.string(),
  sentence: z.string(),
  figures: z.array(
    z.object({
      key: z.string(),
      value: z.string(),
      label: z.string(),
      worse: z.boolean().optional(),
      compare: z.literal(false).optional(),
    }),
  ),
  sha256: z.string(),
});

const Block = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["note", "challenge"]),
    number: z.string(),
    paragraphs: z.array(z.string()),
    says: z.string().optional(),
  }),
  z.object({
    kind: z.literal("decision"),
    number: z.string(),
    question: z.string(),
    shape: z.enum(["ok", "warn", "bad", "part", "none"]),
    outcome: z.string(),
    facts: z.array(z.string()),
    because: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("action"),
    reference: z.string(),
    title: z.string(),
    owner: z.string(),
    due: z.string(),
  }),
]);

const Signed = z.object({
  organisation: z.string(),
  sample: z.boolean(),
  reference: z.string(),
  committee: z.string(),
  title: z.string(),
  marking: z.string(),
  place: z.string(),
  held: z.string(),
  papers: z.string(),
  quorum: z.string(),
  attendance: z.array(z.object({ who: z.string(), post: z.string(), presence: z.string() })),
  interests: z.array(z.object({ who: z.string(), words: z.string(), takingPart: z.string(), item: z.string() })),
  items: z.array(
    z.object({
      position: z.number(),
      title: z.string(),
      says: z.string(),
      figures: Figures.nullable(),
      blocks: z.array(Block),
    }),
  ),
  assurance: z.object({ level: z.string(), reason: z.string() }).nullable(),
});

/** The minutes as the chair signed them, read back from the text that the signature holds. */
export function readSigned(content: string): Omit<MinutesDocument, "signature" | "addenda" | "asAt"> {
  return Signed.parse(JSON.parse(content));
}
