import type { ReactNode } from "react";
import { type Crumb, Crumbs } from "#components/ui/crumbs.tsx";

type PageProps = {
  title: string;
  says?: ReactNode;
  eyebrow?: string;
  crumbs?: Crumb[];
  /** State chips and tags that stand above the title. */
  marks?: ReactNode;
  actions?: ReactNode;
  /** A dl of facts that stands beside a title which is an answer. */
  facts?: ReactNode;
  /** The title is itself the answer to the eyebrow's question: set in the report face. */
  answer?: boolean;
  children?: ReactNode;
};

export function Page({ title, says, eyebrow, crumbs, marks, actions, facts, answer, children }: PageProps) {
  return (
    <div className="page">
      {crumbs ? <Crumbs items={crumbs} here={title} /> : null}
      <div className="page-head">
        <div className="grow">
          {marks ? <div className="row wrap">{marks}</div> : null}
          {eyebrow ? <p className="eyebrow">{eyebrow}</p> : null}
          <h1 className={answer ? "answer-title" : "title"}>{title}</h1>
          {says ? <p className="lede">{says}</p> : null}
        </div>
        {facts}
        {actions ? <div className="row wrap">{actions}</div> : null}
      </div>
      <div className="page-body">{children}</div>
    </div>
  );
}
