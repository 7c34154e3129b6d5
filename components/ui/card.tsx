import { type ReactNode, useId } from "react";

type CardProps = {
  title: string;
  /** A short line or a link on the right of the heading. */
  aside?: ReactNode;
  footer?: ReactNode;
  /** Lists and tables reach the edges; words do not. */
  flush?: boolean;
  /** For a fragment link. */
  id?: string;
  children: ReactNode;
};

export function Card({ title, aside, footer, flush, id, children }: CardProps) {
  const heading = useId();
  return (
    <section className="card" aria-labelledby={heading} id={id}>
      <header>
        <h2 className="h grow" id={heading}>
          {title}
        </h2>
        {aside ? <div className="aside">{aside}</div> : null}
      </header>
      {flush ? children : <div className="pad">{children}</div>}
      {footer ? <footer>{footer}</footer> : null}
    </section>
  );
}
