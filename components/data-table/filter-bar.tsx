import type { ReactNode } from "react";
import { keptPairs } from "#components/data-table/columns.ts";
import { Button } from "#components/ui/button.tsx";

type FilterBarProps = {
  /** This page's own address with its query. */
  href: string;
  /** Names of the fields in this bar and of the cursor: they are not carried over. */
  fields: string[];
  children: ReactNode;
};

/** A GET form: it works without script, and the filter is in the address. */
export function FilterBar({ href, fields, children }: FilterBarProps) {
  const { path, pairs } = keptPairs(href, fields);
  return (
    <form method="get" action={path} className="filters" key={href}>
      {pairs.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" small>
        Filter
      </Button>
    </form>
  );
}
