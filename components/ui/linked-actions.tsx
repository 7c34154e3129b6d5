import { CornerDownRight } from "lucide-react";
import type { ReactNode } from "react";
import { Go } from "#components/ui/go.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";

export type LinkedAction = {
  id: string;
  reference: string;
  title: string;
  href: string;
  state: State;
  word: string;
  owner?: string;
  due?: ReactNode;
};

export function LinkedActions({ actions }: { actions: LinkedAction[] }) {
  return (
    <ul className="list top">
      {actions.map((action) => (
        <li key={action.id}>
          <CornerDownRight size={16} aria-hidden="true" />
          <div className="grow">
            <Go href={action.href}>{action.reference}</Go> {action.title}
            <div className="meta">
              <StateMark state={action.state}>{action.word}</StateMark>
              {action.owner ? <span>{action.owner}</span> : null}
              {action.due ? <span>{action.due}</span> : null}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
