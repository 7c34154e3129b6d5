import { z } from "zod";
import { choice, optionalDate, optionalText, requiredText, uuid, version } from "#lib/forms/fields.ts";
import { askedMoment } from "#lib/registers/moment.ts";
import { askedWords } from "#lib/registers/query.ts";
import { categories, keyQuestions } from "./framework.ts";

const frameworkViews = ["statements", "services"] as const;

export const FrameworkQuery = z.object({
  framework: z.string().max(60).optional().catch(undefined),
  view: z.enum(frameworkViews).catch("statements"),
  service: z.uuid().optional().catch(undefined),
  at: askedMoment,
});
export type FrameworkQuery = z.output<typeof FrameworkQuery>;

export const LinkQuery = z.object({
  words: askedWords,
  record: z.uuid().optional().catch(undefined),
});

export const LinkEvidence = z.object({
  recordId: uuid("Choose the record."),
  statementId: requiredText("Choose the statement.", 80),
  category: choice(categories, "Choose what kind of evidence it is."),
  datedOn: optionalDate(),
  note: optionalText(400),
});
export type LinkEvidence = z.output<typeof LinkEvidence>;

/** The form says at which end of the link it stood, so that the person comes back to it. */
export const LinkForm = LinkEvidence.extend({ from: z.enum(["record", "statement"]).catch("statement") });

export const UnlinkEvidence = z.object({
  id: z.uuid(),
  version,
  reason: requiredText("Say why the record is no longer evidence for this.", 400),
});
export type UnlinkEvidence = z.output<typeof UnlinkEvidence>;

/** The part of the reference list that Holdfast reads: names and codes, no texts. */
export const ReferenceContent = z.object({
  frameworks: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.enum(["in-force", "draft", "retired"]),
      itemTerm: z.object({ singular: z.string(), plural: z.string() }),
      statements: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          name: z.string(),
          keyQuestion: z.enum(keyQuestions),
          digitalResilience: z.object({ relevance: z.string() }).optional(),
        }),
      ),
    }),
  ),
});
