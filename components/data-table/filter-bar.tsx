import type { ReactNode } from "react";
import { keptPairs } from "#components/data-table/columns.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";

type FilterBarProps = {
  /** This page's own address with its query. */
  href: string;
  /** Names of the fields in this bar and of the cursor: they are not carried over. */
  fields: string[];
  children: ReactNode;
};

/**
 * A GET form: it works without script, and the filter is in the address. On a phone it is folded until a filter is in
 * force; on a wider screen its fold is not drawn.
 */
export function FilterBar({ href, fields, children }: FilterBarProps) {
  const { path, pairs } = keptPairs(href, fields);
  return (
    <details className="fold" open={inForce(href, fields)} key={href}>
      <summary>
        <Icon name="filters" />
        Filters
      </summary>
      <form method="get" action={path} className="filters">
        {pairs.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        {children}
        <Button type="submit" small>
          Filter
        </Button>
      </form>
    </details>
  );
}

const cursors = ["page", "before", "after"];

function inForce(href: string, fields: readonly string[]): boolean {
  const asked = new URLSearchParams(href.split("?")[1]);
  return fields.some((field) => !cursors.includes(field) && asked.get(field));
}
