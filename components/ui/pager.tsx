import { ChevronLeft, ChevronRight } from "lucide-react";
import { Go } from "#components/ui/go.tsx";

export function Pager({ says, previousHref, nextHref }: { says: string; previousHref?: string; nextHref?: string }) {
  return (
    <nav className="pager" aria-label="Pages">
      <span className="num">{says}</span>
      {previousHref ? (
        <Go href={previousHref} rel="prev">
          <ChevronLeft size={16} aria-hidden="true" />
          Previous
        </Go>
      ) : null}
      {nextHref ? (
        <Go href={nextHref} rel="next">
          Next
          <ChevronRight size={16} aria-hidden="true" />
        </Go>
      ) : null}
    </nav>
  );
}
