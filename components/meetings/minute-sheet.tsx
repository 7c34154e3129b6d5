import { MessageCircleQuestionMark } from "lucide-react";
import type { ReactNode } from "react";
import { Day } from "#components/ui/as-at.tsx";
import { Go } from "#components/ui/go.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { decisionNumber } from "#lib/meetings/deciding.ts";
import { extractName } from "#lib/meetings/extract.ts";
import { noteNumbers } from "#lib/meetings/minute.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import type { AgendaItem } from "#lib/meetings/queries/meeting.ts";
import type { Block } from "#lib/meetings/queries/minutes.ts";
import type { Written } from "#lib/meetings/queries/written.ts";
import { type AboutRecord, DecisionCard } from "./decision-card.tsx";
import { MinuteWords, type NamedRecord } from "./minute-words.tsx";

export type ActionLine = {
  id: string;
  blockId: string;
  itemId: string;
  reference: string;
  title: string;
  owner: string;
  dueOn: string;
  state: State;
  word: string;
};

type Props = {
  item: AgendaItem;
  written: Written;
  named: readonly NamedRecord[];
  actions: readonly ActionLine[];
  /** Figures that the meeting saw. */
  frozen?: ReactNode;
  /** What may be done with one block, and with one decision. */
  beside?: (block: Block, other: Block | undefined) => ReactNode;
  under?: (decision: Decision) => { until?: string | undefined; waits?: string | undefined; forms?: ReactNode };
  /** Records that decisions are about, as far as the reader sees them. */
  about: readonly AboutRecord[];
  /** Whether this minute leaves as evidence, and the way to choose it. */
  quote?: (block: Block, name: string) => ReactNode;
};

/** One item of the minutes as a document: notes, challenges, decisions in their order, then the actions. */
export function MinuteSheet({ item, written, named, about, actions, frozen, beside, under, quote }: Props) {
  const blocks = written.blocks.filter(({ itemId, differsFromId }) => itemId === item.id && !differsFromId);
  const mine = actions.filter(({ itemId }) => itemId === item.id);
  const numbers = noteNumbers(item.position, blocks);
  return (
    <section className="sheet" id={`item-${item.position}`} aria-labelledby={`item-title-${item.position}`}>
      <h2 className="serif" id={`item-title-${item.position}`}>
        <span className="sheet-number">{item.position}</span> {item.title}
      </h2>
      <p className="sheet-by">
        {item.presenter ? `Presented by ${item.presenter}. ` : ""}
        {item.minutes} minutes.
      </p>
      {frozen}
      {blocks.map((block) => {
        if (block.kind === "action") return null;
        if (block.kind === "decision") {
          const decision = written.decisions.find(({ id }) => id === block.decisionId);
          const more = decision && under?.(decision);
          return decision ? (
            <DecisionCard
              key={block.id}
              {...{ decision, written, named, waits: more?.waits, until: more?.until }}
              about={about.find(({ id }) => id === decision.aboutId)}
            >
              {more?.forms}
              {decision.outcome
                ? quote?.(
                    block,
                    extractName({
                      kind: block.kind,
                      number: decisionNumber(decision.itemPosition, decision.position),
                      itemPosition: item.position,
                    }),
                  )
                : null}
            </DecisionCard>
          ) : null;
        }
        const number = numbers.get(block.id);
        const other = written.blocks.find(({ differsFromId }) => differsFromId === block.id);
        return (
          <MinuteBlock
            key={block.id}
            block={block}
            number={number}
            named={named}
            twice={other !== undefined && beside !== undefined}
          >
            {beside?.(block, other)}
            {quote?.(block, extractName({ kind: block.kind, number: number ?? "", itemPosition: item.position }))}
          </MinuteBlock>
        );
      })}
      {mine.length > 0 ? <ActionLines actions={mine} /> : null}
    </section>
  );
}

type BlockProps = {
  block: Block;
  number: string | undefined;
  named: readonly NamedRecord[];
  /** Both of its texts stand below. */
  twice: boolean;
  children?: ReactNode;
};

function MinuteBlock({ block, number, named, twice, children }: BlockProps) {
  if (block.kind === "challenge")
    return (
      <div className="challenge" id={`block-${block.id}`}>
        <h3>
          <MessageCircleQuestionMark size={16} aria-hidden="true" />
          Challenge{block.ownWords ? `, in the words of ${block.by}` : ""}
        </h3>
        {twice ? null : <MinuteWords words={block.words} named={named} />}
        {children}
      </div>
    );
  return (
    <div className="note-block" id={`block-${block.id}`}>
      <span className="note-number num">{number}</span>
      {twice ? null : <MinuteWords words={block.words} named={named} />}
      {children}
    </div>
  );
}

function ActionLines({ actions }: { actions: readonly ActionLine[] }) {
  return (
    <div className="minute-actions">
      <h3>Actions from this item</h3>
      <ul>
        {actions.map((action) => (
          <li key={action.blockId}>
            <Go href={`/action-items/${action.id}`}>{action.reference}</Go>
            <div>
              {action.title}
              <div className="meta">
                <span>{action.owner}</span>
                <span>
                  <Day iso={action.dueOn} />
                </span>
                <StateMark state={action.state}>{action.word}</StateMark>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
