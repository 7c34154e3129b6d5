import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";

type Props = {
  title: string;
  waiting: readonly { id: string; reference: string; question: string; says: string; href: string }[];
};

/** What was decided and still has to be done; nothing where nothing waits. */
export function WaitingList({ title, waiting }: Props) {
  if (waiting.length === 0) return null;
  return (
    <Card title={title} id="waiting" flush>
      <ul className="list">
        {waiting.map(({ id, reference, question, says, href }) => (
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
    </Card>
  );
}
