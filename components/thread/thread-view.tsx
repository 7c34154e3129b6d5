import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { formatDate } from "#lib/dates.ts";
import { type Gap, nameOf, type Placed, type Strand, stepWords, type Thread } from "#lib/thread/thread.ts";

/** The thread from top to bottom: each step with its question, what stands there, and what is missing. */
export function ThreadView({ thread }: { thread: Thread }) {
  return (
    <ol className="stack tight">
      {thread.strands.map((strand) => (
        <StrandView key={strand.step} strand={strand} unseen={thread.unseen} />
      ))}
    </ol>
  );
}

function StrandView({ strand, unseen }: { strand: Strand; unseen: number }) {
  const { title, asks } = stepWords[strand.step];
  const empty = strand.nodes.length === 0;
  return (
    <li className="card break-inside-avoid md:grid md:grid-cols-[190px_minmax(0,1fr)]">
      <div className="border-b border-border p-4 md:border-r md:border-b-0">
        <h2 className="h">{title}</h2>
        <p className="sm muted">{asks}</p>
      </div>
      <ul className="list top">
        {strand.nodes.map((node) => (
          <NodeLine key={node.id} node={node} />
        ))}
        {strand.excuses.map((excuse) => (
          <li key={excuse}>
            <StateMark state="na">{excuse}</StateMark>
          </li>
        ))}
        {strand.gaps.map((gap) => (
          <GapLine key={`${gap.says} ${gap.after?.id ?? ""}`} gap={gap} />
        ))}
        {empty && strand.gaps.length === 0 && strand.excuses.length === 0 ? (
          <li>
            <span className="muted">
              {unseen > 0 ? "Nothing is shown here." : "Nothing here belongs to this thread."}
            </span>
          </li>
        ) : null}
      </ul>
    </li>
  );
}

function NodeLine({ node }: { node: Placed }) {
  return (
    <li>
      <div className="grow">
        {node.href ? <Go href={node.href}>{node.reference ?? node.title}</Go> : (node.reference ?? "")}{" "}
        {node.reference ? node.title : ""}
        <div className="meta">
          {node.state ? <StateMark state={node.state.mark}>{node.state.word}</StateMark> : null}
          {node.on ? <span>{formatDate(node.on, "short")}</span> : null}
          {node.because.map((one) => (
            <span key={`${one.says} ${one.of}`}>
              {one.says} {one.of}
            </span>
          ))}
        </div>
      </div>
      {node.start ? <Tag>Opened here</Tag> : null}
    </li>
  );
}

function GapLine({ gap }: { gap: Gap }) {
  return (
    <li>
      <div className="grow">
        <StateMark state="unknown">{`Gap: ${gap.says}${gap.after ? ` (${nameOf(gap.after)})` : ""}`}</StateMark>
        <small>
          Can be closed by {gap.closedBy}
          {gap.after?.href ? (
            <>
              , from <Go href={gap.after.href}>{nameOf(gap.after)}</Go>
            </>
          ) : null}
          .
        </small>
      </div>
    </li>
  );
}
