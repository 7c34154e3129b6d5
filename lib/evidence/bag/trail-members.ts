import { csvHead, csvLine } from "#lib/csv.ts";
import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { jsonText } from "#lib/evidence/bag/json-text.ts";
import type { Signer } from "#lib/evidence/bag/keys.ts";
import { checkpointText } from "#lib/evidence/bag/layout.ts";
import type { Member } from "#lib/evidence/bag/member.ts";
import { held, inChunks, streamed } from "#lib/evidence/bag/member.ts";
import { asAtWords } from "#lib/evidence/bag/moment.ts";
import { CHECKPOINT, CHECKPOINT_SIGNATURE, checkLinks, ENTRIES } from "#lib/evidence/bag/verify/trail.ts";

const LABELS = ["Number", "At", "Verb", "Table", "Record", "Commitment", "Previous hash", "Hash", "Sample history"];

/** The extract of the trail and its checkpoint, with the checkpoint's own signature. Refuses an extract that does not join. */
export async function trailMembers(content: BundleContent, signer: Signer): Promise<Member[]> {
  const { checkpoint } = content.trail;
  const entries = content.trail.entries
    .map(({ number, at, verb, table, record, commitment, previousHash, hash, sample }) => ({
      ...{ number, at, verb, table, record, commitment, previousHash, hash, sample },
    }))
    .sort((a, b) => a.number - b.number);
  checkLinks(entries, checkpoint);
  const text = new TextEncoder().encode(checkpointText(checkpoint));
  const sentence = `Entries of the trail about the records in bundle ${content.reference} (${entries.length}); entries about other records are left out`;
  const asAt = asAtWords(content.snapshotAt);
  function* csv() {
    yield csvHead(sentence, asAt) + csvLine(LABELS);
    for (const entry of entries) yield csvLine(Object.values(entry));
  }
  function* json() {
    yield `${jsonText({ sentence, recordsAsAt: content.snapshotAt, checkpoint }).slice(0, -1)},"entries":[`;
    for (const [index, entry] of entries.entries()) yield `${index ? "," : ""}\n${jsonText(entry)}`;
    yield "\n]}\n";
  }
  return [
    await held(CHECKPOINT, text),
    await held(CHECKPOINT_SIGNATURE, signer.sign(text)),
    await streamed("data/trail/entries.csv", () => inChunks(csv())),
    await streamed(ENTRIES, () => inChunks(json())),
  ];
}
