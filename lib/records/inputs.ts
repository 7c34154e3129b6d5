import { z } from "zod";
import { askedWords } from "#lib/registers/query.ts";
import { type RecordKind, recordKinds } from "./record.ts";

/** A record in a choice of several kinds: "system/4f3c…". */
export function writeChoice(record: { kind: RecordKind; id: string }): string {
  return `${record.kind}/${record.id}`;
}

const missing = "Choose a record from the list.";

export const LinkTwoRecords = z.object({
  id: z.uuid(),
  kind: z.enum(recordKinds),
  other: z
    .string(missing)
    .transform((text) => text.split("/"))
    .pipe(z.tuple([z.enum(recordKinds), z.uuid()], missing)),
});
export type LinkTwoRecords = z.output<typeof LinkTwoRecords>;

export const LinkQuery = z.object({ words: askedWords });
