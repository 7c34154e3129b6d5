import { Go } from "#components/ui/go.tsx";
import { nothingToRecord } from "#lib/meetings/minute.ts";
import type { Block } from "#lib/meetings/queries/minutes.ts";
import { recordHref } from "#lib/records/record.ts";

type Props = {
  block: Block;
  name: string;
  /** Of the whole meeting, those withdrawn too. */
  extracts: readonly { id: string; blockId: string; reference: string; state: string }[];
  /** Where a minute is chosen, for those who may. */
  href: string | undefined;
};

/** The extracts of one minute, and the way to make one. */
export function QuoteMinute({ block, name, extracts, href }: Props) {
  const mine = extracts.filter(({ blockId, state }) => blockId === block.id && state === "marked");
  const open = href !== undefined && block.words !== nothingToRecord;
  if (!open && mine.length === 0) return null;
  return (
    <p className="minute-own">
      {mine.map((one) => (
        <span key={one.id}>
          Used as evidence, <Go href={recordHref("extract", one.id)}>{one.reference}</Go>
        </span>
      ))}
      {open ? (
        <Go href={`${href}?block=${block.id}`}>
          {mine.length > 0 ? "Use for other services" : "Use as evidence"}
          <span className="sr">: {name}</span>
        </Go>
      ) : null}
    </p>
  );
}
