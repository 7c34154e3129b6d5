"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { FilterWords } from "#components/data-table/filter-fields.tsx";
import { Button } from "#components/ui/button.tsx";

type Props = {
  path: string;
  /** The part of the page to which it leads. */
  at: string;
  with: Readonly<Record<string, string>>;
  words: string;
  label: string;
  placeholder: string;
};

/** A search beside a form: the page is asked for again around it, so that what is half typed there stays. */
export function FindBeside({ path, at, with: also, words, label, placeholder }: Props) {
  const router = useRouter();
  return (
    <form
      method="get"
      action={`${path}#${at}`}
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = new FormData(event.currentTarget).get("words");
        const address = new URLSearchParams({ ...also, words: typeof asked === "string" ? asked : "" });
        const found = `${path}?${address}#${at}`;
        if (isOurs(found)) router.replace(found, { scroll: false });
      }}
    >
      {Object.entries(also).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FilterWords value={words} label={label} placeholder={placeholder} />
      <Button type="submit" small>
        Find
      </Button>
    </form>
  );
}

/** The pages' own addresses are known to the types only where they are written out. */
function isOurs(address: string): address is Route {
  return address.startsWith("/");
}
