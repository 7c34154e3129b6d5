import { keptPairs } from "#components/data-table/columns.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { londonDay } from "#lib/dates.ts";

/** Asks for the page as it was at the end of a past day: a GET form, so that the day is in the address. */
export function AsAtMenu({ href, at, latest }: { href: string; at: Date | undefined; latest: string }) {
  const { path, pairs } = keptPairs(href, ["at", "page"]);
  return (
    <details className="menu tool">
      <summary>
        <Icon name="trail" />
        As at
      </summary>
      <div className="panel">
        <form method="get" action={path} className="columns-form">
          {pairs.map(([name, value]) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          ))}
          <label className="day-asked">
            <span>As it was at the end of</span>
            <input
              className="in"
              type="date"
              name="at"
              max={latest}
              required
              defaultValue={at ? londonDay(at) : undefined}
            />
          </label>
          <Button type="submit" small>
            Look back
          </Button>
        </form>
      </div>
    </details>
  );
}
