"use client";

import { keptPairs } from "#components/data-table/columns.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";

type Choice = { id: string; header: string; shown: boolean; toggle: (shown: boolean) => void };

/** With script a tick changes the table at once; the button puts the choice in the address, with or without it. */
export function ColumnChooser({ href, choices, fixed }: { href: string; choices: Choice[]; fixed: string[] }) {
  const { path, pairs } = keptPairs(href, ["cols"]);
  return (
    <details className="menu">
      <summary>
        <Icon name="columns" />
        Columns
      </summary>
      <div className="panel">
        <form method="get" action={path} className="columns-form">
          <p className="xs muted">Always shown: {fixed.join(", ")}</p>
          {pairs.map(([name, value]) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="cols" value="always" />
          {choices.map((choice) => (
            <label className="choice" key={choice.id}>
              <input
                type="checkbox"
                name="cols"
                value={choice.id}
                defaultChecked={choice.shown}
                onChange={(event) => choice.toggle(event.currentTarget.checked)}
              />
              <span>{choice.header}</span>
            </label>
          ))}
          <Button type="submit" small>
            Keep these columns
          </Button>
        </form>
      </div>
    </details>
  );
}
