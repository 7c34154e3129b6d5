import { Go } from "#components/ui/go.tsx";
import { Icon } from "#components/ui/icon.tsx";

export function Pager({ says, previousHref, nextHref }: { says: string; previousHref?: string; nextHref?: string }) {
  return (
    <nav className="pager" aria-label="Pages">
      <span className="num">{says}</span>
      {previousHref ? (
        <Go href={previousHref} rel="prev">
          <Icon name="previous" size={16} />
          Previous
        </Go>
      ) : null}
      {nextHref ? (
        <Go href={nextHref} rel="next">
          Next
          <Icon name="next" size={16} />
        </Go>
      ) : null}
    </nav>
  );
}
