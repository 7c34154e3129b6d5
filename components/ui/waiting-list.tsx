import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";

type Line = { id: string; reference: string; question: string; says: string; href: string };
type Props = {
  title: string;
  waiting: readonly Line[];
  /** What nobody can do as things are, each with the reason. */
  blocked?: readonly Line[];
  /** There are older ones that nobody looked through. */
  more?: boolean;
};

/** What was decided and still has to be done; nothing where nothing waits. */
export function WaitingList({ title, waiting, blocked = [], more = false }: Props) {
  if (waiting.length === 0 && blocked.length === 0 && !more) return null;
  return (
    <Card
      title={title}
      id="waiting"
      flush
      footer={
        more
          ? "Only the newest decisions were looked through. Older ones are told by the minutes of their meetings."
          : null
      }
    >
      {waiting.length > 0 ? <Lines lines={waiting} /> : null}
      {blocked.length > 0 ? (
        <>
          <h3 className="h-group">Nobody can carry these out as things are</h3>
          <Lines lines={blocked} />
        </>
      ) : null}
    </Card>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="list">
      {lines.map(({ id, reference, question, says, href }) => (
        <li key={id}>
          <div className="grow">
            <Go href={href}>{question}</Go>
            <small>
              {reference}. {says.endsWith(".") ? says : `${says}.`}
            </small>
          </div>
        </li>
      ))}
    </ul>
  );
}
