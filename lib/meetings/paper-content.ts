import { z } from "zod";
import { type Paper, paperMarks } from "./paper.ts";
import { figuredSections } from "./section.ts";

const Row = z.object({
  id: z.string(),
  href: z.string().optional(),
  reference: z.string(),
  cells: z.array(z.string()),
  mark: z.object({ cell: z.number(), shape: z.enum(paperMarks) }).optional(),
  serviceId: z.string().optional(),
});

const Content = z.object({
  section: z.enum([...figuredSections, "position"]),
  asAt: z.string(),
  sentence: z.string(),
  figures: z.array(
    z.object({
      key: z.string(),
      value: z.string(),
      label: z.string(),
      href: z.string().optional(),
      worse: z.boolean().optional(),
      compare: z.literal(false).optional(),
    }),
  ),
  tables: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      columns: z.array(z.string()),
      rows: z.array(Row),
      more: z.number(),
      none: z.string(),
      compare: z.literal(false).optional(),
    }),
  ),
  bars: z
    .object({
      title: z.string(),
      series: z.array(z.string()),
      rows: z.array(z.object({ label: z.string(), values: z.array(z.number()) })),
    })
    .optional(),
  stories: z
    .array(
      z.object({
        id: z.string(),
        href: z.string().optional(),
        reference: z.string(),
        title: z.string(),
        words: z.string(),
      }),
    )
    .optional(),
  notAssured: z.array(z.string()),
  since: z
    .object({
      at: z.string(),
      shown: z.boolean(),
      changes: z.array(z.object({ what: z.string(), was: z.string(), is: z.string() })),
    })
    .optional(),
});

/** A frozen text read back as what it shows. What cannot be read is a fault: it never reads as an empty paper. */
export function readContent(content: string): Paper {
  return Content.parse(JSON.parse(content));
}
