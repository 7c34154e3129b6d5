import { Go } from "#components/ui/go.tsx";
import { paragraphsOf, piecesOf } from "#lib/meetings/minute-text.ts";
import { type RecordKind, recordHref } from "#lib/records/record.ts";

export type NamedRecord = { id: string; kind: RecordKind; reference: string };

/** A minute's paragraphs; a reference in them leads to its record where the reader may see it. */
export function MinuteWords({ words, named }: { words: string; named: readonly NamedRecord[] }) {
  return paragraphsOf(words).map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
    <p key={index} className="keep-lines">
      <Linked words={paragraph} named={named} />
    </p>
  ));
}

export function Linked({ words, named }: { words: string; named: readonly NamedRecord[] }) {
  return piecesOf(words).map(({ text, isReference }, index) => {
    const record = isReference ? named.find((one) => one.reference === text) : undefined;
    return record ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
      <Go key={index} href={recordHref(record.kind, record.id)}>
        {text}
      </Go>
    ) : (
      text
    );
  });
}
